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

  /// The symbol that is next; `nil` when something else is.
  var symbol: Token.Symbol? { if case .symbol(let symbol) = tokens[at].kind { symbol } else { nil } }

  func unexpected(_ wanted: String) -> CELError {
    CELError(message: "expected \(wanted), found \(token.description(in: source))", span: token.span)
  }

  /// Steps over `symbol` when it is next.
  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard self.symbol == symbol else { return false }
    at += 1
    return true
  }

  mutating func expect(_ symbol: Token.Symbol) throws(CELError) {
    guard take(symbol) else { throw unexpected("'\(symbol.rawValue)'") }
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
    guard take(.question) else { return condition }
    let yes = try operation(0)
    try expect(.colon)
    let no = try expression()
    return try node(.conditional(condition, yes, no), from: start)
  }

  /// How strongly an operator between two operands binds, from 0; `nil` for other symbols. `&&` and `||` take more than
  /// two operands, and have no `operation`.
  private static func strength(of symbol: Token.Symbol) -> (strength: Int, operation: BinaryOperator?)? {
    switch symbol {
    case .or: (0, nil)
    case .and: (1, nil)
    case .equal: (2, .equal)
    case .notEqual: (2, .notEqual)
    case .less: (2, .less)
    case .lessOrEqual: (2, .lessOrEqual)
    case .greater: (2, .greater)
    case .greaterOrEqual: (2, .greaterOrEqual)
    case .in: (2, .in)
    case .plus: (3, .add)
    case .minus: (3, .subtract)
    case .star: (4, .multiply)
    case .slash: (4, .divide)
    case .percent: (4, .remainder)
    default: nil
    }
  }

  /// Operands and the operators between them that bind at least as strongly as `minimum`. One function for all
  /// strengths, because each bracket in a source takes the stack of all that is between two of them.
  private mutating func operation(_ minimum: Int) throws(CELError) -> Expression {
    let start = token.span.start
    var left = try unary()
    while let symbol, let (strength, operation) = Self.strength(of: symbol), strength >= minimum {
      at += 1
      let right = try self.operation(strength + 1)
      if let operation {
        left = try node(.binary(operation, left, right), from: start)
        continue
      }
      var operands = [left, right]
      while self.symbol == symbol {
        at += 1
        operands.append(try self.operation(strength + 1))
      }
      left = try node(symbol == .or ? .or(operands) : .and(operands), from: start)
    }
    return left
  }

  private mutating func unary() throws(CELError) -> Expression {
    let start = token.span.start
    guard let symbol, symbol == .not || symbol == .minus else {
      return try member(try primary(), from: start)
    }
    var starts: [Int] = []
    while self.symbol == symbol {
      starts.append(token.span.start)
      at += 1
    }
    // The sign before digits belongs to the number: the smallest integer has no positive.
    let isNumber = symbol == .minus && token.isSignable
    let last = tokens[at - 1].span.start
    var operand = isNumber ? try member(try number(isNegative: true, from: last), from: last) : try member()
    if isNumber { starts.removeLast() }
    // Pairs cancel out, as in other implementations, so a long row is no deep tree. One is kept for the type.
    while starts.count > 2 { starts.removeLast(2) }
    for start in starts.reversed() {
      operand = try node(symbol == .not ? .not(operand) : .negate(operand), from: start)
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
      if take(.dot) {
        let isOptional = take(.question)
        let nameToken = token
        let name = try memberName()
        if !isOptional, symbol == .leftParenthesis, !nameToken.isQuoted {
          operand = try call(name, target: operand, from: start)
        } else {
          operand = try node(.select(operand, name, isOptional: isOptional), from: start)
        }
      } else if take(.leftBracket) {
        let isOptional = take(.question)
        let index = try expression()
        try expect(.rightBracket)
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

extension Token {
  /// A number that may have a sign.
  var isSignable: Bool {
    switch kind {
    case .int, .double: true
    default: false
    }
  }

  var isQuoted: Bool {
    if case .quotedName = kind { true } else { false }
  }
}
