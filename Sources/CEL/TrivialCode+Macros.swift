// Macros, lists and what may be missing.
extension TrivialCode {
  /// `all`, `exists`, `filter` and `map` with one variable.
  mutating func comprehension(_ node: ComprehensionNode) -> Int32 {
    let code: TrivialStep.Code
    switch node.kind {
    case .all: code = .forAll
    case .exists: code = .exists
    case .filter, .map: return collection(node)
    default: return unknown
    }
    guard !node.hasTwo, let condition = node.condition else { return unknown }
    localCount = max(localCount, node.position + 1)
    let (range, asked) = (add(node.range), add(condition))
    return macro(code, over: range, [asked, Int32(node.position), addTests(of: asked) ?? -1], node.position)
  }

  /// What `filter` and `map` make.
  private mutating func collection(_ node: ComprehensionNode) -> Int32 {
    guard !node.hasTwo else { return unknown }
    localCount = max(localCount, node.position + 1)
    let range = add(node.range)
    let condition = node.condition.map { add($0) }
    let result = node.result.map { add($0) }
    for part in [range, condition, result] {
      if let part, steps[Int(part)].code == .unknown { return unknown }
    }
    let tests = condition.flatMap { addTests(of: $0) }
    let parts = [condition ?? -1, Int32(node.position), tests ?? -1, result ?? -1]
    return macro(.collect, over: range, parts, node.position)
  }

  private mutating func macro(
    _ code: TrivialStep.Code, over range: Int32, _ parts: [Int32], _ position: Int
  ) -> Int32 {
    let step = TrivialStep(code: code, first: range, second: list(parts))
    if positions.position(of: step, in: steps) != nil { return add(step) }
    // What is evaluated for each element may read what changes with the node, or with the element of a macro around.
    let added = add(step, operands: [range])
    keeping[Int(added)] = position == 0 ? Swift.min(keeping[Int(range)], .node) : .never
    for part in [parts.first, parts.count > 3 ? parts[3] : nil] {
      if let part, part >= 0, !isWhole[Int(part)] { isWhole[Int(added)] = false }
    }
    return added
  }

  /// `cel.bind`. The value is a step that is kept where several others read it.
  mutating func binding(_ node: BindNode) -> Int32 {
    let value = add(node.value)
    let outer = bound[node.position]
    bound[node.position] = value
    let body = add(node.body)
    bound[node.position] = outer
    if steps[Int(value)].code == .unknown || steps[Int(body)].code == .unknown { return unknown }
    return add(TrivialStep(code: .bind, first: value, second: body), operands: [value, body])
  }

  /// `a.?b.orValue(c)`, and the same of a function that gives an optional.
  mutating func valueOr(_ node: OptionalOrNode) -> Int32 {
    guard node.isValue else { return unknown }
    let optional = node.operand as? OptionalIndexNode
    let operands = [add(optional?.operand ?? node.operand), add(node.other)]
    if operands.contains(where: { steps[Int($0)].code == .unknown }) { return unknown }
    guard let optional else {
      return add(TrivialStep(code: .valueOr, first: operands[0], second: operands[1]), operands: operands)
    }
    guard let name = (optional.index as? ConstantNode)?.value.stringValue, let key = key(name) else { return unknown }
    return add(
      TrivialStep(code: .memberOr, first: operands[0], second: key, number: Int64(operands[1])), operands: operands)
  }

  mutating func list(_ node: ListNode) -> Int32 {
    guard node.elements.allSatisfy({ !$0.isOptional }) else { return unknown }
    let elements = node.elements.map { add($0.value) }
    if elements.contains(where: { steps[Int($0)].code == .unknown }) { return unknown }
    return add(
      TrivialStep(code: .list, first: list(elements), second: Int32(elements.count)), operands: elements)
  }
}
