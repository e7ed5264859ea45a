#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The signature in the query of a URL: who makes such ones, whether it is whole, and when it holds.
///
/// Signature Version 4 of AWS and Google, their older ones (`AWSAccessKeyId`, `GoogleAccessId`), CloudFront, and the shared
/// access signatures of Azure. Names are compared as they are written: a query that was encoded anew is not the one that was
/// signed.
struct URLSignature {
  /// Who understands a signature.
  enum Signer: String {
    case aws, google, azure
    /// `Expires` or `Policy`, and `Signature`: CloudFront, and whoever does the same.
    case cloudfront
  }

  /// A parameter of a signature. Those of Version 4 come first, first those of AWS, then those of Google.
  enum Parameter: Int, CaseIterable {
    case awsAlgorithm, awsCredential, awsDate, awsExpires, awsSignedHeaders, awsSignature, awsToken
    case googleAlgorithm, googleCredential, googleDate, googleExpires, googleSignedHeaders, googleSignature, googleToken
    case awsKey, googleKey, cloudfrontKey, expires, policy, signature
    case azureSignature, azureVersion, azureExpiry, azureStart, azurePolicy, azurePermissions, azureResource
  }

  static let names: [StaticString] = [
    "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Signature",
    "X-Amz-Security-Token", "X-Goog-Algorithm", "X-Goog-Credential", "X-Goog-Date", "X-Goog-Expires",
    "X-Goog-SignedHeaders", "X-Goog-Signature", "X-Goog-Security-Token", "AWSAccessKeyId", "GoogleAccessId",
    "Key-Pair-Id", "Expires", "Policy", "Signature", "sig", "sv", "se", "st", "si", "sp", "sr",
  ]

  typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private let query: Bytes
  /// The values of a signature of Version 4 as they are written, the first of each; empty where there is none.
  private let version4: Version4
  /// The parameters that are there, with a value, and those that are there twice.
  private let present: Set
  private let twice: Set
  let signer: Signer?

