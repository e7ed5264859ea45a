public import SourceText

/// One thing that is wrong with a rule set or a format definition.
public struct RuleSetError: Error, Hashable, Sendable {
  /// One clause in lower case that names what was found.
  public var message: String
  /// The file, or the name of a built-in one; empty for what the command line asks for.
  public var path: String
  /// Where it is.
  public var position: SourcePosition
  /// The line of the file at that place; empty when there is none.
  public var line: String

  /// An error in the file at `path`.
  public init(_ message: String, path: String, position: SourcePosition, line: String) {
    self.message = message
    self.path = path
    self.position = position
    self.line = line
  }

  /// `path:line:column: error: message`, the line, and a caret below the place; without a path, only the message.
  /// Of a long line that is the part around the place, and of a long message the beginning: a hostile file can have
  /// names of megabytes.
  public var description: String {
    let clause = (message.count > Self.messageLimit ? message.prefix(Self.messageLimit) + "…" : message).printable
    guard !path.isEmpty else { return "error: \(clause)" }
    var text = "\(path.printable):\(position.line):\(position.column): error: \(clause)"
    guard !line.isEmpty else { return text }
    let gutter = "\(position.line)"
    let margin = String(repeating: " ", count: gutter.count)
    let (shown, indent) = excerpt
    text += "\n \(margin) |\n \(gutter) | \(shown)\n \(margin) | \(indent)^"
    return text
  }

  /// What is printed of `line`, and what stands before the caret below it.
  private var excerpt: (shown: String, indent: String) {
    let scalars = Array(line.unicodeScalars)
    let place = min(position.column - 1, scalars.count)
    let start = scalars.count > Self.lineLimit ? max(place - Self.lineLimit / 2, 0) : 0
    let end = min(start + Self.lineLimit, scalars.count)
    func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
      // One character for one, or the caret would stand elsewhere.
      let shown = scalars.map { $0 != "\t" && $0.printableEscape != nil ? "\u{FFFD}" : $0 }
      return (start > 0 ? "…" : "") + String(String.UnicodeScalarView(shown))
    }
    // A tab stays a tab, so that the caret stands below its character whatever the width of tabs.
    let indent = text(scalars[start..<place].map { $0 == "\t" ? "\t" : " " }).replacing("…", with: " ")
    return (text(scalars[start..<end]) + (end < scalars.count ? "…" : ""), indent)
  }

  /// The most characters that are printed of a line, and of a message. Lines that people write are shorter.
  private static let (lineLimit, messageLimit) = (240, 600)
}

/// All that is wrong with the rule sets of a run: nothing is judged with them.
public struct RuleSetErrors: Error, Hashable, Sendable {
  /// In the order they were found, file by file, never empty.
  public var errors: [RuleSetError]

  /// The errors of one attempt.
  public init(_ errors: [RuleSetError]) { self.errors = errors }
}
