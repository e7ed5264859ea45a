@testable import CEL
import Testing

struct ExpressionTextTests {
  @Test(
    arguments: [
      ("a+b*c", "a + b * c"), ("(a+b)*c", "(a + b) * c"), ("a-(b-c)", "a - (b - c)"), ("(a-b)-c", "a - b - c"),
      ("a&&(b&&c)", "a && (b && c)"), ("a || b && c", "a || b && c"), ("(a||b)&&c", "(a || b) && c"),
      ("(a ? b : c) ? d : e ? f : g", "(a ? b : c) ? d : e ? f : g"), ("!(a == b)", "!(a == b)"), ("!!a", "!(!a)"),
      ("-(5)", "-(5)"), ("-5", "-5"), ("--5", "-(-5)"), ("-(5.f())", "-(5).f()"), ("a - -5", "a - -5"),
      ("-9223372036854775808", "-9223372036854775808"), ("0x1Fu", "31u"), ("1e3", "1000.0"), ("1e999", "1e999"),
      ("r'\\d'", "'\\\\d'"), ("\"it's\\n\"", "'it\\'s\\n'"), ("'\\u0007\\u007f'", "'\\u0007\\u007f'"),
      ("b'a\\xff\\''", "b'a\\xff\\x27'"), ("a.`b c`.`in`.`d`", "a.`b c`.`in`.d"), ("a.while.?b[?c]", "a.while.?b[?c]"),
      ("has(a.b)", "has(a.b)"), ("has(a.?b)", "has(a.?b)"), ("[1, ?a, (b ? c : d)]", "[1, ?a, b ? c : d]"),
      ("{'a': 1, ?b: c}", "{'a': 1, ?b: c}"), ("a.exists_one(x, x > 1)", "a.existsOne(x, x > 1)"),
      ("a.map(x, x > 1, x + 1)", "a.map(x, x > 1, x + 1)"), ("a.transformMap(k, v, v)", "a.transformMap(k, v, v)"),
      ("cel.bind(x, a, x + x)", "cel.bind(x, a, x + x)"), ("a.optFlatMap(x, x)", "a.optFlatMap(x, x)"),
      ("cel.block([a, cel.index(0)], cel.index(1))", "cel.block([a, cel.index(0)], cel.index(1))"),
      ("a.all(cel.iterVar(0, 1), cel.iterVar(0, 1))", "a.all(cel.iterVar(0, 1), cel.iterVar(0, 1))"),
      (".a.b(c) + .f(d)", ".a.b(c) + .f(d)"), ("null // nothing", "null"),
    ] as [(String, String)])
  func `writes no more brackets than it takes`(source: String, text: String) throws {
    #expect(ExpressionText.text(of: try Parser.parse(source)) == text)
  }

  @Test func `writes the tree with one node replaced`() throws {
    let tree = try Parser.parse("a * b + c")
    guard case .binary(_, let product, let last) = tree.kind, case .binary(_, let first, _) = product.kind else {
      Issue.record("the tree is another one")
      return
    }
    let sum = try Parser.parse("x + y")
    #expect(ExpressionText.text(of: tree, replacing: first, by: sum) == "(x + y) * b + c")
    #expect(ExpressionText.text(of: tree, replacing: product, by: last) == "c + c")
  }

  @Test(.enabled(if: !ConformanceCase.all.isEmpty, "the conformance suite is not here"))
  func `the parser reads back the trees of the whole conformance suite`() throws {
    var count = 0
    for source in Set(ConformanceCase.all.map(\.source)).sorted() {
      guard let tree = try? Parser.parse(source) else { continue }
      count += 1
      let text = ExpressionText.text(of: tree)
      #expect(try TreeOutline.of(Parser.parse(text)) == TreeOutline.of(tree), "\(source) became \(text)")
    }
    #expect(count > 1000)
  }

  @Test(arguments: 0..<300)
  func `the parser reads back random trees`(seed: Int) throws {
    var trees = RandomExpression(seed: seed)
    // What the parser makes of a random text is a tree that a parser can make.
    let tree = try Parser.parse(trees.source(depth: 6))
    let text = ExpressionText.text(of: tree)
    #expect(try TreeOutline.of(Parser.parse(text)) == TreeOutline.of(tree), "\(text)")
  }
}

/// All that a tree means and nothing of where it was written, for comparing trees.
enum TreeOutline {
  static func of(_ tree: Expression) -> String {
    var parts: [String] = []
    tree.kind.forEachChild { parts.append(of($0)) }
    return "(\(label(of: tree.kind)) \(parts.joined(separator: " ")))"
  }

  private static func label(of kind: Expression.Kind) -> String {
    switch kind {
    case .literal(let value): "literal \(value)"
    case .name(let name, let isAbsolute): "name \(name) \(isAbsolute)"
    case .select(_, let member, let isOptional): "select \(member) \(isOptional)"
    case .presence(_, let member, let isOptional): "presence \(member) \(isOptional)"
    case .index(_, _, let isOptional): "index \(isOptional)"
    case .call(let name, let target, _): "call \(name) \(target != nil)"
    case .list(let elements): "list \(elements.map(\.isOptional))"
    case .map(let entries): "map \(entries.map(\.isOptional))"
    case .not: "not"
    case .negate: "negate"
    case .binary(let operation, _, _): operation.rawValue
    case .and: "and"
    case .or: "or"
    case .conditional: "conditional"
    case .comprehension(let it):
      "\(it.kind) \(it.variables) \(it.condition != nil) \(it.result != nil)"
    case .bind(let name, _, _): "bind \(name)"
    case .mapOptional(_, let name, _, let isFlat): "mapOptional \(name) \(isFlat)"
    }
  }
}
