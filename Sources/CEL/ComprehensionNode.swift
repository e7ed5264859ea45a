import JSONReading
import SourceText

/// A macro that goes through a list or a map.
final class ComprehensionNode: Node {
  let kind: Expression.Comprehension.Kind
  let range: Node
  /// Where its variables are, one or two.
  let position: Int
  let hasTwo: Bool
  let condition: Node?
  let result: Node?

  init(
    _ it: Expression.Comprehension, _ parts: (range: Node, condition: Node?, result: Node?), _ position: Int,
    _ span: SourceSpan
  ) {
    kind = it.kind
    hasTwo = it.variables.count == 2
    (range, condition, result) = parts
    self.position = position
    super.init(span)
  }

  override func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    switch kind {
    case .all, .exists, .existsOne: return .bool(try evaluateBool(&activation))
    case .filter, .map, .transformList: return try list(&activation)
    case .transformMap, .transformMapEntry: return try map(&activation)
    }
  }

  override func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    switch kind {
    case .all: return try quantify(&activation, decisive: false)
    case .exists: return try quantify(&activation, decisive: true)
    case .existsOne:
      var cursor = try cursor(&activation)
      var count = 0
      while try step(&cursor, &activation) { count += try holds(&activation) ? 1 : 0 }
      return count == 1
    default: return try super.evaluateBool(&activation)
    }
  }

  /// `all` and `exists`: one element decides, whatever errors the others make.
  private func quantify(
    _ activation: inout CELActivation, decisive: Bool
  ) throws(CELEvaluationError) -> Bool {
    var cursor = try cursor(&activation)
    var failure: CELEvaluationError?
    while try step(&cursor, &activation) {
      do throws(CELEvaluationError) {
        if try holds(&activation) == decisive { return decisive }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return !decisive
  }

  private func list(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    var cursor = try cursor(&activation)
    var values: [CELValue] = []
    while try step(&cursor, &activation) {
      guard try holds(&activation) else { continue }
      values.append(try result?.evaluate(&activation) ?? activation.locals[position])
    }
    return .list(values)
  }

  private func map(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    var cursor = try cursor(&activation)
    var map = CELMap()
    while try step(&cursor, &activation) {
      guard try holds(&activation), let result else { continue }
      let key = activation.locals[position]
      let value = try result.evaluate(&activation)
      if kind == .transformMap {
        try insert(value, key, into: &map)
      } else {
        guard let entries = value.entries else { throw failure("expected a map, found \(value.typeName)") }
        for entry in entries { try insert(entry.value, entry.key, into: &map) }
      }
    }
    return .map(map)
  }

  @inline(__always)
  private func holds(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    try condition?.evaluateBool(&activation) ?? true
  }

  private func cursor(_ activation: inout CELActivation) throws(CELEvaluationError) -> Cursor {
    let value = try range.evaluate(&activation)
    guard let cursor = Cursor(value) else {
      throw failure("a value of type \(value.typeName) has no elements to go through")
    }
    return cursor
  }

  /// Sets the variables to the next element; `false` behind the last.
  @inline(__always)
  private func step(_ cursor: inout Cursor, _ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    guard let (key, value) = cursor.next() else { return false }
    do throws(CELEvaluationError) { try activation.spend(1) } catch { throw error.placed(at: span) }
    if hasTwo {
      activation.locals[position] = key
      activation.locals[position + 1] = value
    } else {
      activation.locals[position] = cursor.isMap ? key : value
    }
    return true
  }

  /// A place in a list or a map.
  private enum Cursor {
    case list([CELValue], Int)
    case array(JSONElements, Int)
    case map([CELMap.Entry], Int)
    case object(JSONMembers)

    init?(_ value: CELValue) {
      switch value {
      case .list(let elements): self = .list(elements, 0)
      case .map(let map): self = .map(map.entries, 0)
      case .json(let node) where node.kind == .array: self = .array(node.elements, 0)
      case .json(let node) where node.kind == .object: self = .object(node.members)
      default: return nil
      }
    }

    var isMap: Bool {
      switch self {
      case .map, .object: true
      default: false
      }
    }

    /// The index or key, and the element or value.
    mutating func next() -> (key: CELValue, value: CELValue)? {
      switch self {
      case .list(let elements, let position):
        guard position < elements.count else { return nil }
        self = .list(elements, position + 1)
        return (.int(Int64(position)), elements[position].normalised)
      case .array(var elements, let position):
        guard let element = elements.next() else { return nil }
        self = .array(elements, position + 1)
        return (.int(Int64(position)), CELValue(element))
      case .map(let entries, let position):
        guard position < entries.count else { return nil }
        self = .map(entries, position + 1)
        return (entries[position].key, entries[position].value.normalised)
      case .object(var members):
        guard let (key, value) = members.next() else { return nil }
        self = .object(members)
        return (.json(key), CELValue(value))
      }
    }
  }
}
