import SourceText

// What stands for itself: literals, names, calls, lists, maps, brackets.
extension Parser {
  mutating func primary() throws(CELError) -> Expression {
    let start = token.span.start
    switch token.kind {
    case .int, .double: return try number(isNegative: false, from: start)
    case .uint(let value): return try literal(.uint(value))
    case .string(let value): return try literal(.string(value))
    case .bytes(let value): return try literal(.bytes(value))
    case .keyword("true"): return try literal(.bool(true))
    case .keyword("false"): return try literal(.bool(false))
    case .keyword("null"): return try literal(.null)
    case .name, .symbol("."): return try name()
    case .symbol("("):
      at += 1
      let inner = try expression()
      try expect(")")
      return inner
    case .symbol("["): return try list()
    case .symbol("{"): return try map()
    case .reserved(let word):
      throw CELError(message: "'\(word)' is a reserved word", span: token.span)
    default: throw unexpected("an expression")
    }
  }

  private mutating func literal(_ value: CELValue) throws(CELError) -> Expression {
    at += 1
    return try node(.literal(value), from: tokens[at - 1].span.start)
  }

  private mutating func name() throws(CELError) -> Expression {
    let start = token.span.start
    let isAbsolute = take(".")
    guard case .name(let name) = token.kind else { throw unexpected("a name") }
    at += 1
    if token.kind == .symbol("(") { return try call(isAbsolute ? "." + name : name, target: nil, from: start) }
    if token.kind == .symbol("{") {
      throw CELError(message: "messages cannot be made here, only maps", span: token.span)
    }
    return try node(.name(name, isAbsolute: isAbsolute), from: start)
  }

  /// The call of `name` at the bracket ahead, or what its macro stands for.
  mutating func call(_ name: String, target: Expression?, from start: Int) throws(CELError) -> Expression {
    try expect("(")
    var arguments: [Expression] = []
    while !take(")") {
      if !arguments.isEmpty { try expect(",") }
      arguments.append(try expression())
    }
    return try macro(name, target: target, arguments: arguments, from: start)
      ?? node(.call(name, target: target, arguments: arguments), from: start)
  }

  private mutating func list() throws(CELError) -> Expression {
    let start = token.span.start
    try expect("[")
    var elements: [Expression.Element] = []
    while !take("]") {
      if !elements.isEmpty {
        try expect(",")
        if take("]") { break }
      }
      let isOptional = take("?")
      elements.append(Expression.Element(value: try expression(), isOptional: isOptional))
    }
    return try node(.list(elements), from: start)
  }

  private mutating func map() throws(CELError) -> Expression {
    let start = token.span.start
    try expect("{")
    var entries: [Expression.Entry] = []
    while !take("}") {
      if !entries.isEmpty {
        try expect(",")
        if take("}") { break }
      }
      let isOptional = take("?")
      let key = try expression()
      try expect(":")
      entries.append(Expression.Entry(key: key, value: try expression(), isOptional: isOptional))
    }
    return try node(.map(entries), from: start)
  }
}
