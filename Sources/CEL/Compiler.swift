import JSONReading
import LinearRegex
import SourceText

/// Turns a checked syntax tree into nodes that evaluate.
struct Compiler {
  let environment: CELEnvironment
  /// Patterns that are written in the expression and are none.
  private(set) var errors: [CELError] = []
  private var depth = 0

  init(environment: CELEnvironment) { self.environment = environment }

  mutating func compile(_ expression: Expression) -> Node {
    let span = expression.span
    switch expression.reference {
    case .variable(let slot): return VariableNode(slot, environment.variables[slot], span)
    case .local(let position): return LocalNode(position, span)
    case .type(let type): return ConstantNode(.type(type), span)
    case .function, nil: break
    }
    switch expression.kind {
    case .literal(let value): return ConstantNode(value, span)
    case .name(let name, _): return FailureNode("unknown name '\(name)'", span)
    case .select(let operand, let member, let isOptional): return select(operand, member, isOptional, span)
    case .presence(let operand, let member, let isOptional):
      if let field = urlField(operand, member, span) { return URLFieldPresenceNode(field, span) }
      let inner = compile(operand)
      // `has(a.?b.c)` looks for `c` in the optional `a.?b`; `has(a.?b)` is the same as `has(a.b)`.
      _ = isOptional
      return PresenceNode(inner, JSONKey(member), span)
    case .index(let operand, let index, isOptional: false) where index.memberName != nil:
      return select(operand, index.memberName ?? "", false, span)
    case .index(let operand, let index, let isOptional):
      let (container, position) = (compile(operand), compile(index))
      return isOptional ? OptionalIndexNode(container, position, span) : IndexNode(container, position, span)
    case .call: return call(expression)
    case .list(let elements): return list(elements, span)
    case .map(let entries):
      var made: [(key: Node, value: Node, isOptional: Bool)] = []
      for entry in entries { made.append((compile(entry.key), compile(entry.value), entry.isOptional)) }
      return MapNode(made, span)
    case .not(let operand): return NotNode(compile(operand), span)
    case .negate(let operand): return NegationNode(compile(operand), span)
    case .binary(let operation, let left, let right): return binary(operation, left, right, span)
    case .and(let operands): return logical(operands, decisive: false, span)
    case .or(let operands): return logical(operands, decisive: true, span)
    case .conditional(let condition, let yes, let no):
      return ConditionalNode(compile(condition), compile(yes), compile(no), span)
    case .comprehension(let comprehension): return self.comprehension(comprehension, span)
    case .bind(_, let value, let body):
      let bound = compile(value)
      return with(1) { BindNode($1, bound, $0.compile(body), span) }
    case .mapOptional(let operand, _, let body, let isFlat):
      let inner = compile(operand)
      return with(1) { OptionalMapNode(inner, $1, $0.compile(body), isFlat: isFlat, span) }
    }
  }

  /// Runs `work` with room for more variables, from the position it is given.
  private mutating func with(_ count: Int, _ work: (inout Compiler, Int) -> Node) -> Node {
    depth += count
    defer { depth -= count }
    return work(&self, depth - count)
  }

  private mutating func logical(_ operands: [Expression], decisive: Bool, _ span: SourceSpan) -> Node {
    var nodes: [Node] = []
    for operand in operands { nodes.append(compile(operand)) }
    return LogicalNode(nodes, decisive: decisive, span)
  }

  private mutating func list(_ elements: [Expression.Element], _ span: SourceSpan) -> Node {
    var made: [(value: Node, isOptional: Bool)] = []
    var constants: [CELValue] = []
    for element in elements {
      let node = compile(element.value)
      made.append((node, element.isOptional))
      if !element.isOptional, let constant = node as? ConstantNode { constants.append(constant.value) }
    }
    return constants.count == made.count ? ConstantNode(.list(constants), span) : ListNode(made, span)
  }

  private mutating func comprehension(_ it: Expression.Comprehension, _ span: SourceSpan) -> Node {
    let range = compile(it.range)
    return with(it.variables.count) { compiler, position in
      let condition = it.condition.map { compiler.compile($0) }
      let result = it.result.map { compiler.compile($0) }
      return ComprehensionNode(it, (range, condition, result), position, span)
    }
  }

  // MARK: Selections

  private mutating func select(
    _ operand: Expression, _ member: String, _ isOptional: Bool, _ span: SourceSpan
  ) -> Node {
    let key = JSONKey(member)
    if let field = urlField(operand, member, span) { return isOptional ? OptionalURLFieldNode(field) : field }
    if isOptional {
      return OptionalIndexNode(compile(operand), ConstantNode(.string(member), span), span)
    }
    let inner = compile(operand)
    switch inner {
    case let chain as MemberNode: return MemberNode(chain.operand, chain.keys + [key], span)
    case let chain as VariableMemberNode: return VariableMemberNode(chain.variable, chain.keys + [key], span)
    case let variable as VariableNode: return VariableMemberNode(variable, [key], span)
    default: return MemberNode(inner, [key], span)
    }
  }

