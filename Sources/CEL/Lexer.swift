import SourceText

/// Cuts an expression's UTF-8 into tokens.
struct Lexer {
  let source: [UInt8]
  var at = 0

  init(_ source: [UInt8]) { self.source = source }

  /// All tokens, the last one being the end.
  static func tokens(of source: [UInt8]) throws(CELError) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    // Hardly any token with the blank before it is shorter.
    tokens.reserveCapacity(source.count / 3 + 2)
    while lexer.skipBlanks() { tokens.append(try lexer.next()) }
    tokens.append(Token(kind: .end, span: SourceSpan(start: lexer.at, end: lexer.at)))
    return tokens
  }

  /// The byte `distance` ahead, 0 behind the end.
  func peek(_ distance: Int = 0) -> UInt8 { at + distance < source.count ? source[at + distance] : 0 }

  func error(_ message: String, from start: Int) -> CELError {
    CELError(message: message, span: SourceSpan(start: start, end: max(at, start + 1)))
  }

  /// The token ahead.
  private mutating func next() throws(CELError) -> Token {
    let start = at
    let kind: Token.Kind
    switch source[at] {
    case let byte where byte.isDigit || byte == UInt8(ascii: ".") && peek(1).isDigit: kind = try number()
    case let byte where byte.isNameStart: kind = try word()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): kind = try text(isRaw: false, isBytes: false)
    case UInt8(ascii: "`"): kind = try quotedName()
    default: kind = try symbol()
    }
    return Token(kind: kind, span: SourceSpan(start: start, end: at))
  }

  /// Passes over blanks and comments. Answers whether anything is behind them.
  private mutating func skipBlanks() -> Bool {
    while at < source.count {
      switch source[at] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C: at += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while at < source.count, source[at] != UInt8(ascii: "\n") { at += 1 }
      default: return true
      }
    }
    return false
  }

  private mutating func word() throws(CELError) -> Token.Kind {
    let start = at
    while peek().isNameStart || peek().isDigit { at += 1 }
    let word = String(decoding: source[start..<at], as: UTF8.self)
    if peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'") {
      switch word.lowercased() {
      case "r": return try text(isRaw: true, isBytes: false)
      case "b": return try text(isRaw: false, isBytes: true)
      case "br", "rb": return try text(isRaw: true, isBytes: true)
      default: break
      }
    }
    return Token.word(word)
  }

  private mutating func quotedName() throws(CELError) -> Token.Kind {
    let start = at
    at += 1
    while at < source.count, source[at] != UInt8(ascii: "`"), source[at] != UInt8(ascii: "\n") { at += 1 }
    guard peek() == UInt8(ascii: "`"), at > start + 1 else { throw error("unclosed or empty `name`", from: start) }
    at += 1
    return .quotedName(String(decoding: source[(start + 1)..<(at - 1)], as: UTF8.self))
  }

  private mutating func symbol() throws(CELError) -> Token.Kind {
    let start = at
    if let pair = Self.pair(source[at], peek(1)) {
      at += 2
      return .symbol(pair)
    }
    if let single = Self.single(source[at]) {
      at += 1
      return .symbol(single)
    }
    // The whole scalar, so that the span never cuts one.
    repeat { at += 1 } while peek() & 0xC0 == 0x80
    let found = String(decoding: source[start..<at], as: UTF8.self)
    switch found {
    case "=": throw error("'=' is no operator; equality is '=='", from: start)
    case "&", "|": throw error("'\(found)' is no operator; use '\(found)\(found)'", from: start)
    default: throw error("unexpected character '\(found)'", from: start)
    }
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Token.Symbol? {
    switch (first, second) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
    case (UInt8(ascii: "&"), UInt8(ascii: "&")): .and
    case (UInt8(ascii: "|"), UInt8(ascii: "|")): .or
    default: nil
    }
  }

  private static func single(_ byte: UInt8) -> Token.Symbol? {
    switch byte {
    case UInt8(ascii: "("): .leftParenthesis
    case UInt8(ascii: ")"): .rightParenthesis
    case UInt8(ascii: "["): .leftBracket
    case UInt8(ascii: "]"): .rightBracket
    case UInt8(ascii: "{"): .leftBrace
    case UInt8(ascii: "}"): .rightBrace
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: "?"): .question
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "+"): .plus
    case UInt8(ascii: "-"): .minus
    case UInt8(ascii: "*"): .star
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: "%"): .percent
    case UInt8(ascii: "!"): .not
    case UInt8(ascii: "<"): .less
    case UInt8(ascii: ">"): .greater
    default: nil
    }
  }

  private mutating func number() throws(CELError) -> Token.Kind {
    let start = at
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x"), peek(2).hexValue != nil {
      at += 2
      while peek().hexValue != nil { at += 1 }
      return try integer(String(decoding: source[(start + 2)..<at], as: UTF8.self), radix: 16, from: start)
    }
    while peek().isDigit { at += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDouble = true
      at += 1
      while peek().isDigit { at += 1 }
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
      if peek(1 + sign).isDigit {
        isDouble = true
        at += 1 + sign
        while peek().isDigit { at += 1 }
      }
    }
    let digits = String(decoding: source[start..<at], as: UTF8.self)
    guard isDouble else { return try integer(digits, radix: 10, from: start) }
    try endNumber(from: start)
    guard let value = Double(digits) else { throw error("'\(digits)' is not a number", from: start) }
    return .double(value)
  }

  private mutating func integer(_ digits: String, radix: Int, from start: Int) throws(CELError) -> Token.Kind {
    let isUnsigned = peek() | 0x20 == UInt8(ascii: "u")
    if isUnsigned { at += 1 }
    try endNumber(from: start)
    guard let value = UInt64(digits, radix: radix) else { throw error("integer out of range", from: start) }
    return isUnsigned ? .uint(value) : .int(value)
  }

  private mutating func endNumber(from start: Int) throws(CELError) {
    guard peek().isNameStart else { return }
    while peek().isNameStart || peek().isDigit { at += 1 }
    throw error("'\(String(decoding: source[start..<at], as: UTF8.self))' is not a number", from: start)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var isNameStart: Bool {
    self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z") || self == UInt8(ascii: "_")
  }

  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
