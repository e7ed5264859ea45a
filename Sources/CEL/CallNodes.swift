import LinearRegex
import SourceText

/// A call with one argument.
final class UnaryCallNode: Node {
  typealias Work = @Sendable (CELValue) throws(CELEvaluationError) -> CELValue

  let name: String
  let functions: [CELFunction]
  let overloads: [(type: CELType, cost: CELFunctionCost, work: Work)]
  let argument: Node

  /// `nil` when one of the functions does not take exactly one value.
  init?(_ name: String, _ functions: [CELFunction], _ argument: Node, _ span: SourceSpan) {
    var overloads: [(type: CELType, cost: CELFunctionCost, work: Work)] = []
    for function in functions {
      guard case .one(let work) = function.body else { return nil }
      overloads.append((function.parameters[0], function.cost, work))
    }
    self.name = name
    self.functions = functions
    self.overloads = overloads
    self.argument = argument
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try argument.evaluate(&activation)
    do throws(CELEvaluationError) {
      for overload in overloads where overload.type.accepts(value) {
        try activation.spend(overload.cost, on: value)
        return try overload.work(value)
      }
      throw .noOverload(name, value)
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// A call with two arguments.
final class BinaryCallNode: Node {
  typealias Work = @Sendable (CELValue, CELValue) throws(CELEvaluationError) -> CELValue

  let name: String
  let functions: [CELFunction]
  let overloads: [(first: CELType, second: CELType, cost: CELFunctionCost, work: Work)]
  let first: Node
  let second: Node

  /// `nil` when one of the functions does not take exactly two values.
  init?(_ name: String, _ functions: [CELFunction], _ first: Node, _ second: Node, _ span: SourceSpan) {
    var overloads: [(first: CELType, second: CELType, cost: CELFunctionCost, work: Work)] = []
    for function in functions {
      guard case .two(let work) = function.body else { return nil }
      overloads.append((function.parameters[0], function.parameters[1], function.cost, work))
    }
    self.name = name
    self.functions = functions
    self.overloads = overloads
    self.first = first
    self.second = second
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let left = try first.evaluate(&activation)
    let right = try second.evaluate(&activation)
    do throws(CELEvaluationError) {
      for overload in overloads where overload.first.accepts(left) && overload.second.accepts(right) {
        try activation.spend(overload.cost, on: left, right)
        let value = try overload.work(left, right)
        try activation.spend(making: value)
        return value
      }
      throw .noOverload(name, left, right)
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// Any other call: the first overload that takes the values is run.
final class CallNode: Node {
  let name: String
  let overloads: [CELFunction]
  let arguments: [Node]

  init(_ name: String, _ overloads: [CELFunction], _ arguments: [Node], _ span: SourceSpan) {
    self.name = name
    self.overloads = overloads
    self.arguments = arguments
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    var values: [CELValue] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.evaluate(&activation)) }
    do throws(CELEvaluationError) {
      for overload in overloads where overload.accepts(values) {
        try activation.spend(overload.cost, on: values)
        let value = try overload(values, &activation)
        try activation.spend(making: value)
        return value
      }
      throw .noOverload(name, values)
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// `matches` with a pattern that is written in the expression.
final class MatchNode: Node {
  let text: Node
  let pattern: LinearRegex

  init(_ text: Node, _ pattern: LinearRegex, _ span: SourceSpan) {
    self.text = text
    self.pattern = pattern
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    let value = try text.evaluate(&activation)
    do throws(CELEvaluationError) {
      try activation.spend(reading: value)
      return try Patterns.matches(value, pattern)
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// `url(x).field`: only what the field needs is read.
final class URLFieldNode: Node {
  let text: Node
  let field: URLText.Field

  init(_ text: Node, _ field: URLText.Field, _ span: SourceSpan) {
    self.text = text
    self.field = field
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    guard let found = try part(&activation) else { throw failure("no such key: \(field.rawValue)") }
    return found
  }

  /// The part; `nil` when the URL has none.
  func part(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue? {
    let value = try text.evaluate(&activation)
    do throws(CELEvaluationError) { try activation.spend(reading: value) } catch { throw error.placed(at: span) }
    guard let found = value.withUTF8({ URLText($0).value(of: field) }) else {
      throw failure("url() does not take (\(value.typeName))")
    }
    return found
  }
}

/// `has(url(x).field)`.
final class URLFieldPresenceNode: Node {
  let field: URLFieldNode

  init(_ field: URLFieldNode, _ span: SourceSpan) {
    self.field = field
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    try field.part(&activation) != nil
  }
}

/// `url(x).?field`: the same, with nothing for a part that the URL does not have.
final class OptionalURLFieldNode: Node {
  private let inner: URLFieldNode

  init(_ inner: URLFieldNode) {
    self.inner = inner
    super.init(inner.span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    .optional(CELOptional(try inner.part(&activation)))
  }
}
