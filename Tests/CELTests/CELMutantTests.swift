@testable import CEL
import SourceText
import Testing

struct CELMutantTests {
  @Test(
    arguments: [
      ("a && b || c", ["c", "a && b", "b || c", "a || c"]), ("a < 3", ["a <= 3", "a < 4", "a < 2"]),
      ("a >= b", ["a > b"]), ("a == b", ["a != b"]), ("!(a in b)", ["a in b"]), ("true", ["false"]),
      ("a ? b : c", ["b", "c"]), ("[a, b]", ["[b]", "[a]"]), ("f([a, b])", []),
      (
        "a.exists(x, x > 0u)",
        [
          "a.exists(x, x >= 0u)", "a.exists(x, x > 1u)",
        ]
      ), ("a[9223372036854775807]", ["a[9223372036854775806]"]), ("a && a", ["a"]), ("1.5", ["2.5", "0.5"]),
      ("a &&", []),
    ] as [(String, [String])])
  func `changes one thing at a time`(source: String, mutants: [String]) {
    #expect(CELMutant.all(of: source, limit: 100).map(\.source) == mutants)
  }

  @Test func `says what was changed and where`() {
    #expect(
      CELMutant.all(of: "(x) && y<2", limit: 100) == [
        CELMutant(source: "y < 2", span: SourceSpan(start: 1, end: 2), change: "without x"),
        CELMutant(source: "x", span: SourceSpan(start: 7, end: 10), change: "without y < 2"),
        CELMutant(source: "x && y <= 2", span: SourceSpan(start: 7, end: 10), change: "y < 2 → y <= 2"),
        CELMutant(source: "x && y < 3", span: SourceSpan(start: 9, end: 10), change: "2 → 3"),
        CELMutant(source: "x && y < 1", span: SourceSpan(start: 9, end: 10), change: "2 → 1"),
      ])
  }

  @Test func `stops at the limit`() {
    let source = "f(" + (0..<5000).map(String.init).joined(separator: ", ") + ")"
    #expect(CELMutant.all(of: source, limit: 7).count == 7)
    #expect(CELMutant.all(of: "a < 1", limit: 0).isEmpty)
  }

  @Test(arguments: [("a && b", "!(a && b)"), ("!a", "a"), ("has(a.b)", "!has(a.b)"), ("a &&", nil)])
  func `negates an expression`(source: String, negation: String?) {
    #expect(CELMutant.negation(of: source)?.source == negation)
  }
}
