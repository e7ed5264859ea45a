import JSONReading
import LinearRegex

// From the nodes of an expression to steps.
extension TrivialCode {
  mutating func add(_ node: Node) -> Int32 {
    switch node {
    case let node as ConstantNode: return constant(node.value)
    case let node as VariableNode: return variable(node.slot)
    case let node as LocalNode:
      if let value = bound[node.position] {
        useCounts[Int(value)] += 1
        return value
      }
      localCount = max(localCount, node.position + 1)
      return add(TrivialStep(code: .local, first: Int32(node.position)))
    case let node as VariableMemberNode:
      var operand = variable(node.variable.slot)
      for key in node.keys { operand = member(key.name, of: operand, .member) }
      return operand
    case let node as MemberNode:
      var operand = add(node.operand)
      for key in node.keys { operand = member(key.name, of: operand, .member) }
      return operand
    case let node as PresenceNode: return member(node.key.name, of: add(node.operand), .presence)
    case let node as IndexNode: return index(node)
    case let node as NotNode: return add(.not, add(node.operand))
    case let node as LogicalNode:
      let operands = node.operands.map { add($0) }
      return add(
        TrivialStep(code: node.decisive ? .any : .all, first: list(operands), second: Int32(operands.count)),
        operands: operands)
    case let node as ConditionalNode:
      let operands = [add(node.condition), add(node.yes), add(node.no)]
      return add(TrivialStep(code: .conditional, first: list(operands)), operands: operands)
    case let node as IntegerComparisonNode:
      guard let code = TrivialStep.Code(node.operation) else { return unknown }
      return add(code, add(node.operand), number: node.constant)
    case let node as StringEqualityNode:
      guard let text = add([node.text]) else { return unknown }
      return add(node.isNegated ? .isNoText : .isText, add(node.operand), second: text)
    case let node as StringMembershipNode:
      guard let first = add(node.keys.map(\.name)) else { return unknown }
      return add(.isOneOf, add(node.operand), second: first, number: Int64(node.keys.count))
    case let node as ComparisonNode: return comparison(node)
    case let node as ArithmeticNode:
      let code: TrivialStep.Code? =
        switch node.operation {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .remainder: .remainder
        default: nil
        }
      guard let code else { return unknown }
      let operands = [add(node.left), add(node.right)]
      return add(TrivialStep(code: code, first: operands[0], second: operands[1]), operands: operands)
    case let node as UnaryCallNode where node.isStandard:
      switch node.name {
      case "type": return add(.type, add(node.argument))
      case "size": return add(.size, add(node.argument))
      case "dyn": return add(node.argument)
      case "double": return add(.asDouble, add(node.argument))
      case "hasValue":
        guard let call = node.argument as? UnaryCallNode, call.functions.first?.name == TimeFunctions.parse.name,
          call.functions.count == 1
        else { return self.call(node.functions, [node.argument]) }
        return add(.isTime, add(call.argument))
      default: return call(node.functions, [node.argument])
      }
    case let node as UnaryCallNode:
      let name = node.functions.count == 1 ? node.functions[0].name : ""
      guard let number = TextQuestion.all.firstIndex(where: { $0.rawValue == name }) else {
        return call(node.functions, [node.argument])
      }
      return add(.textQuestion, add(node.argument), number: Int64(number))
    case let node as BinaryCallNode:
      if node.isStandard, let code = Self.textCodes[node.name], let constant = node.second as? ConstantNode,
        case .string(let text) = constant.value, let position = add([text])
      {
        return add(code, add(node.first), second: position)
      }
      if node.isStandard, node.name == "contains", let constant = node.second as? ConstantNode,
        case .string(let text) = constant.value
      {
        return add(.contains, add(node.first), second: part(text))
      }
      return call(node.functions, [node.first, node.second])
    case let node as CallNode: return call(node.overloads, node.arguments)
    case let node as MatchNode: return add(.matches, add(node.text), second: pattern(node.pattern))
    case let node as URLFieldNode: return url(.urlPart, node)
    case let node as URLFieldPresenceNode: return url(.urlPresence, node.field)
    case let node as ComprehensionNode: return comprehension(node)
    case let node as ListNode: return list(node)
    case let node as BindNode: return binding(node)
    case let node as OptionalOrNode: return valueOr(node)
    default: return unknown
    }
  }

