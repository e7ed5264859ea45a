import SourceText

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
      let end = text.offset(of: UInt8(ascii: "\n"), from: start)
      var content = start
      // How much further in than a key a line is makes no difference.
      while content < end, content - start <= keyIndent, text[content] == UInt8(ascii: " ") { content += 1 }
      let indent = content - start
      isRemoved = isRemoved && (indent > keyIndent || content == end)
      isRemoved = isRemoved || indent == keyIndent && isKey(text[content..<end], among: keys)
      if !isRemoved { rest += text[start..<end] }
      if end < text.count { rest.append(UInt8(ascii: "\n")) }
      start = end + 1
    }
    return rest
  }

  private static let keys = ["examples:", "why:", "docs:", "tags:"].map { Array($0.utf8) }

  private static let fixKey = Array("fix:".utf8)

  private static func isKey(_ content: ArraySlice<UInt8>, among keys: [[UInt8]]) -> Bool {
    keys.contains { key in
      content.first == key.first && content.starts(with: key)
        && (content.count == key.count || content[content.startIndex + key.count] == 0x20)
    }
  }
}