  /// The part `member` of the URL that `operand` makes; `nil` when it makes none.
  private mutating func urlField(_ operand: Expression, _ member: String, _ span: SourceSpan) -> URLFieldNode? {
    guard case .call(_, _, let arguments) = operand.kind, case .function(let name, let overloads) = operand.reference,
      name == URLFunction.name, arguments.count == 1, let field = URLText.Field(rawValue: member), overloads.count == 1
    else { return nil }
    return URLFieldNode(compile(arguments[0]), field, span)
  }

  // MARK: Operators

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ span: SourceSpan
  ) -> Node {
    let (first, second) = (compile(left), compile(right))
    if operation == .in, let constant = second as? ConstantNode, case .list(let elements) = constant.value {
      let texts = elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
      if texts.count == elements.count, !texts.isEmpty { return StringMembershipNode(first, texts, span) }
    }
    guard operation.isComparison else {
      return operation == .in
        ? ComparisonNode(operation, first, second, span) : ArithmeticNode(operation, first, second, span)
    }
    if let constant = second as? ConstantNode {
      return compare(operation, first, constant, span) ?? ComparisonNode(operation, first, second, span)
    }
    if let constant = first as? ConstantNode {
      return compare(operation.mirrored, second, constant, span) ?? ComparisonNode(operation, first, second, span)
    }
    return ComparisonNode(operation, first, second, span)
  }

  private func compare(
    _ operation: BinaryOperator, _ operand: Node, _ constant: ConstantNode, _ span: SourceSpan
  ) -> Node? {
    switch constant.value {
    case .int(let value): IntegerComparisonNode(operation, operand, value, span)
    case .string(let text) where operation == .equal || operation == .notEqual:
      StringEqualityNode(operand, text, isNegated: operation == .notEqual, span)
    default: nil
    }
  }

  // MARK: Calls

  private mutating func call(_ expression: Expression) -> Node {
    guard case .call(let name, let target, let arguments) = expression.kind else {
      return FailureNode("no call", expression.span)
    }
    var overloads: [CELFunction]
    var nodes: [Node] = []
    if case .function(_, let found) = expression.reference {
      overloads = found
    } else {
      overloads = environment.functions(named: name).filter(\.isMember)
      guard let target, !overloads.isEmpty else { return FailureNode("unknown function '\(name)'", expression.span) }
      nodes.append(compile(target))
    }
    for argument in arguments { nodes.append(compile(argument)) }
    overloads = overloads.filter { $0.parameters.count == nodes.count || $0.isVariadic }
    let node = special(name, nodes, overloads, expression.span)
    return folded(node, isConstant: nodes.allSatisfy { $0 is ConstantNode }, overloads)
  }

  /// The value of a call that only depends on what is written in the expression, such as `timestamp('…')`. Functions of
  /// one's own may answer differently each time; what fails, fails when it is evaluated.
  private func folded(_ node: Node, isConstant: Bool, _ overloads: [CELFunction]) -> Node {
    guard isConstant, let name = overloads.first?.name, environment.isStandard(name) else { return node }
    var activation = CELActivation(environment: environment)
    activation.begin(locals: 0)
    guard let value = try? node.evaluate(&activation) else { return node }
    return ConstantNode(value, node.span)
  }

  /// The node of a call; some calls need or deserve one of their own.
  private mutating func special(
    _ name: String, _ nodes: [Node], _ overloads: [CELFunction], _ span: SourceSpan
  ) -> Node {
    if let overload = overloads.first, overloads.count == 1, overload.isMember, nodes.count == 2 {
      if name == "or" || name == "orValue" {
        return OptionalOrNode(nodes[0], nodes[1], isValue: name == "orValue", span)
      }
      if name == "matches", let constant = nodes[1] as? ConstantNode, case .string(let source) = constant.value {
        do throws(CELEvaluationError) { return MatchNode(nodes[0], try Patterns.compile(source), span) } catch {
          errors.append(CELError(message: error.message, span: constant.span))
          return FailureNode(error.message, constant.span)
        }
      }
    }
    // With its namespace, as it was called.
    let name = overloads.first?.name ?? name
    let made: Node? =
      switch nodes.count {
      case 1: UnaryCallNode(name, overloads, nodes[0], span)
      case 2: BinaryCallNode(name, overloads, nodes[0], nodes[1], span)
      default: nil
      }
    return made ?? CallNode(name, overloads, nodes, span)
  }
}

extension Expression {
  /// The member that this part selects as an index.
  fileprivate var memberName: String? {
    if case .literal(.string(let name)) = kind { name } else { nil }
  }
}

extension BinaryOperator {
  /// The operator for exchanged operands.
  var mirrored: BinaryOperator {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
