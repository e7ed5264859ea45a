import LinearRegex

/// Regular expressions, in time that grows with the text alone.
enum Patterns {
  /// Whether `pattern` matches somewhere in `text`. Compiles the pattern anew; a constant one has a node of its own.
  @Sendable static func matches(_ text: CELValue, _ pattern: CELValue) throws(CELEvaluationError) -> CELValue {
    guard let source = pattern.stringValue else { throw .noOverload("matches", text, pattern) }
    return .bool(try compile(source).matches(text))
  }

  static func compile(_ source: String) throws(CELEvaluationError) -> Pattern {
    throw CELEvaluationError("patterns cannot be matched yet: \(source)")
  }

  /// A compiled pattern.
  struct Pattern: Sendable {
    func matches(_ text: CELValue) throws(CELEvaluationError) -> Bool {
      throw .noOverload("matches", text, .string(""))
    }
  }
}
