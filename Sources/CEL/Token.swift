import SourceText

/// The smallest part of an expression that means something.
struct Token {
  enum Kind: Equatable {
    case name(String)
    /// Between back quotes; only a member's name.
    case quotedName(String)
    /// A word that no variable may be called; fine as a member's name.
    case reserved(String)
    /// `true`, `false`, `null` or `in`.
    case keyword(String)
    /// Without its sign.
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    /// An operator, a bracket or a comma.
    case symbol(String)
    case end
  }

  var kind: Kind
  var span: SourceSpan

  static let keywords: Set<String> = ["true", "false", "null", "in"]
  static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]

  /// As messages name it.
  func description(in source: [UInt8]) -> String {
    kind == .end ? "the end" : "'\(String(decoding: source[span.start..<span.end], as: UTF8.self))'"
  }
}
