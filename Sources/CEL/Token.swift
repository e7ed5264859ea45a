import SourceText

/// The smallest part of an expression that means something.
struct Token {
  enum Kind: Equatable {
    case name(String)
    /// Between back quotes; only a member's name.
    case quotedName(String)
    /// A word that no variable may be called; fine as a member's name.
    case reserved(String)
    /// `true`, `false` or `null`.
    case keyword(String)
    /// Without its sign.
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  var kind: Kind
  var span: SourceSpan

  /// An operator, a bracket or a comma, as it is written.
  enum Symbol: String {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case leftBrace = "{"
    case rightBrace = "}"
    case dot = "."
    case comma = ","
    case question = "?"
    case colon = ":"
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case not = "!"
    case less = "<"
    case greater = ">"
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case and = "&&"
    case or = "||"
    case `in`
  }

  /// What the word `text` is.
  static func word(_ text: String) -> Kind {
    // By length: most words are compared with two or three others, which is faster than to hash them.
    switch text.utf8.count {
    case 2 where text == "in": .symbol(.in)
    case 2 where text == "as" || text == "if": .reserved(text)
    case 3 where text == "for" || text == "let" || text == "var": .reserved(text)
    case 4 where text == "true" || text == "null": .keyword(text)
    case 4 where text == "else" || text == "loop" || text == "void": .reserved(text)
    case 5 where text == "false": .keyword(text)
    case 5 where text == "break" || text == "const" || text == "while": .reserved(text)
    case 6 where text == "import" || text == "return": .reserved(text)
    case 7 where text == "package": .reserved(text)
    case 8 where text == "continue" || text == "function": .reserved(text)
    case 9 where text == "namespace": .reserved(text)
    default: .name(text)
    }
  }

  /// As messages name it.
  func description(in source: [UInt8]) -> String {
    kind == .end ? "the end" : "'\(String(decoding: source[span.start..<span.end], as: UTF8.self))'"
  }
}
