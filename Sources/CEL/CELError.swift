public import SourceText

/// One thing that is wrong with an expression.
public struct CELError: Error, Hashable, Sendable {
  /// One clause in lower case that names what was found.
  public var message: String
  /// Where it stands in the source's UTF-8.
  public var span: SourceSpan
  /// The name that was probably meant, when a name is unknown.
  public var suggestion: String?

  /// An error at `span`, with the name that was probably meant.
  public init(message: String, span: SourceSpan, suggestion: String? = nil) {
    self.message = message
    self.span = span
    self.suggestion = suggestion
  }
}

/// All that is wrong with an expression.
public struct CELErrors: Error, Hashable, Sendable {
  /// In source order, never empty.
  public var errors: [CELError]

  /// The errors found in one expression.
  public init(_ errors: [CELError]) { self.errors = errors }
}

/// An expression that cannot be evaluated on the values it was given.
public struct CELEvaluationError: Error, Hashable, Sendable {
  /// One clause in lower case, as `no such key: frameTotal`.
  public var message: String
  /// The part of the source that failed; empty while a function is still running, its caller fills it in.
  public var span: SourceSpan

  /// An error at `span`; functions leave the place to their caller.
  public init(_ message: String, span: SourceSpan = SourceSpan(start: 0, end: 0)) {
    self.message = message
    self.span = span
  }

  /// Whether a member was read that is not there.
  public var isMissingKey: Bool { message.hasPrefix(Self.missingKey) }

  private static let missingKey = "no such key: "

  /// The same error, placed at `span` unless it has a place.
  func placed(at span: SourceSpan) -> CELEvaluationError {
    self.span.count > 0 ? self : CELEvaluationError(message, span: span)
  }

  /// An operator or function that does not take such values.
  static func noOverload(_ function: String, _ values: CELValue...) -> CELEvaluationError {
    noOverload(function, values)
  }

  static func noOverload(_ function: String, _ values: [CELValue]) -> CELEvaluationError {
    let types = values.map(\.typeName).joined(separator: ", ")
    // Operators have underscores where their operands go: `_+_`.
    guard function.contains("_"), let first = function.utf8.first,
      first | 0x20 < UInt8(ascii: "a") || first == UInt8(ascii: "_")
    else { return CELEvaluationError("\(function)() does not take (\(types))") }
    return CELEvaluationError("'\(function.filter { $0 != "_" })' does not take (\(types))")
  }

  static func noSuchKey(_ key: String) -> CELEvaluationError { CELEvaluationError(missingKey + key) }

  static func range(_ what: String) -> CELEvaluationError { CELEvaluationError("\(what) out of range") }

  static let overflow = CELEvaluationError("integer overflow")
}
