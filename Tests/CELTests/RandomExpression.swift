import TestSupport

/// Makes up source texts of expressions, with all brackets and with all that the grammar has.
struct RandomExpression {
  private var generator: SeededGenerator

  init(seed: Int) { generator = SeededGenerator(seed: seed) }

  /// An expression at most `depth` levels deep.
  mutating func source(depth: Int) -> String {
    guard depth > 0 else { return leaf() }
    func part(_ own: inout RandomExpression) -> String { own.source(depth: depth - 1) }
    switch Int.random(in: 0..<16, using: &generator) {
    case 0: return leaf()
    case 1: return "(\(part(&self)))"
    case 2: return "!(\(part(&self)))"
    case 3: return "-(\(part(&self)))"
    case 4: return "-\(leaf())"
    case 5: return "(\(part(&self))) ? (\(part(&self))) : \(part(&self))"
    case 6: return "(\(part(&self))).\(member())"
    case 7: return "has((\(part(&self))).\(member()))"
    case 8: return "(\(part(&self)))[\(part(&self))]"
    case 9: return "(\(part(&self))).f(\(part(&self)), \(part(&self)))"
    case 10: return "[\(part(&self)), ?\(part(&self))]"
    case 11: return "{\(part(&self)): \(part(&self))}"
    case 12: return "(\(part(&self))).\(pick(["all", "exists", "filter", "map", "optMap"]))(x, \(part(&self)))"
    default: return "(\(part(&self))) \(symbol()) (\(part(&self)))"
    }
  }

  private mutating func leaf() -> String {
    pick(["a", ".b", "1", "2u", "1.5", "1e300", "0", "true", "null", "'x\\n\\''", "b'\\x00'", "f(a)"])
  }

  private mutating func member() -> String { pick(["m", "`m n`", "for", "?m"]) }

  private mutating func symbol() -> String {
    pick(["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "in", "&&", "||"])
  }

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "a" }
}
