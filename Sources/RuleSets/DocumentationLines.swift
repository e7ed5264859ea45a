/// The lines of a built-in rule set that only people read: its rules' examples, reasons, links and tags. They are half
/// of its text: to parse them costs a seventh of all that the tool does for a small export, which has no use for them.
enum DocumentationLines {
  /// The text with empty lines in their place, so that all other lines keep their numbers. Knows how built-in rule sets
  /// are laid out: the keys stand four columns in, and all that belongs to them further in.
  static func removed(from text: [UInt8]) -> [UInt8] {
    var rest: [UInt8] = []
    rest.reserveCapacity(text.count)
    var isRemoved = false
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let line = text[start..<end]
      let indent = (line.firstIndex { $0 != UInt8(ascii: " ") } ?? end) - start
      isRemoved = isRemoved && (indent > keyIndent || indent == line.count) || isKey(line, indent)
      if !isRemoved { rest += line }
      if end < text.count { rest.append(UInt8(ascii: "\n")) }
      start = end + 1
    }
    return rest
  }

  private static let keyIndent = 4
  private static let keys = ["examples:", "why:", "docs:", "tags:"].map { Array($0.utf8) }

  private static func isKey(_ line: ArraySlice<UInt8>, _ indent: Int) -> Bool {
    guard indent == keyIndent else { return false }
    let content = line.dropFirst(indent)
    return keys.contains { key in
      content.starts(with: key) && (content.count == key.count || content[content.startIndex + key.count] == 0x20)
    }
  }
}
