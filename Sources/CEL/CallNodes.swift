import LinearRegex
import SourceText

/// A call of a function of one argument that has one overload.
final class UnaryCallNode: Node {
  let function: CELFunction
  let work: @Sendable (CELValue) throws(CELEvaluationError) -> CELValue
  let argument: Node

  init(
    _ function: CELFunction, _ work: @escaping @Sendable (CELValue) throws(CELEvaluationError) -> CELValue,
    _ argument: Node, _ span: SourceSpan
  ) {
    self.function = function
    self.work = work
    self.argument = argument
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try argument.evaluate(&activation)
    do throws(CELEvaluationError) {
      guard function.parameters[0].accepts(value) else { throw .noOverload(function.name, value) }
      return try work(value)
    } catch {
      throw error.placed(at: span)
    }
  }
}

/// A call of a function of two arguments that has one overload.
final class BinaryCallNode: Node {
  let function: CELFunction
  let work: @Sendable (CELValue, CELValue) throws(CELEvaluationError) -> CELValue
  let first: Node
  let second: Node

  init(
    _ function: CELFunction,
    _ work: @escaping @Sendable (CELValue, CELValue) throws(CELEvaluationError) -> CELValue,
    _ first: Node, _ second: Node, _ span: SourceSpan
  ) {
    self.function = function
    self.work = work
    self.first = first
    self.second = second
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let left = try first.evaluate(&activation)
    let right = try second.evaluate(&activation)
    do throws(CELEvaluationError) {
      guard function.parameters[0].accepts(left), function.parameters[1].accepts(right) else {
        throw .noOverload(function.name, left, right)
      }
      let value = try work(left, right)
      try activation.spend(making: value)
      return value
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
        let value = try overload(values)
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
    do throws(CELEvaluationError) { return try Patterns.matches(value, pattern) } catch { throw error.placed(at: span) }
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
    let value = try text.evaluate(&activation)
    guard let found = value.withUTF8({ URLText($0).value(of: field) }) else {
      throw failure("no such overload: url(\(value.typeName))")
    }
    guard let found else { throw failure("no such key: \(field.rawValue)") }
    return found
  }
}
