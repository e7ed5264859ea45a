import JSONReading
import SourceText

/// A part of a compiled expression.
class Node {
  final let span: SourceSpan

  init(_ span: SourceSpan) { self.span = span }

  /// The value on an activation. Strings and containers of a record come as `.json`, its scalars never do.
  func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    .bool(try evaluateBool(&activation))
  }

  /// The value, which must be a boolean. Each node has at least one of both.
  func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    let value = try evaluate(&activation)
    guard case .bool(let answer) = value else {
      throw CELEvaluationError("expected bool, found \(value.typeName)", span: span)
    }
    return answer
  }

  /// Throws `message` at this node.
  final func failure(_ message: String) -> CELEvaluationError { CELEvaluationError(message, span: span) }
}

/// A literal.
final class ConstantNode: Node {
  let value: CELValue

  init(_ value: CELValue, _ span: SourceSpan) {
    self.value = value
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue { value }
}

/// What always fails: names and functions that nobody knows, where expressions are not checked.
final class FailureNode: Node {
  let message: String

  init(_ message: String, _ span: SourceSpan) {
    self.message = message
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    throw failure(message)
  }
}

/// A variable of the environment.
final class VariableNode: Node {
  let slot: Int
  let name: String

  init(_ slot: Int, _ name: String, _ span: SourceSpan) {
    self.slot = slot
    self.name = name
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    guard slot < activation.values.count, let value = activation.values[slot] else {
      throw failure("no value for '\(name)'")
    }
    return value.normalised
  }
}

/// A variable of a macro.
final class LocalNode: Node {
  let position: Int

  init(_ position: Int, _ span: SourceSpan) {
    self.position = position
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    activation.locals[position]
  }
}