  /// The number of a part of a text that steps ask for; one that several ask for is there once.
  private mutating func part(_ text: String) -> Int32 {
    if let known = parts.firstIndex(where: { $0.bytes.elementsEqual(text.utf8) }) { return Int32(known) }
    parts.append(Part(text))
    return Int32(parts.count - 1)
  }

  static let textCodes: [String: TrivialStep.Code] = ["startsWith": .startsWith, "endsWith": .endsWith]

  mutating func url(_ code: TrivialStep.Code, _ node: URLFieldNode) -> Int32 {
    add(code, add(node.text), number: Int64(URLText.Field.allCases.firstIndex(of: node.field) ?? 0))
  }

  /// A call. The functions may be called once where several expressions have the same call.
  mutating func call(_ overloads: [CELFunction], _ arguments: [Node]) -> Int32 {
    guard !overloads.isEmpty, overloads.allSatisfy(\.isPure) else { return unknown }
    let operands = arguments.map { add($0) }
    if operands.contains(where: { steps[Int($0)].code == .unknown }) { return unknown }
    if let value = constant(overloads, operands) { return add(value) }
    let signature = CallSignature(name: overloads[0].name, arguments: operands)
    let position = callPositions[signature] ?? Int32(calls.count)
    if position == calls.count {
      callPositions[signature] = position
      calls.append(Call(overloads, operands))
    }
    return add(TrivialStep(code: .call, first: position), operands: operands)
  }

  /// What a duration or a time gives that is written in an expression or in a parameter.
  func constant(_ overloads: [CELFunction], _ operands: [Int32]) -> TrivialValue? {
    guard ["duration", "timestamp"].contains(overloads[0].name), operands.count == 1,
      let value = constant(at: operands[0])?.value,
      let overload = overloads.first(where: { $0.accepts([value]) }), case .one(let work) = overload.body,
      let result = try? work(value)
    else { return nil }
    return TrivialValue(result)
  }

  /// The value of a step that is a constant, or a member of one.
  func constant(at position: Int32) -> (value: CELValue, node: JSONNode?)? {
    let step = steps[Int(position)]
    switch step.code {
    case .constant:
      let constant = constants[Int(step.first)]
      if case .node(let node) = constant { return (CELValue(node), node) }
      return constant.general.map { ($0, nil) }
    case .member:
      guard let node = constant(at: step.first)?.node?.member(keys[Int(step.second)]) else { return nil }
      return (CELValue(node), node)
    default: return nil
    }
  }

  mutating func variable(_ slot: Int) -> Int32 {
    guard let fixed, fixed.slot == slot else { return add(TrivialStep(code: .variable, first: Int32(slot))) }
    return add(TrivialValue.node(fixed.value))
  }

  mutating func index(_ node: IndexNode) -> Int32 {
    let operand = add(node.operand)
    if let constant = node.index as? ConstantNode {
      guard case .int(let position) = constant.value, position >= 0 else { return unknown }
      return add(.element, operand, number: position)
    }
    let name = add(node.index)
    return add(TrivialStep(code: .namedMember, first: operand, second: name), operands: [operand, name])
  }

