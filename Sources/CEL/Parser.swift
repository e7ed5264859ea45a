import SourceText

/// Builds the syntax tree of an expression. Stops at the first error.
struct Parser {
  /// How deep an expression may be nested, and how high its tree may grow.
  static let depthLimit = 250
  static let sizeLimit = 100_000

  let source: [UInt8]
  let tokens: [Token]
  var at = 0
  private var depth = 0

  /// The tree of `source`.
  static func parse(_ source: String) throws(CELError) -> Expression {
    let bytes = Array(source.utf8)
    guard bytes.count <= sizeLimit else {
      throw CELError(message: "expression longer than \(sizeLimit) bytes", span: SourceSpan(start: 0, end: 1))
    }
    var parser = Parser(source: bytes, tokens: try Lexer.tokens(of: bytes))
    let expression = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  private init(source: [UInt8], tokens: [Token]) {
    self.source = source
    self.tokens = tokens
  }

  var token: Token { tokens[at] }

  func unexpected(_ wanted: String) -> CELError {
    CELError(message: "expected \(wanted), found \(token.description(in: source))", span: token.span)
  }

  /// Steps over `symbol` when it is next.
  mutating func take(_ symbol: String) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    at += 1
    return true
  }

  mutating func expect(_ symbol: String) throws(CELError) {
    guard take(symbol) else { throw unexpected("'\(symbol)'") }
  }

  /// A node from `start` to the last token taken.
  func node(_ kind: Expression.Kind, from start: Int) throws(CELError) -> Expression {
    let made = Expression(kind, span: SourceSpan(start: start, end: at > 0 ? tokens[at - 1].span.end : start))
    guard made.height <= Self.depthLimit else { throw tooDeep(made.span) }
    return made
  }

  private func tooDeep(_ span: SourceSpan) -> CELError {
    CELError(message: "expression nested deeper than \(Self.depthLimit) levels", span: span)
  }

  mutating func expression() throws(CELError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw tooDeep(token.span) }
    let start = token.span.start
    let condition = try operation(0)
    guard take("?") else { return condition }
    let yes = try operation(0)
    try expect(":")
    let no = try expression()
    return try node(.conditional(condition, yes, no), from: start)
  }

  /// How strongly each operator between two operands binds, from 0.
  private static let strengths: [String: (strength: Int, operation: BinaryOperator?)] = [
    "||": (0, nil), "&&": (1, nil), "==": (2, .equal), "!=": (2, .notEqual), "<": (2, .less), "<=": (2, .lessOrEqual),
    ">": (2, .greater), ">=": (2, .greaterOrEqual), "in": (2, .in), "+": (3, .add), "-": (3, .subtract),
    "*": (4, .multiply), "/": (4, .divide), "%": (4, .remainder),
  ]

  /// Operands and the operators between them that bind at least as strongly as `minimum`. One function for all
  /// strengths, because each bracket in a source takes the stack of all that is between two of them.
  private mutating func operation(_ minimum: Int) throws(CELError) -> Expression {
    let start = token.span.start
    var left = try unary()
    while let symbol = token.symbol, !symbol.isBracketOrComma, let (strength, operation) = Self.strengths[symbol],
      strength >= minimum
    {
      at += 1
      let right = try self.operation(strength + 1)
      if let operation {
        left = try node(.binary(operation, left, right), from: start)
        continue
      }
      var operands = [left, right]
      while token.symbol == symbol {
        at += 1
        operands.append(try self.operation(strength + 1))
      }
      left = try node(symbol == "||" ? .or(operands) : .and(operands), from: start)
    }
    return left
  }

  private mutating func unary() throws(CELError) -> Expression {
    let start = token.span.start
    guard case .symbol(let symbol) = token.kind, symbol == "!" || symbol == "-" else {
      return try member(try primary(), from: start)
    }
    var starts: [Int] = []
    while token.kind == .symbol(symbol) {
      starts.append(token.span.start)
      at += 1
    }
    // The sign before digits belongs to the number: the smallest integer has no positive.
    let isNumber = symbol == "-" && token.isSignable
    let last = tokens[at - 1].span.start
    var operand = isNumber ? try member(try number(isNegative: true, from: last), from: last) : try member()
    if isNumber { starts.removeLast() }
    // Pairs cancel out, as in other implementations, so a long row is no deep tree. One is kept for the type.
    while starts.count > 2 { starts.removeLast(2) }
    for start in starts.reversed() {
      operand = try node(symbol == "!" ? .not(operand) : .negate(operand), from: start)
    }
    return operand
  }

  private mutating func member() throws(CELError) -> Expression {
    let start = token.span.start
    return try member(try primary(), from: start)
  }

  /// The selections, indexes and calls behind `operand`.
  private mutating func member(_ operand: Expression, from start: Int) throws(CELError) -> Expression {
    var operand = operand
    while true {
      if take(".") {
        let isOptional = take("?")
        let nameToken = token
        let name = try memberName()
        if !isOptional, token.kind == .symbol("("), !nameToken.isQuoted {
          operand = try call(name, target: operand, from: start)
        } else {
          operand = try node(.select(operand, name, isOptional: isOptional), from: start)
          operand.nameSpan = nameToken.span
        }
      } else if take("[") {
        let isOptional = take("?")
        let index = try expression()
        try expect("]")
        operand = try node(.index(operand, index, isOptional: isOptional), from: start)
      } else {
        return operand
      }
    }
  }

  private mutating func memberName() throws(CELError) -> String {
    switch token.kind {
    case .name(let name), .quotedName(let name), .reserved(let name):
      at += 1
      return name
    default: throw unexpected("a member's name")
    }
  }

  mutating func number(isNegative: Bool, from start: Int) throws(CELError) -> Expression {
    let span = token.span
    let value: CELValue
    switch token.kind {
    case .int(let magnitude):
      guard magnitude <= (isNegative ? 1 << 63 : UInt64(Int64.max)) else {
        throw CELError(message: "integer out of range", span: span)
      }
      value = .int(Int64(truncatingIfNeeded: isNegative ? 0 &- magnitude : magnitude))
    case .double(let magnitude): value = .double(isNegative ? -magnitude : magnitude)
    default: throw unexpected("a number")
    }
    at += 1
    return try node(.literal(value), from: start)
  }
}

extension String {
  /// Whether it is one of the symbols that most often follow an operand and stand between no two.
  fileprivate var isBracketOrComma: Bool {
    switch utf8.first {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","): true
    default: false
    }
  }
}

extension Token {
  /// A number that may have a sign.
  var isSignable: Bool {
    switch kind {
    case .int, .double: true
    default: false
    }
  }

  /// The text of a symbol or keyword.
  var symbol: String? {
    switch kind {
    case .symbol(let text), .keyword(let text): text
    default: nil
    }
  }

  var isQuoted: Bool {
    if case .quotedName = kind { true } else { false }
  }
}
