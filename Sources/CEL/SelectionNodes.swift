import JSONReading
import SourceText

/// A chain of members: `a.b.c`. Walks nodes of a record without making values on the way.
final class MemberNode: Node {
  let operand: Node
  let keys: [JSONKey]

  init(_ operand: Node, _ keys: [JSONKey], _ span: SourceSpan) {
    self.operand = operand
    self.keys = keys
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try operand.evaluate(&activation)
    guard case .json(var node) = value else {
      var value = value
      for key in keys { value = try Selection.member(key, of: value, span) }
      return value
    }
    for key in keys {
      guard let next = node.member(key) else { throw Selection.missing(key, in: node, span) }
      node = next
    }
    return CELValue(node)
  }
}

/// A chain of members of a variable of the environment, in one step.
final class VariableMemberNode: Node {
  let variable: VariableNode
  let keys: [JSONKey]
  private let slot: Int
  private let count: Int
  // The first two lie beside the array: reading a key out of it counts references, which takes as long as to find the
  // member.
  private let first: JSONKey
  private let second: JSONKey

  /// `keys` are not empty.
  init(_ variable: VariableNode, _ keys: [JSONKey], _ span: SourceSpan) {
    self.variable = variable
    self.keys = keys
    slot = variable.slot
    count = keys.count
    first = keys.first ?? ""
    second = keys.dropFirst().first ?? ""
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    guard slot < activation.values.count, case .json(let root) = activation.values[slot] else {
      var value = try variable.evaluate(&activation)
      for key in keys { value = try Selection.member(key, of: value, span) }
      return value
    }
    guard var node = root.member(first) else { throw Selection.missing(first, in: root, span) }
    if count == 1 { return CELValue(node) }
    guard let inner = node.member(second) else { throw Selection.missing(second, in: node, span) }
    node = inner
    for position in 2..<max(2, count) {
      guard let next = node.member(keys[position]) else { throw Selection.missing(keys[position], in: node, span) }
      node = next
    }
    return CELValue(node)
  }
}

/// `has(a.b)`.
final class PresenceNode: Node {
  let operand: Node
  let key: JSONKey

  init(_ operand: Node, _ key: JSONKey, _ span: SourceSpan) {
    self.operand = operand
    self.key = key
    super.init(span)
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    let value = try operand.evaluate(&activation)
    if case .json(let node) = value, node.kind == .object { return node.member(key) != nil }
    return try Selection.has(key, value, span)
  }
}

/// `a[b]`.
final class IndexNode: Node {
  let operand: Node
  let index: Node

  init(_ operand: Node, _ index: Node, _ span: SourceSpan) {
    self.operand = operand
    self.index = index
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    let value = try operand.evaluate(&activation)
    let place = try index.evaluate(&activation)
    try activation.spend(searching: value)
    return try Selection.element(place, of: value, span)
  }
}

/// `a.?b` and `a[?b]`.
final class OptionalIndexNode: Node {
  let operand: Node
  let index: Node

  init(_ operand: Node, _ index: Node, _ span: SourceSpan) {
    self.operand = operand
    self.index = index
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    var value = try operand.evaluate(&activation)
    if case .optional(let optional) = value {
      guard let inner = optional.value else { return value }
      value = inner
    }
    let place = try index.evaluate(&activation)
    try activation.spend(searching: value)
    return .optional(CELOptional(try Selection.find(place, in: value, span)))
  }
}

/// What selections give.
enum Selection {
  static func missing(_ key: JSONKey, in node: JSONNode, _ span: SourceSpan) -> CELEvaluationError {
    node.kind == .object
      ? CELEvaluationError("no such key: \(key.name)", span: span)
      : CELEvaluationError(
        "a value of type \(CELValue(node).typeName) has no member '\(key.name)'", span: span)
  }

  static func member(_ key: JSONKey, of value: CELValue, _ span: SourceSpan) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .json(let node):
      guard let found = node.member(key) else { throw missing(key, in: node, span) }
      return CELValue(found)
    case .map(let map):
      guard let found = map[key.name] else { throw CELEvaluationError("no such key: \(key.name)", span: span) }
      return found.normalised
    case .optional(let optional):
      guard let inner = optional.value else { return value }
      return .optional(CELOptional(try find(.string(key.name), in: inner, span)))
    default:
      throw CELEvaluationError("a value of type \(value.typeName) has no member '\(key.name)'", span: span)
    }
  }

  static func has(_ key: JSONKey, _ value: CELValue, _ span: SourceSpan) throws(CELEvaluationError) -> Bool {
    if case .optional(let optional) = value {
      guard let inner = optional.value else { return false }
      return try has(key, inner, span)
    }
    guard value.entries != nil else {
      throw CELEvaluationError("a value of type \(value.typeName) has no members", span: span)
    }
    return try find(.string(key.name), in: value, span) != nil
  }

  static func element(
    _ index: CELValue, of value: CELValue, _ span: SourceSpan
  ) throws(CELEvaluationError) -> CELValue {
    if case .optional(let optional) = value {
      guard let inner = optional.value else { return value }
      return .optional(CELOptional(try find(index, in: inner, span)))
    }
    if let found = try find(index, in: value, span) { return found }
    if value.elements != nil {
      throw CELEvaluationError("index \(index.text) out of range of \(value.size ?? 0) elements", span: span)
    }
    throw CELEvaluationError("no such key: \(index.text)", span: span)
  }

  /// The element or member, `nil` when there is none.
  static func find(
    _ index: CELValue, in value: CELValue, _ span: SourceSpan
  ) throws(CELEvaluationError) -> CELValue? {
    switch value {
    case .list(let elements):
      let position = try self.position(index, span)
      return position >= 0 && position < elements.count ? elements[position].normalised : nil
    case .map(let map): return map.value(for: index)?.normalised
    case .json(let node) where node.kind == .array:
      return node.element(at: try position(index, span)).map(CELValue.init)
    case .json(let node) where node.kind == .object:
      return index.stringValue.flatMap { node.member(JSONKey($0)) }.map(CELValue.init)
    default:
      let what = index.stringValue.map { "member '\($0)'" } ?? "elements"
      throw CELEvaluationError("a value of type \(value.typeName) has no \(what)", span: span)
    }
  }

  private static func position(_ index: CELValue, _ span: SourceSpan) throws(CELEvaluationError) -> Int {
    switch index {
    case .int(let position): return Int(position)
    case .uint(let position): return Int(exactly: position) ?? .max
    case .double(let position):
      if let whole = Int(exactly: position) { return whole }
      fallthrough
    default: throw CELEvaluationError("an index of a list is a whole number, not \(index.text)", span: span)
    }
  }
}
