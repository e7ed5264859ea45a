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
  let version4: Version4
  /// The parameters that are there, with a value, and those that are there twice.
  let present: Set
  private let twice: Set
  let signer: Signer?

  /// Parameters as bits.
  struct Set: OptionSet {
    let rawValue: UInt32
    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ parameters: Parameter...) { rawValue = parameters.reduce(0) { $0 | 1 << UInt32($1.rawValue) } }
  }

  /// Values of Version 4 as they are written.
  struct Version4 {
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
  var isVersion4: Bool {
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
  func value(of parameter: Parameter) -> [UInt8]? {
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

  /// The same as text.
  func text(of parameter: Parameter) -> String? {
    value(of: parameter).map { String(decoding: $0, as: UTF8.self) }
  }

  /// A number that is written in digits alone; `nil` for others.
  static func number(_ digits: some Collection<UInt8>) -> Int64? {
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
}
