import JSONReading

// What is wrong with how a URL is written: what "it has …".
extension URLText {
  /// The first reason why this is no absolute URL that can be fetched: a scheme, a host, and no character that RFC 3986 wants
  /// encoded; empty when there is none. Brackets may stand in paths and queries: all clients send them, and names of files have
  /// them.
  var fault: String {
    guard parts.schemeEnd > 0 else { return "no scheme" }
    let host = host
    guard !host.isEmpty else { return "no host" }
    var start = 0
    while let place = Self.mayBeIllegal.first(in: bytes, from: start) {
      if let fault = illegal(at: place) { return fault }
      start = place + 1
    }
    if bytes[host.lowerBound] == UInt8(ascii: "[") {
      if URLHost(bytes[host]).address6 == nil { return "a host that is no IPv6 address" }
    } else if bytes[host].contains(where: Self.isBracket) {
      return "a bracket in its host"
    }
    if bytes[parts.authority.lowerBound..<host.lowerBound].dropLast().contains(where: Self.endsUser) {
      return "'@' or a bracket in its user name, which is not encoded"
    }
    if let mark = bytes.first(UInt8(ascii: "#"), from: parts.authority.upperBound),
      bytes.first(UInt8(ascii: "#"), from: mark + 1) != nil
    {
      return "a second '#'"
    }
    let port = bytes[host.upperBound..<parts.authority.upperBound]
    guard let first = port.first else { return "" }
    return first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isDigit) ? "" : "a port that is no number"
  }

  /// Bytes that may be wrong, `%` among them.
  private static let mayBeIllegal = ByteSet { byte in
    byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}%".utf8.contains(byte)
  }

  private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }

  private static func endsUser(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "@") || isBracket(byte) }

  private func illegal(at place: Int) -> String? {
    switch bytes[place] {
    case UInt8(ascii: "%"):
      return place + 2 < bytes.count && bytes[place + 1].hexValue != nil && bytes[place + 2].hexValue != nil
        ? nil : "'%' without two hexadecimal digits behind it"
    case 0x20: return "a blank"
    case 0..<0x20, 0x7F: return "a control character"
    case 0x80...:
      let scalar = String(decoding: bytes[place...].prefix(4), as: UTF8.self).unicodeScalars.first
      return "'\(scalar.map(Character.init) ?? "?")', which is not encoded"
    case let byte: return "'\(Character(Unicode.Scalar(byte)))', which is not encoded"
    }
  }

  /// What looks as if a URL was encoded in a wrong way; empty when nothing does.
  ///
  /// Only the path is looked at for what was encoded twice and for `+`: a parameter may hold a whole URL, and `+` is a blank
  /// there.
  var encodingFault: String {
    let path = path
    var next = path.lowerBound
    while let place = Self.mayBeWrong.first(in: bytes, from: next), place < path.upperBound {
      next = place + 1
      switch bytes[place] {
      case UInt8(ascii: "%"):
        let behind = bytes[place..<path.upperBound].dropFirst().prefix(4)
        if behind.count == 4, behind.starts(with: "25".utf8), behind.dropFirst(2).allSatisfy({ $0.hexValue != nil }) {
          return "'%\(String(decoding: behind, as: UTF8.self))', which is encoded twice"
        }
      case UInt8(ascii: "+") where isBetweenWords(place, in: path): return "'+' in its path, which is no blank there"
      case UInt8(ascii: "&") where isEntity(at: place): return "'&amp;' in place of '&'"
      default: break
      }
    }
    guard let query else { return "" }
    next = query.lowerBound
    while let place = bytes.first(UInt8(ascii: "&"), from: next), place < query.upperBound {
      if isEntity(at: place) { return "'&amp;' in place of '&'" }
      next = place + 1
    }
    return ""
  }

  private static let mayBeWrong = ByteSet { "%+&".utf8.contains($0) }

  private func isEntity(at place: Int) -> Bool { bytes[place...].starts(with: "&amp;".utf8) }

  private func isBetweenWords(_ place: Int, in path: Range<Int>) -> Bool {
    func isOfWord(_ place: Int) -> Bool {
      path.contains(place) && (bytes[place].isDigit || bytes[place].isUpperASCII || bytes[place].isLowerASCII)
    }
    return isOfWord(place - 1) && isOfWord(place + 1)
  }
}
