/// The lines of a built-in rule set that hold its rules' examples. They are half of its text: to parse them costs a tenth
/// of all that the tool does for a small export, which has no use for them.
enum ExampleLines {
  /// The text with empty lines in their place, so that all other lines keep their numbers. Knows how built-in rule sets
  /// are laid out: `examples:` stands alone in its line, four columns in, and all that belongs to it further in.
  static func removed(from text: [UInt8]) -> [UInt8] {
    var rest: [UInt8] = []
    rest.reserveCapacity(text.count)
    var isExample = false
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let line = text[start..<end]
      let indent = (line.firstIndex { $0 != UInt8(ascii: " ") } ?? end) - start
      isExample = isExample && (indent > key.indent || indent == line.count) || isKey(line, indent)
      if !isExample { rest += line }
      if end < text.count { rest.append(UInt8(ascii: "\n")) }
      start = end + 1
    }
    return rest
  }

  private static let key = (indent: 4, text: Array("    examples:".utf8))

  private static func isKey(_ line: ArraySlice<UInt8>, _ indent: Int) -> Bool {
    indent == key.indent && line.count == key.text.count && line.elementsEqual(key.text)
  }
}