  mutating func comparison(_ node: ComparisonNode) -> Int32 {
    if let types = types(node) {
      let call = node.left is UnaryCallNode ? node.left : node.right
      guard let call = call as? UnaryCallNode else { return unknown }
      let answer = add(.isOfType, add(call.argument), number: types.rawValue)
      return node.operation == .notEqual ? add(.not, answer) : answer
    }
    if let chosen = chosenType(node) { return chosen }
    let operands = [add(node.left), add(node.right)]
    if operands.contains(where: { steps[Int($0)].code == .unknown }) { return unknown }
    if node.operation == .in {
      return add(TrivialStep(code: .namedPresence, first: operands[1], second: operands[0]), operands: operands)
    }
    return add(
      TrivialStep(
        code: .comparison, first: operands[0], second: operands[1], number: Int64(node.operation.position)),
      operands: operands)
  }

  /// `type(x) == (c ? a : b)` as `c ? type(x) == a : type(x) == b`; `nil` for other comparisons.
  mutating func chosenType(_ node: ComparisonNode) -> Int32? {
    guard node.operation == .equal, let call = node.left as? UnaryCallNode, call.isStandard, call.name == "type",
      let choice = node.right as? ConditionalNode, Self.isTypes(choice)
    else { return nil }
    return chosenType(of: add(call.argument), choice)
  }

  private mutating func chosenType(of argument: Int32, _ node: Node) -> Int32? {
    if let constant = node as? ConstantNode, case .type(let type) = constant.value, let types = TypeSet(type) {
      return add(.isOfType, argument, number: types.rawValue)
    }
    guard let choice = node as? ConditionalNode, let yes = chosenType(of: argument, choice.yes),
      let no = chosenType(of: argument, choice.no)
    else { return nil }
    let operands = [add(choice.condition), yes, no]
    return add(TrivialStep(code: .conditional, first: list(operands)), operands: operands)
  }

  /// Whether all that may be chosen are types that values of records have.
  private static func isTypes(_ node: Node) -> Bool {
    switch node {
    case let node as ConstantNode: if case .type(let type) = node.value { TypeSet(type) != nil } else { false }
    case let node as ConditionalNode: isTypes(node.yes) && isTypes(node.no)
    default: false
    }
  }

  /// The types that `type(x) == a` and `type(x) in [a, b]` ask for.
  func types(_ node: ComparisonNode) -> TypeSet? {
    let (call, constant) = node.right is ConstantNode ? (node.left, node.right) : (node.right, node.left)
    guard let call = call as? UnaryCallNode, call.isStandard, call.name == "type",
      let constant = constant as? ConstantNode
    else { return nil }
    switch (node.operation, constant.value) {
    case (.equal, .type(let type)), (.notEqual, .type(let type)): return TypeSet(type)
    case (.in, .list(let elements)) where constant === node.right:
      var types: TypeSet = []
      for element in elements {
        guard case .type(let type) = element, let found = TypeSet(type) else { return nil }
        types.insert(found)
      }
      return types
    default: return nil
    }
  }

  mutating func pattern(_ regex: LinearRegex) -> Int32 {
    if let known = patternPositions[regex.pattern] { return known }
    patterns.append(Pattern(regex))
    patternPositions[regex.pattern] = Int32(patterns.count - 1)
    return Int32(patterns.count - 1)
  }
}

extension BinaryOperator {
  /// Its number, as steps have it.
  fileprivate var position: Int {
    switch self {
    case .equal: 0
    case .notEqual: 1
    case .less: 2
    case .lessOrEqual: 3
    case .greater: 4
    default: 5
    }
  }

  /// The operator of that number.
  init(position: Int) {
    let all: [BinaryOperator] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
    self = all[position]
  }
}

extension UnaryCallNode {
  /// Whether nobody declared another function of the name.
  fileprivate var isStandard: Bool { Library.isAll(overloads.count, of: name) }
}

extension BinaryCallNode {
  fileprivate var isStandard: Bool { Library.isAll(overloads.count, of: name) }
}

extension Library {
  /// Whether the library has `count` functions called `name`, with or without a target.
  fileprivate static func isAll(_ count: Int, of name: String) -> Bool {
    let functions = functions[name] ?? []
    let memberCount = functions.count(where: \.isMember)
    return count == memberCount || count == functions.count - memberCount
  }
}
