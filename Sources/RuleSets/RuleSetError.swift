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
  public var description: String {
    guard !path.isEmpty else { return "error: \(message)" }
    var text = "\(path):\(position.line):\(position.column): error: \(message)"
    guard !line.isEmpty else { return text }
    let gutter = "\(position.line)"
    let margin = String(repeating: " ", count: gutter.count)
    // A tab stays a tab, so that the caret stands below its character whatever the width of tabs.
    let indent = String(
      String.UnicodeScalarView(line.unicodeScalars.prefix(position.column - 1).map { $0 == "\t" ? "\t" : " " }))
    text += "\n \(margin) |\n \(gutter) | \(line)\n \(margin) | \(indent)^"
    return text
  }
}

/// All that is wrong with the rule sets of a run: nothing is judged with them.
public struct RuleSetErrors: Error, Hashable, Sendable {
  /// In the order they were found, file by file, never empty.
  public var errors: [RuleSetError]

  /// The errors of one attempt.
  public init(_ errors: [RuleSetError]) { self.errors = errors }
}
