/// Takes the text of a union apart: queries with `|` between them.
enum QueryUnion {
  /// The queries without the blanks around them, and where each starts, in bytes. A text without `|` is one query, and is
  /// left as it is.
  ///
  /// In a query `|` stands only within brackets, as a part of `||` or in a string.
  static func parts(of text: String) -> [(text: String, offset: Int)] {
    let bytes = Array(text.utf8)
    var ends: [Int] = []
    var openBrackets = 0
    var quote: UInt8?
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "\\") where quote != nil: place += 1
      case quote: quote = nil
      case _ where quote != nil: break
      case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
      case UInt8(ascii: "["): openBrackets += 1
      case UInt8(ascii: "]"): openBrackets -= 1
      case UInt8(ascii: "|") where openBrackets == 0: ends.append(place)
      default: break
      }
      place += 1
    }
    guard !ends.isEmpty else { return [(text, 0)] }
    return zip([-1] + ends, ends + [bytes.count]).map { before, end in
      let blanks = bytes[(before + 1)..<end].prefix { $0.isBlank }.count
      let start = before + 1 + blanks
      let rest = bytes[start..<end].reversed().drop { $0.isBlank }.reversed()
      return (String(decoding: rest, as: UTF8.self), start)
    }
  }
}

extension UInt8 {
  /// White space as RFC 9535 has it.
  fileprivate var isBlank: Bool { [0x20, 0x09, 0x0A, 0x0D].contains(self) }
}
