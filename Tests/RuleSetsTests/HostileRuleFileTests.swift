import RuleSets
import TestSupport
import Testing

/// Rule files are data from anywhere: a hostile one ends in an error, soon.
@Suite struct HostileRuleFileTests {
  @Test(.timeLimit(.minutes(1))) func `aliases of aliases are refused`() {
    var text = "ruleset: bomb\nformat: zoo.yaml\nx0: &x0 [a, b, c, d, e, f, g, h, i]\n"
    for level in 1..<12 {
      let aliases = Array(repeating: "*x\(level - 1)", count: 9).joined(separator: ", ")
      text += "x\(level): &x\(level) [\(aliases)]\n"
    }
    #expect(Rules.problems(["rules.yaml": text]).count == 1)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? ", "!!x "])
  func `deep nesting is refused`(opening: String) {
    let text = "ruleset: deep\nformat: zoo.yaml\nrules: " + String(repeating: opening, count: 100_000)
    #expect(Rules.problems(["rules.yaml": text]).count >= 1)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["(", "!", "-", "[", "a.b(", "a ? ", "{'a':", "1 + ", "has(a."])
  func `deep expressions are refused`(piece: String) {
    let expression = String(repeating: piece, count: 50_000)
    let text = Rules.set("r: {assert: \"\(expression)\"}")
    #expect(Rules.problems(["rules.yaml": text]).count >= 1)
  }

  @Test(.timeLimit(.minutes(1))) func `thousands of unknown names are reported, not compared for ever`() {
    let names = (0..<2000).map { "name-like-others-\($0): off" }
    #expect(Rules.problems(["rules.yaml": Rules.set(names.joined(separator: "\n"))]).count == 2000)
    let long = String(repeating: "a", count: 100_000)
    #expect(Rules.problems(["rules.yaml": Rules.set("\(long): off")]).count == 1)
    #expect(Rules.problems(["rules.yaml": Rules.set("r: {on: \(long), assert: 'true'}")]).count == 1)
  }

  @Test(arguments: [
    "\0", "\u{1}", "a: \u{7}", "%YAML 9.9\n---\na: b", "--- a\n--- b\n", "&a *a", "*unknown", "? ? ?", "\t- a",
  ])
  func `odd texts are errors`(text: String) {
    #expect(Rules.problems(["rules.yaml": text]).count >= 1)
  }

  @Test func `bytes that are no text are errors`() {
    for bytes in [[0xFF, 0xFE, 0x00], [0xC3], Array(0...255)] as [[UInt8]] {
      let loader = RuleSetLoader { _ throws(RuleSetReadError) in bytes }
      #expect(throws: RuleSetErrors.self) { try loader.load(["rules.yaml"]) }
    }
  }
}
