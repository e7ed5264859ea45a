/// The parts of a URL (RFC 3986) as values, made only when they are asked for.
struct URLText {
  /// What `url()` tells.
  enum Field: String, CaseIterable {
    case scheme, userinfo, host, path, `extension`, query, parameters, fault, signed, signer, missing, repeated
    case hostKind = "host_kind"
    case encodingFault = "encoding_fault"
    case signatureFault = "signature_fault"
    case signedAt = "signed_at"
    case expiresAt = "expires_at"
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let parts: URLParts

  /// Reads `bytes`, which must outlive this value.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(bytes, parts: URLParts(bytes)) }

  /// The same, where it is known where the parts are.
  init(_ bytes: UnsafeBufferPointer<UInt8>, parts: URLParts) {
    self.bytes = bytes
    self.parts = parts
  }

  /// A part; `nil` for the times of a URL that has none.
  func value(of field: Field) -> CELValue? {
    switch field {
    case .scheme: .string(Self.lowercased(bytes[0..<max(0, parts.schemeEnd - 1)]))
    case .userinfo: .string(parts.userinfo.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "")
    case .host: .string(Self.lowercased(bytes[host]))
    case .hostKind: .string(URLHost(bytes[host]).kind.rawValue)
    case .path: .string(String(decoding: bytes[path], as: UTF8.self))
    case .extension: .string(fileExtension)
    case .query: .string(query.map { String(decoding: bytes[$0], as: UTF8.self) } ?? "")
    case .parameters: .map(parameters)
    case .fault: .string(fault)
    case .encodingFault: .string(encodingFault)
    case .signed: .bool(signature.signer != nil)
    case .signer: .string(signature.signer?.rawValue ?? "")
    case .missing: .string(signature.missing)
    case .repeated: .string(signature.repeated)
    case .signatureFault: .string(signature.fault)
    case .signedAt: signature.signedAt.map(CELValue.timestamp)
    case .expiresAt: signature.expiresAt.map(CELValue.timestamp)
    }
  }

  var host: Range<Int> { parts.host }
  var path: Range<Int> { parts.path }
  var query: Range<Int>? { parts.query }

  /// Of the last part of the path, decoded, in lower case; `nii.gz` counts as one.
  private var fileExtension: String {
    let path = bytes[path]
    let last = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path
    if last.contains(UInt8(ascii: "%")) {
      let decoded = Self.decoded(last)
      // An encoded slash, common in the names of stored objects, separates too.
      let start = decoded.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
      return decoded.withUnsafeBufferPointer { Self.fileExtension(of: $0[start...]) }
    }
    return Self.fileExtension(of: last)
  }

  private static func fileExtension(of name: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return "" }
    let text = lowercased(name[(dot + 1)...])
    if text == "gz", name.count > 7 {
      let before = name[(dot - 4)..<dot].map { $0.isUpperASCII ? $0 | 0x20 : $0 }
      if before.elementsEqual(".nii".utf8) { return "nii.gz" }
    }
    return text
  }

  /// Takes no memory for a text of at most fifteen bytes.
  private static func lowercased(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    let part = UnsafeBufferPointer(rebasing: part)
    return String(unsafeUninitializedCapacity: part.count) { text in
      for place in part.indices { text[place] = part[place].isUpperASCII ? part[place] | 0x20 : part[place] }
      return part.count
    }
  }

  static func decoded(_ part: some Collection<UInt8>) -> [UInt8] {
    guard part.contains(UInt8(ascii: "%")) else { return Array(part) }
    var decoded: [UInt8] = []
    var rest = part[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let high = rest.first?.hexValue, let low = rest.dropFirst().first?.hexValue {
        decoded.append(UInt8(truncatingIfNeeded: high << 4 | low))
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }

  var signature: URLSignature { URLSignature(bytes[query ?? 0..<0]) }
}

/// `url(text)`: the parts of a URL as a map. A text that is no absolute URL has an empty scheme and host.
enum URLFunction {
  static let name = "url"

  /// A map whose members are known: one that is misspelt would be missing in every record.
  private static let parts = CELObjectType(
    name: "url", members: Dictionary(uniqueKeysWithValues: URLText.Field.allCases.map { ($0.rawValue, .dyn) }))

  static let function = CELFunction(
    name, [.string], .object(parts), cost: CELFunctionCost(fixed: 10),
    body: .one { value throws(CELEvaluationError) in
      let map = value.withUTF8 { bytes in
        let text = URLText(bytes)
        var map = CELMap()
        for field in URLText.Field.allCases { map[field.rawValue] = text.value(of: field) }
        return map
      }
      guard let map else { throw .noOverload(name, value) }
      return .map(map)
    })
}
