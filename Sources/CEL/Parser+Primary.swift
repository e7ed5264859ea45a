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
    case .name, .symbol(.dot): return try name()
    case .symbol(.leftParenthesis):
      at += 1
      let inner = try expression()
      try expect(.rightParenthesis)
      return inner
    case .symbol(.leftBracket): return try list()
    case .symbol(.leftBrace): return try map()
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
    let isAbsolute = take(.dot)
    guard case .name(let name) = token.kind else { throw unexpected("a name") }
    at += 1
    if symbol == .leftParenthesis { return try call(isAbsolute ? "." + name : name, target: nil, from: start) }
    if symbol == .leftBrace {
      throw CELError(message: "messages cannot be made here, only maps", span: token.span)
    }
    return try node(.name(name, isAbsolute: isAbsolute), from: start)
  }

  /// The call of `name` at the bracket ahead, or what its macro stands for.
  mutating func call(_ name: String, target: Expression?, from start: Int) throws(CELError) -> Expression {
    try expect(.leftParenthesis)
    var arguments: [Expression] = []
    while !take(.rightParenthesis) {
      if !arguments.isEmpty { try expect(.comma) }
      arguments.append(try expression())
    }
    return try macro(name, target: target, arguments: arguments, from: start)
      ?? node(.call(name, target: target, arguments: arguments), from: start)
  }

  private mutating func list() throws(CELError) -> Expression {
    let start = token.span.start
    try expect(.leftBracket)
    var elements: [Expression.Element] = []
    while !take(.rightBracket) {
      if !elements.isEmpty {
        try expect(.comma)
        if take(.rightBracket) { break }
      }
      let isOptional = take(.question)
      elements.append(Expression.Element(value: try expression(), isOptional: isOptional))
    }
    return try node(.list(elements), from: start)
  }

  private mutating func map() throws(CELError) -> Expression {
    let start = token.span.start
    try expect(.leftBrace)
    var entries: [Expression.Entry] = []
    while !take(.rightBrace) {
      if !entries.isEmpty {
        try expect(.comma)
        if take(.rightBrace) { break }
      }
      let isOptional = take(.question)
      let key = try expression()
      try expect(.colon)
      entries.append(Expression.Entry(key: key, value: try expression(), isOptional: isOptional))
    }
    return try node(.map(entries), from: start)
  }
}
