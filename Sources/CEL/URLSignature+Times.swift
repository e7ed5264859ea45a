// When a signature holds.
extension URLSignature {
  /// When it was made; at Azure, from when on it holds, which is only sometimes said.
  var signedAt: CELTimestamp? {
    switch signer {
    case .aws, .google: Self.compactTime(version4.date)
    case .azure: text(of: .azureStart).flatMap(Self.azureTime)
    case .cloudfront, nil: nil
    }
  }

  /// From when on it does not hold; `nil` when it does not say.
  var expiresAt: CELTimestamp? {
    switch signer {
    case .aws where isVersion4, .google where isVersion4:
      guard let signedAt, let seconds = Self.number(version4.expires),
        let duration = CELDuration(seconds: seconds, nanoseconds: 0)
      else { return nil }
      return signedAt.advanced(by: duration)
    case .azure: return text(of: .azureExpiry).flatMap(Self.azureTime)
    case .aws, .google, .cloudfront:
      return value(of: .expires).flatMap(Self.number).flatMap { CELTimestamp(validatingSeconds: $0) }
    case nil: return nil
    }
  }

  /// `20240131T235959Z`.
  static func compactTime(_ text: Bytes) -> CELTimestamp? {
    guard text.count == 16, text[text.startIndex + 8] == UInt8(ascii: "T"), text.last == UInt8(ascii: "Z"),
      let date = number(text.prefix(8)), let time = number(text.dropFirst(9).prefix(6))
    else { return nil }
    let day = CivilDate(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    let (hour, minute, second) = (time / 10_000, time / 100 % 100, time % 100)
    guard (1...12).contains(day.month), day.day >= 1, day.day <= CivilDate.days(inMonth: day.month, of: day.year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    return CELTimestamp(validatingSeconds: day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  /// `2024-01-31`, `2024-01-31T23:59Z` or `2024-01-31T23:59:59Z`, the forms of ISO 8601 that Azure takes.
  static func azureTime(_ text: String) -> CELTimestamp? {
    if let time = CELTimestamp(text) { return time }
    switch text.utf8.count {
    case 10: return CELTimestamp("\(text)T00:00:00Z")
    case 17...: return CELTimestamp("\(text.prefix(16)):00\(text.dropFirst(16))")
    default: return nil
    }
  }
}

/// What is wrong with the signature of a URL; empty texts where nothing is.
struct SignatureFaults {
  let missing, repeated, fault: String

  /// Those of `url`.
  init(of url: URLText) {
    let signature = url.signature
    (missing, repeated, fault) = (signature.missing, signature.repeated, signature.fault)
  }
}

/// Who signed a URL, and when the signature was made and ends: what rules ask for most often.
struct SignatureTimes {
  var signer: URLSignature.Signer?
  var signedAt: CELTimestamp?
  var expiresAt: CELTimestamp?

  init() {}

  /// Those of `url`.
  init(of url: URLText) {
    guard url.query != nil else { return }
    let signature = url.signature
    (signer, signedAt, expiresAt) = (signature.signer, signature.signedAt, signature.expiresAt)
  }
}
