import LinearRegex

/// Regular expressions, in time that grows with the text alone.
enum Patterns {
  /// Of a pattern that is no constant: to compile it takes about as long as to select a hundred members, and that again for
  /// each 64 bytes of it. Texts count as much, as nobody tells which is which.
  static let cost = CELFunctionCost(fixed: 100, perBlock: 100)

  /// Whether `pattern` matches somewhere in `text`. Compiles the pattern anew; a constant one has a node of its own.
  @Sendable static func matches(_ text: CELValue, _ pattern: CELValue) throws(CELEvaluationError) -> CELValue {
    guard let source = pattern.stringValue else { throw .noOverload("matches", text, pattern) }
    return .bool(try matches(text, try compile(source)))
  }

  static func matches(_ text: CELValue, _ pattern: LinearRegex) throws(CELEvaluationError) -> Bool {
    guard let answer = text.withUTF8({ pattern.matches($0) }) else {
      throw .noOverload("matches", text, .string(pattern.pattern))
    }
    return answer
  }

  static func compile(_ source: String) throws(CELEvaluationError) -> LinearRegex {
    do throws(LinearRegexError) { return try LinearRegex(source) } catch {
      throw CELEvaluationError("'\(source)' is no pattern: \(error.message)")
    }
  }
}
