import JSONReading
import LinearRegex

/// The steps of many expressions, each different one once.
struct TrivialCode {
  private(set) var steps: ContiguousArray<TrivialStep> = []
  /// Of each step: how its value is kept.
  private(set) var keeping: ContiguousArray<Keeping> = []
  /// Of each step: how many expressions and other steps have it.
  private(set) var useCounts: ContiguousArray<Int> = []
  private(set) var constants: ContiguousArray<TrivialValue> = []
  private(set) var keys: ContiguousArray<JSONShortKey> = []
  private(set) var texts: ContiguousArray<Text> = []
  private(set) var operands: ContiguousArray<Int32> = []
  private(set) var patterns: ContiguousArray<Pattern> = []
  /// Variables of macros that are alive at once.
  private(set) var localCount = 0

  private var positions: [TrivialStep: Int32] = [:]
  private var keyPositions: [JSONShortKey: Int32] = [:]
  private var operandPositions: [[Int32]: Int32] = [:]
  private var patternPositions: [String: Int32] = [:]
  /// The variables that keep their values as long as a record.
  private let lasting: Set<Int>
  /// The variable that is a constant of the expression at hand.
  private var fixed: (slot: Int, value: JSONNode)?

  init(lasting: Set<Int>) { self.lasting = lasting }

  /// How long the value of a step may be used again.
  enum Keeping { case never, node, record }

  /// How long the value of a step is kept. Not at all where nobody else asks, or asking again is as fast.
  func keeping(at position: Int) -> Keeping {
    switch steps[position].code {
    case .unknown, .constant, .variable, .local: .never
    default: keeping[position] == .node && useCounts[position] == 1 ? .never : keeping[position]
    }
  }

  /// A text that is written in an expression.
  struct Text {
    var key: JSONShortKey
    /// `nil` when it is too long.
    var short: ShortText?
  }

  /// A pattern that is written in an expression; a class, so that asking it copies nothing.
  final class Pattern {
    let regex: LinearRegex
    init(_ regex: LinearRegex) { self.regex = regex }
  }

  /// Adds the steps of an expression; `slot` is a constant in it.
  /// - Returns: its last step.
  mutating func add(_ expression: CELExpression, fixed: (slot: Int, value: JSONNode)?) -> Int32 {
    self.fixed = fixed
    defer { self.fixed = nil }
    return add(expression.root)
  }

  /// Adds the steps of a chain of members.
  mutating func add(_ names: [String], from slot: Int) -> Int32 {
    var operand = add(TrivialStep(code: .variable, first: Int32(slot)))
    for name in names { operand = member(name, of: operand, .member) }
    return operand
  }

  private mutating func add(_ step: TrivialStep, operands: [Int32] = []) -> Int32 {
    if let known = positions[step] {
      useCounts[Int(known)] += 1
      return known
    }
    let position = Int32(steps.count)
    steps.append(step)
    useCounts.append(1)
    keeping.append(keeping(of: step, operands))
    positions[step] = position
    return position
  }

  private var unknown: Int32 { mutating get { add(TrivialStep(code: .unknown)) } }

  private func keeping(of step: TrivialStep, _ operands: [Int32]) -> Keeping {
    switch step.code {
    case .unknown, .constant: return .record
    case .variable: return lasting.contains(Int(step.first)) ? .record : .node
    case .local: return .never
    default:
      var result = Keeping.record
      for operand in operands {
        switch keeping[Int(operand)] {
        case .never: return .never
        case .node: result = .node
        case .record: break
        }
      }
      return result
    }
  }

  private mutating func add(_ code: TrivialStep.Code, _ operand: Int32, second: Int32 = 0, number: Int64 = 0) -> Int32 {
    add(TrivialStep(code: code, first: operand, second: second, number: number), operands: [operand])
  }

  private mutating func list(_ operands: [Int32]) -> Int32 {
    if let known = operandPositions[operands] { return known }
    let first = Int32(self.operands.count)
    self.operands += operands
    operandPositions[operands] = first
    return first
  }

  private mutating func key(_ name: String) -> Int32? {
    guard let key = JSONShortKey(name) else { return nil }
    if let known = keyPositions[key] { return known }
    keys.append(key)
    keyPositions[key] = Int32(keys.count - 1)
    return Int32(keys.count - 1)
  }

  /// The position of the first of `texts`.
  private mutating func add(_ texts: [String]) -> Int32? {
    let keys = texts.compactMap { JSONShortKey($0) }
    guard keys.count == texts.count else { return nil }
    let wanted = zip(keys, texts).map { Text(key: $0, short: ShortText($1)) }
    // Searched when rules are prepared only.
    for first in self.texts.indices where first + wanted.count <= self.texts.count {
      if zip(self.texts[first...], wanted).allSatisfy({ $0.key == $1.key }) { return Int32(first) }
    }
    self.texts += wanted
    return Int32(self.texts.count - wanted.count)
  }

