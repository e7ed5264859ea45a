/// The names of parameters that carry credentials, as in `name=value`. Letters of any case are the same, hyphens,
/// underscores and percent-encoding make no difference: `api-key`, `API_KEY`, `apiKe%79`.
enum ParameterName {
  private static let kinds: [Secret.Kind: [String]] = [
    .signature: ["xamzsignature", "xgoogsignature", "signature", "sig", "policy", "hmac"],
    .keyID: ["xamzcredential", "xgoogcredential", "keypairid", "awsaccesskeyid", "googleaccessid"],
    .sessionToken: ["securitytoken", "sessiontoken", "bearer", "jwt", "idtoken"],
    .apiKey: [
      "token", "apikey", "accesskey", "secretkey", "privatekey", "subscriptionkey", "authkey", "secret", "auth",
      "authorization", "password", "passwd", "pwd", "pass", "passphrase",
    ],
  ]

  /// By the number of letters, which few of them share.
  private static let known: [[(code: UInt128, kind: Secret.Kind)]] = {
    var known = Array(repeating: [(code: UInt128, kind: Secret.Kind)](), count: NameCode.mostLetters + 1)
    for (kind, names) in kinds {
      for name in names {
        var code = NameCode()
        for byte in name.utf8.reversed() { code.add(byte) }
        known[code.count].append((code.value, kind))
      }
    }
    return known
  }()

  private static func kind(_ code: NameCode) -> Secret.Kind? {
    for name in known[code.count] where name.code == code.value { return name.kind }
    return nil
  }

  /// The kind of the credential that follows the `=` at `equals`, by the name before it: by the whole name, else by what
  /// is behind a hyphen or an underscore in it, so that `download_token` is a token.
  static func kind(before equals: Int, in text: Span<UInt8>) -> Secret.Kind? {
    var code = NameCode()
    var at = equals
    var kind: Secret.Kind?
    while at > 0, code.hasRoom {
      var byte = text[at - 1]
      var width = 1
      if at > 2, text[at - 3] == UInt8(ascii: "%"), let high = hexValue(text[at - 2]), let low = hexValue(byte) {
        byte = high << 4 | low
        width = 3
      }
      if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
        kind = Self.kind(code) ?? kind
      } else if SecretSearch.isLetter(byte) {
        code.add(byte)
      } else {
        // A digit is part of a name, and none of ours has one.
        return SecretSearch.isDigit(byte) ? kind : Self.kind(code) ?? kind
      }
      at -= width
    }
    return at == 0 ? Self.kind(code) ?? kind : kind
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
      (byte | 0x20) - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// The letters of a name from its end, five bits each: a name as a number.
private struct NameCode {
  static let mostLetters = 25

  private(set) var value: UInt128 = 0
  private(set) var count = 0

  var hasRoom: Bool { count < Self.mostLetters }

  mutating func add(_ letter: UInt8) {
    value |= UInt128(letter & 31) << UInt128(5 * count)
    count += 1
  }
}
