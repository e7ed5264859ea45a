extension ReportText {
  /// Appends text of the data on one line, so that Markdown (CommonMark and the tables of GitHub) shows it as it is:
  /// signs that could mean something are escaped, and nothing becomes HTML or a link to a person.
  mutating func appendMarkdown(_ text: String, atMost limit: Int = .max) {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "#", "&":
        escaped.append("\\")
        escaped.unicodeScalars.append(scalar)
      // As an entity it notifies nobody of that name.
      case "@": escaped.append("&#64;")
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    appendPrintable(escaped, atMost: limit)
  }

  /// Appends text of the data as a code span. A bar in a cell of a table would end the cell: there it is escaped.
  mutating func appendMarkdownCode(_ text: String, inTable: Bool = false) {
    // The fence is longer than any run of backquotes inside.
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let padding = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    append(fence + padding)
    appendPrintable(inTable ? text.replacing("|", with: "\\|") : text)
    append(padding + fence)
  }
}