  /// Parameters as bits.
  private struct Set: OptionSet {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ parameters: Parameter...) { rawValue = parameters.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }
  }

  private struct Version4 {
    var algorithm, credential, date, expires, signature: Bytes

    /// Takes the value of a parameter, by its place among the seven of a signer.
    mutating func set(_ place: Int, _ value: Bytes) {
      switch place {
      case 0 where algorithm.isEmpty: algorithm = value
      case 1 where credential.isEmpty: credential = value
      case 2 where date.isEmpty: date = value
      case 3 where expires.isEmpty: expires = value
      case 5 where signature.isEmpty: signature = value
      default: break
      }
    }
  }

  /// How many parameters a signer's Version 4 has.
  private static let version4Count = 7

  /// Looks through `query` once.
  init(_ query: Bytes) {
    self.query = query
    let none = query[query.startIndex..<query.startIndex]
    var version4 = Version4(algorithm: none, credential: none, date: none, expires: none, signature: none)
    var (present, twice) = (Set(), Set())
    var start = query.startIndex
    while start < query.endIndex {
      let end = Self.place(of: UInt8(ascii: "&"), in: query.base, start..<query.endIndex)
      let equals = Self.place(of: UInt8(ascii: "="), in: query.base, start..<end)
      if end > equals + 1, let parameter = Self.parameter(query[start..<equals]) {
        let bit = Set(rawValue: 1 << UInt32(parameter.rawValue))
        if !present.isDisjoint(with: bit) { twice.formUnion(bit) }
        present.formUnion(bit)
        if parameter.rawValue < 2 * Self.version4Count {
          version4.set(parameter.rawValue % Self.version4Count, query[(equals + 1)..<end])
        }
      }
      start = end + 1
    }
    self.version4 = version4
    self.present = present
    self.twice = twice
    signer = Self.signer(present)
  }

  /// The place of the first `byte` in `range`, else its end.
  private static func place(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
    guard let start = text.baseAddress, let found = memchr(start + range.lowerBound, Int32(byte), range.count) else {
      return range.upperBound
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  private static func parameter(_ name: Bytes) -> Parameter? {
    guard name.count < parametersByLength.count else { return nil }
    for parameter in parametersByLength[name.count] {
      let known = names[parameter.rawValue]
      guard let start = name.base.baseAddress else { return nil }
      if memcmp(known.utf8Start, start + name.startIndex, name.count) == 0 { return parameter }
    }
    return nil
  }

  /// The parameters whose names have so many bytes: few have the same length.
  private static let parametersByLength: [[Parameter]] = {
    let longest = names.map(\.utf8CodeUnitCount).max() ?? 0
    return (0...longest).map { length in
      Parameter.allCases.filter { names[$0.rawValue].utf8CodeUnitCount == length }
    }
  }()

  private static func signer(_ present: Set) -> Signer? {
    // Of Version 4, any parameter but the token, which nobody needs: others may have been lost.
    if present.rawValue & 0b11_1111 != 0 || present.contains(Set(.awsKey)) { return .aws }
    if present.rawValue >> 7 & 0b11_1111 != 0 || present.contains(Set(.googleKey)) { return .google }
    if present.contains(Set(.azureSignature)) || present.isSuperset(of: Set(.azureVersion, .azureExpiry)) {
      return .azure
    }
    let isCloudFront =
      present.contains(Set(.cloudfrontKey))
      || present.contains(Set(.signature)) && !present.isDisjoint(with: Set(.expires, .policy))
    return isCloudFront ? .cloudfront : nil
  }

  // MARK: Whether it is whole

  /// Whether it is of Version 4.
  private var isVersion4: Bool {
    signer == .aws && !present.contains(Set(.awsKey)) || signer == .google && !present.contains(Set(.googleKey))
  }

  /// The parameters that the signer asks for.
  private var mandatory: [Parameter] {
    switch signer {
    case .aws where isVersion4: Self.version4(from: .awsAlgorithm)
    case .google where isVersion4: Self.version4(from: .googleAlgorithm)
    case .aws: [.awsKey, .expires, .signature]
    case .google: [.googleKey, .expires, .signature]
    // A policy that is kept at Azure may say until when the signature holds.
    case .azure: present.contains(Set(.azurePolicy)) ? [.azureVersion, .azureSignature] : Self.azure
    case .cloudfront:
      present.contains(Set(.policy)) ? [.policy, .signature, .cloudfrontKey] : [.expires, .signature, .cloudfrontKey]
    case nil: []
    }
  }

  private static let azure: [Parameter] = [.azureVersion, .azureExpiry, .azureSignature]

  private static func version4(from first: Parameter) -> [Parameter] {
    (first.rawValue..<first.rawValue + 6).compactMap(Parameter.init(rawValue:))
  }

  /// The mandatory parameters that are not there or empty, with commas between them.
  var missing: String {
    guard signer != nil else { return "" }
    if isVersion4, present.rawValue >> (signer == .aws ? 0 : 7) & 0b11_1111 == 0b11_1111 { return "" }
    return list(mandatory.filter { !present.contains(Set($0)) })
  }

  /// The parameters of signatures that are there more than once, with commas between them.
  var repeated: String {
    twice.isEmpty || signer == nil ? "" : list(Parameter.allCases.filter { twice.contains(Set($0)) })
  }

  private func list(_ parameters: [Parameter]) -> String {
    parameters.map { "\(Self.names[$0.rawValue])" }.joined(separator: ", ")
  }

  // MARK: Values

  /// The decoded value of a parameter, the first of that name.
  private func value(of parameter: Parameter) -> [UInt8]? {
    guard present.contains(Set(parameter)) else { return nil }
    var start = query.startIndex
    while start < query.endIndex {
      let end = Self.place(of: UInt8(ascii: "&"), in: query.base, start..<query.endIndex)
      let equals = Self.place(of: UInt8(ascii: "="), in: query.base, start..<end)
      if end > equals + 1, Self.parameter(query[start..<equals]) == parameter {
        return URLText.decoded(query[(equals + 1)..<end])
      }
      start = end + 1
    }
    return nil
  }

  private func text(of parameter: Parameter) -> String? {
    value(of: parameter).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A number that is written in digits alone; `nil` for others.
  private static func number(_ digits: some Collection<UInt8>) -> Int64? {
    guard !digits.isEmpty else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      let (shifted, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooMuch) = shifted.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      if isTooLarge || isTooMuch { return nil }
      value = sum
    }
    return value
  }

  // MARK: When it holds

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
  private static func compactTime(_ text: Bytes) -> CELTimestamp? {
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
  private static func azureTime(_ text: String) -> CELTimestamp? {
    if let time = CELTimestamp(text) { return time }
    switch text.utf8.count {
    case 10: return CELTimestamp("\(text)T00:00:00Z")
    case 17...: return CELTimestamp("\(text.prefix(16)):00\(text.dropFirst(16))")
    default: return nil
    }
  }

  // MARK: Whether it agrees with itself

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
