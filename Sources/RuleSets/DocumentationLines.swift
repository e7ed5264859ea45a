/// The lines of a built-in rule set that only people read: its rules' examples, reasons, links and tags. They are half
/// of its text: to parse them costs a seventh of all that the tool does for a small export, which has no use for them.
/// Nor has it for what is said of fixes, unless a report tells them.
enum DocumentationLines {
  /// The text with empty lines in their place, so that all other lines keep their numbers. Knows how built-in rule sets
  /// are laid out: the keys stand four columns in, and all that belongs to them further in.
  static func removed(
    from text: [UInt8], keepsDocumentation: Bool = false, keepsFixes: Bool = false
  ) -> [UInt8] {
    removed(from: text, keys: (keepsDocumentation ? [] : keys) + (keepsFixes ? [] : [fixKey]), keyIndent: 4)
  }

  /// The same of a built-in format without the summary of its contents, which few reports tell.
  static func summaryRemoved(from text: [UInt8]) -> [UInt8] {
    removed(from: text, keys: [Array("summary:".utf8)], keyIndent: 0)
  }

  private static func removed(from text: [UInt8], keys: [[UInt8]], keyIndent: Int) -> [UInt8] {
    var rest: [UInt8] = []
    rest.reserveCapacity(text.count)
    var isRemoved = false
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      let line = text[start..<end]
      let indent = (line.firstIndex { $0 != UInt8(ascii: " ") } ?? end) - start
      isRemoved = isRemoved && (indent > keyIndent || indent == line.count)
      isRemoved = isRemoved || indent == keyIndent && isKey(line.dropFirst(indent), among: keys)
      if !isRemoved { rest += line }
      if end < text.count { rest.append(UInt8(ascii: "\n")) }
      start = end + 1
    }
    return rest
  }

  private static let keys = ["examples:", "why:", "docs:", "tags:"].map { Array($0.utf8) }

  private static let fixKey = Array("fix:".utf8)

  private static func isKey(_ content: ArraySlice<UInt8>, among keys: [[UInt8]]) -> Bool {
    keys.contains { key in
      content.starts(with: key) && (content.count == key.count || content[content.startIndex + key.count] == 0x20)
    }
  }
}
