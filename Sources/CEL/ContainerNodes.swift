import SourceText

/// `[a, ?b]`.
final class ListNode: Node {
  let elements: [(value: Node, isOptional: Bool)]

  init(_ elements: [(value: Node, isOptional: Bool)], _ span: SourceSpan) {
    self.elements = elements
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    var values: [CELValue] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      let value = try element.value.evaluate(&activation)
      if !element.isOptional {
        values.append(value)
      } else if let inner = try inner(value) {
        values.append(inner)
      }
    }
    return .list(values)
  }
}

/// `{a: b, ?c: d}`.
final class MapNode: Node {
  let entries: [(key: Node, value: Node, isOptional: Bool)]

  init(_ entries: [(key: Node, value: Node, isOptional: Bool)], _ span: SourceSpan) {
    self.entries = entries
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    var map = CELMap()
    for entry in entries {
      let key = try entry.key.evaluate(&activation)
      let value = try entry.value.evaluate(&activation)
      guard !entry.isOptional else {
        if let inner = try inner(value) { try insert(inner, key, into: &map) }
        continue
      }
      try insert(value, key, into: &map)
    }
    return .map(map)
  }
}

extension Node {
  /// What an optional entry puts in.
  func inner(_ value: CELValue) throws(CELEvaluationError) -> CELValue? {
    guard case .optional(let optional) = value else {
      throw failure("expected an optional behind '?', found \(value.typeName)")
    }
    return optional.value
  }

  func insert(_ value: CELValue, _ key: CELValue, into map: inout CELMap) throws(CELEvaluationError) {
    if case .double = key { throw failure("a key cannot be of type double") }
    guard CELMapKey(key) != nil else { throw failure("a key cannot be of type \(key.typeName)") }
    guard map.insert(value, for: key) else { throw failure("repeated key: \(key.text)") }
  }
}

/// `cel.bind(name, value, body)`.
final class BindNode: Node {
  let position: Int
  let value: Node
  let body: Node

  init(_ position: Int, _ value: Node, _ body: Node, _ span: SourceSpan) {
    self.position = position
    self.value = value
    self.body = body
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    activation.locals[position] = try value.evaluate(&activation)
    return try body.evaluate(&activation)
  }
}

/// `optMap` and `optFlatMap`.
final class OptionalMapNode: Node {
  let operand: Node
  let position: Int
  let body: Node
  let isFlat: Bool

  init(_ operand: Node, _ position: Int, _ body: Node, isFlat: Bool, _ span: SourceSpan) {
    self.operand = operand
    self.position = position
    self.body = body
    self.isFlat = isFlat
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try operand.evaluate(&activation)
    guard case .optional(let optional) = value else { throw failure("expected an optional, found \(value.typeName)") }
    guard let inner = optional.value else { return value }
    activation.locals[position] = inner
    let result = try body.evaluate(&activation)
    guard isFlat else { return .optional(CELOptional(result)) }
    guard case .optional = result else { throw failure("expected an optional, found \(result.typeName)") }
    return result
  }
}

/// `or` and `orValue`: the second is evaluated only when the first has no value.
final class OptionalOrNode: Node {
  let operand: Node
  let other: Node
  let isValue: Bool

  init(_ operand: Node, _ other: Node, isValue: Bool, _ span: SourceSpan) {
    self.operand = operand
    self.other = other
    self.isValue = isValue
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try operand.evaluate(&activation)
    guard case .optional(let optional) = value else { throw failure("expected an optional, found \(value.typeName)") }
    guard let inner = optional.value else { return try other.evaluate(&activation) }
    return isValue ? inner : value
  }
}
