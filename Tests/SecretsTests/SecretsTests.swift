import Secrets
import Testing

@Suite struct SecretsTests {
  /// The credentials in `text` with their kinds, each once, in the order of their places.
  private func found(in text: String) -> [String] {
    var text = text
    let secrets = text.withUTF8 { utf8 in
      Secrets.all(in: utf8).map { secret in
        (secret.range, "\(secret.kind.rawValue): \(String(decoding: utf8[secret.range], as: UTF8.self))")
      }
    }
    var seen: Set<String> = []
    return secrets.sorted { $0.0.lowerBound < $1.0.lowerBound }.map(\.1).filter { seen.insert($0).inserted }
  }

  @Test(arguments: [
    ("https://u@h/?token=abcdef&sig=1&sig=abcdef", 6, ["api-key", "signature", "userinfo"]),
    ("?token=abcde", 6, []), ("?token=abcde", 5, ["api-key"]), ("nothing", 0, []),
    ("?x=%3Ftoken%3Dabcdef", 6, ["api-key"]),
  ])
  func `tells the kinds of what is long enough`(text: String, leastCount: Int, expected: [String]) {
    var text = text
    let kinds = text.withUTF8 { Secrets.kinds(in: $0, leastCount: leastCount) }
    #expect(Secret.Kind.allCases.filter { kinds.contains($0) }.map(\.rawValue).sorted() == expected)
    for kind in Secret.Kind.allCases {
      let isFound = text.withUTF8 { Secrets.isFound(in: $0, of: kind, leastCount: leastCount) }
      #expect(isFound == kinds.contains(kind))
    }
  }

  @Test(arguments: [
    ("https://h/a?X-Amz-Signature=00ff&x-id=GetObject", ["signature: 00ff"]),
    ("https://h/a?x_amz-SIGNATURE=00ff#t", ["signature: 00ff"]),
    ("https://h/a?X-Amz-Signatur%65=00ff", ["signature: 00ff"]),
    ("X-Amz-Credential=AKIA%2F20250305%2Feu", ["key-id: AKIA"]),
    ("X-Goog-Credential=me@x.iam/20250305", ["key-id: me@x.iam"]),
    ("X-Amz-Security-Token=IQoJ+/=&a", ["session-token: IQoJ+/="]),
    ("download_token=abc, then", ["api-key: abc"]),
    ("'https://h/?token=ab'cd' is", ["api-key: ab'cd"]),
    ("{\"a\":\"x?password=p,w\",\"b\":1}", ["api-key: p,w"]),
    (#"{"password":"hunter2-x","b":1}"#, ["api-key: hunter2-x"]),
    (#"{"access_token": "Zq9SECRET"}"#, ["api-key: Zq9SECRET"]),
    (#"{\"apiKey\": \"0123abcd\"}"#, ["api-key: 0123abcd"]),
    (#"{"token":"Apple","pass":"correct","token":"12 34 56","password":12345678,"keys":"0123456"}"#, []),
    ("see AKIAIOSFODNN7EXAMPLE.", ["key-id: AKIAIOSFODNN7EXAMPLE"]),
    ("AKIAIOSFODNN7EXAMPL token3=a tokens=a =b token=", []),
    ("https://u:p@h/a@b", ["userinfo: u:p"]),
    ("https://0123@h", ["userinfo: 0123"]),
    ("https://u:p/w?x@h/a", ["userinfo: u:p/w?x"]),
    ("cut: https://user:secr", ["userinfo: secr"]),
    ("https://h:8080/a https://[::1]:80/ https://h: no // a:b", []),
    ("Authorization: Bearer abcDEF123.", ["session-token: abcDEF123"]),
    ("basic YTpiMg==", ["api-key: YTpiMg=="]),
    ("the bearer characteristics, basic understanding", []),
    ("x eyJhbGciOiJI.eyJzdWIi.c2ln", ["session-token: eyJhbGciOiJI.eyJzdWIi.c2ln"]),
    ("ghp_0123456789012345678901234567890123456", ["api-key: ghp_0123456789012345678901234567890123456"]),
    ("AIza01234567890123456789012345678901234", ["api-key: AIza01234567890123456789012345678901234"]),
    (
      "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
      ["api-key: \nMIIE\n"]
    ),
    ("-----BEGIN PUBLIC KEY-----\nMIIE", []),
    // Behind escapes of JSON and percent-encoding, once and twice.
    (#"https:\/\/u:p@h\/?a\u0026sig\u003dabc\u0026"#, ["userinfo: u:p", "signature: abc"]),
    ("to=https%3A%2F%2Fu%3Ap%40h%2F%3Fsig%3Dabc%26x", ["userinfo: u%3Ap", "signature: abc"]),
    ("to=a%253Fsig%253Dabc%2526x", ["signature: abc"]),
    ("%41KIAIOSFODNN7EXAMPLE", ["key-id: %41KIAIOSFODNN7EXAMPLE"]),
  ])
  func `finds credentials`(text: String, expected: [String]) {
    #expect(found(in: text) == expected)
  }

  @Test func `a value that ends in an encoded separator is found whole at the level where it is one`() {
    #expect(found(in: "token=abc%26def").first == "api-key: abc%26def")
  }

  @Test(arguments: [
    "//a:b", "sig=", "eyJ", "Bearer ", "-----BEGIN PRIVATE", "-----BEGIN PRIVATE KEY-----", "ghp_", "%41", "%25",
    "token=a=", "//@", "%2F%2F", #"\u003d"#,
  ])
  func `no text takes more than linear work`(piece: String) {
    // A quadratic search of two megabytes would take hours.
    var text = String(repeating: piece, count: 2_000_000 / piece.utf8.count)
    #expect(text.withUTF8 { Secrets.all(in: $0).count } >= 0)
  }

  @Test func `is found of a kind and a size`() {
    var text = "https://u:p@h/?token=abcd"
    text.withUTF8 { utf8 in
      #expect(Secrets.isFound(in: utf8))
      #expect(Secrets.isFound(in: utf8, of: .userinfo, leastCount: 6))
      #expect(Secrets.isFound(in: utf8, of: .apiKey, leastCount: 4))
      #expect(!Secrets.isFound(in: utf8, of: .apiKey, leastCount: 5))
      #expect(!Secrets.isFound(in: utf8, of: .signature))
    }
  }
}
