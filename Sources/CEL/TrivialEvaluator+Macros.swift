import JSONReading

// What goes through lists, and what makes them.
extension TrivialEvaluator {
  /// `all` and `exists`: the element that decides wins over all others.
  mutating func quantify(_ step: TrivialStep, decisive: Truth) -> TrivialValue {
    let range = value(step.first)
    let condition = code.operands[Int(step.second)]
    let local = Int(code.operands[Int(step.second) + 1])
    let tests = code.operands[Int(step.second) + 2]
    var result = decisive.negated
    let isDone = forEachElement(of: range) { element, evaluator in
      evaluator.locals[local] = element
      switch evaluator.truth(condition, tests) {
      case decisive:
        result = decisive
        return false
      case .unknown: result = .unknown
      case .fails: if result != .unknown { result = .fails }
      default: break
      }
      return true
    }
    return isDone ? answer(result) : range.asFailure
  }

  /// `filter` and `map`.
  mutating func collect(_ step: TrivialStep, isLasting: Bool) -> TrivialValue {
    let range = value(step.first)
    let parts = Int(step.second)
    let (condition, local) = (code.operands[parts], Int(code.operands[parts + 1]))
    let (tests, result) = (code.operands[parts + 2], code.operands[parts + 3])
    var values: [CELValue] = []
    var failure: TrivialValue?
    let isDone = forEachElement(of: range) { element, evaluator in
      evaluator.locals[local] = element
      if condition >= 0 {
        switch evaluator.truth(condition, tests) {
        case .yes: break
        case .no: return true
        case .fails: failure = .fails
        case .unknown: failure = .unknown
        }
        if failure != nil { return false }
      }
      let value = result < 0 ? element : evaluator.value(result)
      guard let general = evaluator.general(value)?.normalised, evaluator.spend(making: general) else {
        failure = value.asFailure
        return false
      }
      values.append(general)
      return true
    }
    if let failure { return failure }
    return isDone ? keep(.list(values), isLasting: isLasting) : range.asFailure
  }

  /// Visits the elements of a list or the keys of a map of a record until `visit` says that it has seen enough. `false`
  /// where there are none to go through, or all work is used up.
  private mutating func forEachElement(
    of range: TrivialValue, _ visit: (TrivialValue, inout TrivialEvaluator) -> Bool
  ) -> Bool {
    switch range {
    case .node(let node) where node.kind == .array:
      for element in node.elements {
        guard spend(1) else { return false }
        if !visit(.node(element), &self) { return true }
      }
    case .node(let node) where node.kind == .object:
      for member in node.members {
        guard spend(1) else { return false }
        if !visit(.node(member.key), &self) { return true }
      }
    case .texts(let first, let count):
      for position in Int(first)..<Int(first + count) {
        guard spend(1), let text = code.texts[position].short else { return false }
        if !visit(.text(text), &self) { return true }
      }
    case .kept:
      guard case .list(let elements) = general(range) else { return false }
      for element in elements {
        guard spend(1) else { return false }
        if !visit(keep(element.normalised, isLasting: false), &self) { return true }
      }
    default: return false
    }
    return true
  }

  /// A list of the values of steps.
  mutating func list(_ step: TrivialStep, isLasting: Bool) -> TrivialValue {
    var values: [CELValue] = []
    values.reserveCapacity(Int(step.second))
    for position in Int(step.first)..<Int(step.first &+ step.second) {
      let element = value(code.operands[position])
      guard let general = general(element) else { return element.asFailure }
      values.append(general.normalised)
    }
    return keep(.list(values), isLasting: isLasting)
  }

  /// What an optional has, else the value of another step.
  mutating func valueOr(_ step: TrivialStep, isLasting: Bool) -> TrivialValue {
    let operand = value(step.first)
    guard case .optional(let optional) = general(operand) else { return operand.asFailure }
    return optional.value.map { keep($0.normalised, isLasting: isLasting) } ?? value(step.second)
  }

  // MARK: Values with references

  /// `value`, kept until the next node, or until the next record, where it has references.
  mutating func keep(_ value: CELValue, isLasting: Bool) -> TrivialValue {
    let plain = TrivialValue(value)
    guard case .unknown = plain else { return plain }
    guard spend(making: value) else { return .unknown }
    if isLasting {
      keptOfRecord.append(value)
      return .kept(-Int32(keptOfRecord.count))
    }
    keptOfNode.append(value)
    return .kept(Int32(keptOfNode.count - 1))
  }

  /// The value for functions and for the general evaluation; `nil` when there is none. Called on an evaluator that may change,
  /// as one that may not would be copied for the call.
  mutating func general(_ value: TrivialValue) -> CELValue? {
    guard case .kept(let place) = value else { return value.general }
    return place < 0 ? keptOfRecord[Int(-1 - place)] : keptOfNode[Int(place)]
  }

  /// Takes `steps` off the work that is left. Whether there was enough.
  mutating func spend(_ steps: Int) -> Bool {
    stepsLeft -= steps
    return stepsLeft >= 0
  }

  /// The same for the making of `value`, as the general evaluation counts it.
  private mutating func spend(making value: CELValue) -> Bool {
    switch value {
    case .string(let text): return spend(text.utf8.count >> 4)
    case .bytes(let bytes): return spend(bytes.count >> 4)
    case .list(let elements):
      guard spend(elements.count) else { return false }
      for element in elements where !spend(making: element) { return false }
      return true
    case .map(let map):
      guard spend(map.entries.count) else { return false }
      for entry in map.entries where !spend(making: entry.value) { return false }
      return true
    case .optional(let optional): return optional.value.map { spend(making: $0) } ?? true
    default: return true
    }
  }
}