  private mutating func constant(_ value: CELValue) -> Int32 {
    if case .list(let elements) = value {
      let strings = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
      guard strings.count == elements.count, !strings.isEmpty, strings.allSatisfy({ ShortText($0) != nil }),
        let first = add(strings)
      else { return unknown }
      return add(.texts(first: first, count: Int32(strings.count)))
    }
    return add(TrivialValue(value))
  }

  private mutating func add(_ constant: TrivialValue) -> Int32 {
    if case .unknown = constant { return unknown }
    // Searched when rules are prepared only.
    if let known = constants.firstIndex(where: { $0.isSame(as: constant) }) {
      return add(TrivialStep(code: .constant, first: Int32(known)))
    }
    constants.append(constant)
    return add(TrivialStep(code: .constant, first: Int32(constants.count - 1)))
  }

  private mutating func member(_ name: String, of operand: Int32, _ code: TrivialStep.Code) -> Int32 {
    guard let key = key(name) else { return unknown }
    return add(code, operand, second: key)
  }

  // MARK: Nodes

  private mutating func add(_ node: Node) -> Int32 {
    switch node {
    case let node as ConstantNode: return constant(node.value)
    case let node as VariableNode: return variable(node.slot)
    case let node as LocalNode:
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
      default: return unknown
      }
    case let node as BinaryCallNode where node.isStandard:
      guard let constant = node.second as? ConstantNode, case .string(let text) = constant.value else { return unknown }
      let codes: [String: TrivialStep.Code] = ["startsWith": .startsWith, "endsWith": .endsWith]
      guard let code = codes[node.name], let position = add([text]) else { return unknown }
      return add(code, add(node.first), second: position)
    case let node as MatchNode: return add(.matches, add(node.text), second: pattern(node.pattern))
    case let node as URLFieldNode:
      return add(.urlPart, add(node.text), number: Int64(URLText.Field.allCases.firstIndex(of: node.field) ?? 0))
    case let node as ComprehensionNode: return comprehension(node)
    default: return unknown
    }
  }

  private mutating func variable(_ slot: Int) -> Int32 {
    guard let fixed, fixed.slot == slot else { return add(TrivialStep(code: .variable, first: Int32(slot))) }
    return add(TrivialValue.node(fixed.value))
  }

  private mutating func index(_ node: IndexNode) -> Int32 {
    let operand = add(node.operand)
    if let constant = node.index as? ConstantNode {
      guard case .int(let position) = constant.value, position >= 0 else { return unknown }
      return add(.element, operand, number: position)
    }
    let name = add(node.index)
    return add(TrivialStep(code: .namedMember, first: operand, second: name), operands: [operand, name])
  }

  private mutating func comparison(_ node: ComparisonNode) -> Int32 {
    if let types = types(node) {
      let call = node.left is UnaryCallNode ? node.left : node.right
      guard let call = call as? UnaryCallNode else { return unknown }
      let answer = add(.isOfType, add(call.argument), number: types.rawValue)
      return node.operation == .notEqual ? add(.not, answer) : answer
    }
    let operands = [add(node.left), add(node.right)]
    if node.operation == .in {
      return add(TrivialStep(code: .namedPresence, first: operands[1], second: operands[0]), operands: operands)
    }
    return add(
      TrivialStep(
        code: .comparison, first: operands[0], second: operands[1], number: Int64(node.operation.position)),
      operands: operands)
  }

  /// The types that `type(x) == a` and `type(x) in [a, b]` ask for.
  private func types(_ node: ComparisonNode) -> TypeSet? {
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

  private mutating func pattern(_ regex: LinearRegex) -> Int32 {
    if let known = patternPositions[regex.pattern] { return known }
    patterns.append(Pattern(regex))
    patternPositions[regex.pattern] = Int32(patterns.count - 1)
    return Int32(patterns.count - 1)
  }

  private mutating func comprehension(_ node: ComprehensionNode) -> Int32 {
    let code: TrivialStep.Code
    switch node.kind {
    case .all: code = .forAll
    case .exists: code = .exists
    default: return unknown
    }
    guard !node.hasTwo, let condition = node.condition else { return unknown }
    localCount = max(localCount, node.position + 1)
    let (range, asked) = (add(node.range), add(condition))
    let second = list([asked, Int32(node.position)])
    let step = TrivialStep(code: code, first: range, second: second)
    if positions[step] != nil { return add(step) }
    // What its condition reads besides its own variable may change with the node, or with the element of a macro around.
    let added = add(step, operands: [range])
    keeping[Int(added)] = node.position == 0 ? Swift.min(keeping[Int(range)], .node) : .never
    return added
  }
}

extension TrivialCode.Keeping: Comparable {}

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
