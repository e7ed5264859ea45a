/// URIs (RFC 3986, appendix A) and IRIs (RFC 3987, section 2.2).
enum URISyntax {
  static func isURI(_ text: String) -> Bool {
    accepts(Array(text.utf8).span, needsScheme: true, international: true)
  }

  static func isReference(_ text: String) -> Bool {
    accepts(Array(text.utf8).span, needsScheme: false, international: true)
  }

  static func accepts(_ text: Span<UInt8>, needsScheme: Bool, international: Bool) -> Bool {
    var at = 0
    let schemeEnd = schemeEnd(text)
    if let schemeEnd { at = schemeEnd + 1 } else if needsScheme { return false }
    let pathEnd = end(text, from: at) { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    let queryEnd = end(text, from: pathEnd) { $0 == UInt8(ascii: "#") }
    var pathStart = at
    if at + 1 < pathEnd, text[at] == UInt8(ascii: "/"), text[at + 1] == UInt8(ascii: "/") {
      pathStart = min(end(text, from: at + 2) { $0 == UInt8(ascii: "/") }, pathEnd)
      guard isAuthority(text.extracting(at + 2..<pathStart), international) else { return false }
    } else if schemeEnd == nil {
      // The first segment of a relative path has no colon, which would make it a scheme.
      let segment = min(end(text, from: at) { $0 == UInt8(ascii: "/") }, pathEnd)
      for place in at..<segment where text[place] == UInt8(ascii: ":") { return false }
    }
    return isMade(text.extracting(pathStart..<pathEnd), of: ":@/", international)
      && isMade(text.extracting(min(pathEnd + 1, queryEnd)..<queryEnd), of: ":@/?", international, isQuery: true)
      && isMade(text.extracting(min(queryEnd + 1, text.count)..<text.count), of: ":@/?", international)
  }

  private static func end(_ text: Span<UInt8>, from start: Int, where isEnd: (UInt8) -> Bool) -> Int {
    var at = start
    while at < text.count, !isEnd(text[at]) { at += 1 }
    return at
  }

  /// Where the colon behind a scheme stands.
  private static func schemeEnd(_ text: Span<UInt8>) -> Int? {
    guard text.count > 1, ASCII.isLetter(text[0]) else { return nil }
    var at = 1
    while at < text.count {
      let byte = text[at]
      if byte == UInt8(ascii: ":") { return at }
      guard
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: ".")
      else { return nil }
      at += 1
    }
    return nil
  }

  private static func isAuthority(_ text: Span<UInt8>, _ international: Bool) -> Bool {
    var hostStart = 0
    for place in text.indices where text[place] == UInt8(ascii: "@") { hostStart = place + 1 }
    if hostStart > 0, !isMade(text.extracting(0..<hostStart - 1), of: ":", international) { return false }
    var portStart = hostStart
    if hostStart < text.count, text[hostStart] == UInt8(ascii: "[") {
      let close = end(text, from: hostStart) { $0 == UInt8(ascii: "]") }
      guard close < text.count, isLiteral(text.extracting(hostStart + 1..<close)) else { return false }
      portStart = close + 1
    } else {
      portStart = end(text, from: hostStart) { $0 == UInt8(ascii: ":") }
      guard isMade(text.extracting(hostStart..<portStart), of: "", international) else { return false }
    }
    guard portStart < text.count else { return true }
    guard text[portStart] == UInt8(ascii: ":") else { return false }
    for place in portStart + 1..<text.count where !ASCII.isDigit(text[place]) { return false }
    return true
  }

  /// An IPv6 address, or one of a later version.
  private static func isLiteral(_ text: Span<UInt8>) -> Bool {
    guard text.count > 0, text[0] | 0x20 == UInt8(ascii: "v") else { return AddressSyntax.isIPv6(text) }
    let dot = end(text, from: 1) { !ASCII.isHexadecimal($0) }
    return dot > 1 && dot + 1 < text.count && text[dot] == UInt8(ascii: ".")
      && isMade(text.extracting(dot + 1..<text.count), of: ":", false)
  }

  /// Whether `text` has nothing but unreserved characters, sub-delimiters, percent-encoded bytes and `others`.
  private static func isMade(
    _ text: Span<UInt8>, of others: StaticString, _ international: Bool, isQuery: Bool = false
  ) -> Bool {
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte == UInt8(ascii: "%") {
        guard at + 2 < text.count, ASCII.isHexadecimal(text[at + 1]), ASCII.isHexadecimal(text[at + 2]) else {
          return false
        }
        at += 3
      } else if byte < 0x80 {
        guard isPlain(byte) || contains(others, byte) else { return false }
        at += 1
      } else {
        guard international, let scalar = ScalarReading.scalar(text, &at), isUCS(scalar, isQuery: isQuery) else {
          return false
        }
      }
    }
    return true
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || contains("-._~!$&'()*+,;=", byte)
  }

  private static func contains(_ set: StaticString, _ byte: UInt8) -> Bool {
    set.withUTF8Buffer { $0.contains(byte) }
  }

  /// `ucschar`, in queries also `iprivate` (RFC 3987).
  private static func isUCS(_ scalar: Unicode.Scalar, isQuery: Bool) -> Bool {
    switch scalar.value {
    case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
    case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: isQuery
    case 0x10000...0xEFFFD: scalar.value & 0xFFFF <= 0xFFFD && !(0xE0000...0xE0FFF ~= scalar.value)
    default: false
    }
  }
}

/// Scalars of UTF-8.
enum ScalarReading {
  /// The scalar at `at`, which moves behind it; `nil` for half a surrogate pair.
  static func scalar(_ text: Span<UInt8>, _ at: inout Int) -> Unicode.Scalar? {
    let first = text[at]
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard at + count <= text.count else { return nil }
    var value = count == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(count))
    for place in at + 1..<at + count { value = value << 6 | UInt32(text[place] & 0x3F) }
    at += count
    return Unicode.Scalar(value)
  }
}
