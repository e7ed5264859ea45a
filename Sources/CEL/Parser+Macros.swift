import SourceText

// Macros: calls that mean something else than a function.
extension Parser {
  /// What the call stands for, `nil` when it is an ordinary one.
  func macro(
    _ name: String, target: Expression?, arguments: [Expression], from start: Int
  ) throws(CELError) -> Expression? {
    guard let target else { return name == "has" ? try presence(arguments, from: start) : nil }
    if case .name("cel", _) = target.kind {
      switch (name, arguments.count) {
      case ("bind", 3):
        return try node(.bind(try variable(arguments[0]), arguments[1], arguments[2]), from: start)
      case ("block", 2): return try block(arguments[0], arguments[1], from: start)
      case ("index", 1), ("iterVar", 2): return try numbered(name, arguments, from: start)
      default: break
      }
    }
    switch (name, arguments.count) {
    case ("optMap", 2), ("optFlatMap", 2):
      return try node(
        .mapOptional(target, try variable(arguments[0]), arguments[1], isFlat: name == "optFlatMap"), from: start)
    default: return try comprehension(name, target, arguments, from: start)
    }
  }

  private func presence(_ arguments: [Expression], from start: Int) throws(CELError) -> Expression {
    guard arguments.count == 1, case .select(let operand, let member, let isOptional) = arguments[0].kind else {
      throw CELError(
        message: "has() takes one member selection, such as has(a.b)",
        span: SourceSpan(start: start, end: tokens[at - 1].span.end))
    }
    let made = try node(.presence(operand, member, isOptional: isOptional), from: start)
    made.nameSpan = arguments[0].nameSpan
    return made
  }

  private func comprehension(
    _ name: String, _ range: Expression, _ arguments: [Expression], from start: Int
  ) throws(CELError) -> Expression? {
    typealias Kind = Expression.Comprehension.Kind
    let count = arguments.count
    let made: (kind: Kind, variables: Int, hasCondition: Bool, hasResult: Bool)
    switch (name, count) {
    case ("all", 2), ("all", 3): made = (.all, count - 1, true, false)
    case ("exists", 2), ("exists", 3): made = (.exists, count - 1, true, false)
    case ("exists_one", 2), ("existsOne", 2), ("exists_one", 3), ("existsOne", 3):
      made = (.existsOne, count - 1, true, false)
    case ("filter", 2): made = (.filter, 1, true, false)
    case ("map", 2), ("map", 3): made = (.map, 1, count == 3, true)
    case ("transformList", 3), ("transformList", 4): made = (.transformList, 2, count == 4, true)
    case ("transformMap", 3), ("transformMap", 4): made = (.transformMap, 2, count == 4, true)
    case ("transformMapEntry", 3), ("transformMapEntry", 4): made = (.transformMapEntry, 2, count == 4, true)
    default: return nil
    }
    var variables: [String] = []
    for argument in arguments.prefix(made.variables) { variables.append(try variable(argument)) }
    if variables.count == 2, variables[0] == variables[1] {
      throw CELError(message: "both variables are called '\(variables[0])'", span: arguments[1].span)
    }
    return try node(
      .comprehension(
        Expression.Comprehension(
          kind: made.kind, range: range, variables: variables,
          condition: made.hasCondition ? arguments[made.variables] : nil,
          result: made.hasResult ? arguments[count - 1] : nil)),
      from: start)
  }

  private func variable(_ expression: Expression) throws(CELError) -> String {
    guard case .name(let name, isAbsolute: false) = expression.kind else {
      throw CELError(message: "expected the name of a new variable", span: expression.span)
    }
    return name
  }

  /// `cel.block([a, b], c)`, which optimisers write: `a` and `b` are `cel.index(0)` and `cel.index(1)` in `c`.
  private func block(_ values: Expression, _ body: Expression, from start: Int) throws(CELError) -> Expression {
    guard case .list(let elements) = values.kind else {
      throw CELError(message: "cel.block() takes a list first", span: values.span)
    }
    var body = body
    for (position, element) in elements.enumerated().reversed() {
      body = try node(.bind("@index\(position)", element.value, body), from: start)
    }
    return body
  }

  private func numbered(_ name: String, _ arguments: [Expression], from start: Int) throws(CELError) -> Expression {
    var text = "@\(name)"
    for argument in arguments {
      guard case .literal(.int(let number)) = argument.kind else {
        throw CELError(message: "cel.\(name)() takes whole numbers", span: argument.span)
      }
      text += name == "index" ? "\(number)" : ":\(number)"
    }
    return try node(.name(text, isAbsolute: false), from: start)
  }
}
