// Whether a signature agrees with itself.
extension URLSignature {
  /// The first reason why the signature cannot be right, whatever was signed; empty when there is none. What is missing is no
  /// reason. No part of the signature or of a key is in it.
  var fault: String {
    switch signer {
    case .aws where isVersion4: faultOfVersion4(of: "X-Amz")
    case .google where isVersion4: faultOfVersion4(of: "X-Goog")
    case .azure: faultOfAzure
    case .aws, .google, .cloudfront:
      present.contains(Set(.expires)) && expiresAt == nil ? "Expires is no number of seconds" : ""
    case nil: ""
    }
  }

  /// The longest time that a signature of Version 4 may hold, in seconds: a week.
  private static let longestLife: Int64 = 604_800

  private func faultOfVersion4(of family: String) -> String {
    // Signatures for several regions have credentials without a region, and are no hash.
    let isForRegions = version4.algorithm.starts(with: "AWS4-ECDSA".utf8)
    let date = version4.date
    if !date.isEmpty, Self.compactTime(date) == nil { return "\(family)-Date is no time such as 20250305T081500Z" }
    if !version4.credential.isEmpty {
      let (partCount, day) = credentialParts
      let wanted = isForRegions ? 4 : 5
      guard partCount == wanted else {
        return "\(family)-Credential has \(partCount) \(partCount == 1 ? "part" : "parts"), not \(wanted)"
      }
      if !date.isEmpty, !day.elementsEqual(date.prefix(8)) {
        let signed = String(decoding: date.prefix(8), as: UTF8.self)
        return day.count == 8 && day.allSatisfy(\.isDigit)
          ? "the credential is of \(String(decoding: day, as: UTF8.self)), \(family)-Date of \(signed)"
          : "the credential has no date, \(family)-Date is of \(signed)"
      }
    }
    if !version4.expires.isEmpty {
      guard let life = Self.number(version4.expires), (1...Self.longestLife).contains(life) else {
        return "\(family)-Expires is no number from 1 to \(Self.longestLife)"
      }
    }
    let signature = version4.signature
    if signature.isEmpty || isForRegions { return "" }
    guard signature.allSatisfy({ $0.hexValue != nil }) else { return "\(family)-Signature is not hexadecimal" }
    // Google signs with RSA, too: then there are more digits.
    let isLongEnough =
      signer == .aws ? signature.count == 64 : signature.count >= 64 && signature.count.isMultiple(of: 2)
    return isLongEnough ? "" : "\(family)-Signature has \(signature.count) digits, not 64"
  }

  /// How many parts a credential has, and the second one: `key/20250305/region/s3/aws4_request`, slashes encoded or not.
  private var credentialParts: (count: Int, day: Bytes) {
    let text = version4.credential
    var (count, start, at) = (1, text.startIndex, text.startIndex)
    var day = text[start..<start]
    while at < text.endIndex {
      let rest = text[at...]
      let isEncoded =
        rest.first == UInt8(ascii: "%") && rest.dropFirst().first == UInt8(ascii: "2")
        && rest.dropFirst(2).first.map { $0 | 0x20 } == UInt8(ascii: "f")
      if isEncoded || text[at] == UInt8(ascii: "/") {
        if count == 2 { day = text[start..<at] }
        count += 1
        at += isEncoded ? 3 : 1
        start = at
      } else {
        at += 1
      }
    }
    return (count, day)
  }

  private var faultOfAzure: String {
    let (start, end) = (text(of: .azureStart).map(Self.azureTime), text(of: .azureExpiry).map(Self.azureTime))
    if case .some(nil) = start { return "st is no time such as 2025-03-05T08:15:00Z" }
    if case .some(nil) = end { return "se is no time such as 2025-03-05T08:15:00Z" }
    if case (.some(let start?), .some(let end?)) = (start, end), end <= start { return "se is not later than st" }
    if let signature = value(of: .azureSignature), signature.count != 44 {
      return "sig has \(signature.count) characters, not the 44 of a hash in base64"
    }
    return ""
  }
}
