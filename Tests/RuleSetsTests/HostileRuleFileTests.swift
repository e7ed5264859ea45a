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

  /// Rules with a hole for an expression, one for each place that takes one.
  static let holes = [
    "r: {assert: '⬚'}", "r: {where: '⬚', assert: 'true'}", "r: {assert: 'true', at: '⬚'}",
    "r: {assert: 'true', message: '{⬚}'}", "r: {unique: {key: '⬚'}}",
    "r: {consistent: {key: '⬚', value: asset.id}}", "r: {consistent: {key: asset.id, value: '⬚'}}",
    "r: {references: {keys: '⬚', to: {on: tool, key: tool.id}}}",
    "r: {references: {keys: '[asset.id]', to: {on: tool, key: '⬚'}}}",
    "r: {aggregate: {count_if: '⬚'}, limit: {count: 1}}",
    "r: {aggregate: {distinct: '⬚'}, limit: {most: 1}}", "r: {aggregate: {value: '⬚'}, limit: {iqr: 1}}",
    "r: {aggregate: {where: '⬚', count_if: 'true'}, limit: {count: 1}}",
    "r: {aggregate: {count_if: 'true', by: '⬚'}, limit: {count: 1}}",
    "r: {assert: 'true'}\noverrides: [{where: '⬚', rules: {r: off}}]",
  ]

  static let expressions = [
    String(repeating: "asset.a == 1 || ", count: 1 << 13) + "true", String(repeating: "(", count: 10_000),
    "[" + String(repeating: "[", count: 10_000), String(repeating: "a.b(", count: 10_000),
    "asset.name.matches(\"a{1000}{1000}\")", "asset.name.matches(\"((a{100}){100}){100}\")",
    "\"" + String(repeating: "x", count: 1 << 17) + "\" == \"\"",
  ]

  @Test(.timeLimit(.minutes(1)), arguments: holes, expressions.indices)
  func `no place takes a hostile expression`(hole: String, expression: Int) {
    let parts = hole.replacing("⬚", with: Self.expressions[expression]).split(separator: "\n", maxSplits: 1)
    let text = Rules.set(String(parts[0])) + "\n" + (parts.count > 1 ? parts[1] : "")
    let problems = Rules.problems(["rules.yaml": text])
    #expect(problems.count == 1 || problems.count == 2, "\(problems.map { $0.prefix(300) })")
    #expect(problems.allSatisfy { $0.utf8.count < 1000 })
  }

  @Test(.timeLimit(.minutes(1))) func `an expression of a megabyte is refused`() {
    let text = Rules.set("r: {assert: 'true || \(String(repeating: "a", count: 1 << 20))'}")
    #expect(Rules.problems(["rules.yaml": text]) == ["rules.yaml:6:16: expression longer than 100000 bytes"])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("[?match(@.a, \"a{1000}{1000}\")]", 1, 26, "the pattern matches nothing: there is nothing to repeat"),
      ("[?match(@.a, \"(a{1000}){1000}\")]", 1, 26, "the pattern matches nothing: invalid repetition size"),
      ("[?search(@.a, 1)]", 1, 27, "a pattern must be a string; this one matches nothing"),
      ("[?@", 10_000, 16396, "the query has more than 16384 bytes"),
      ("[?@", 1000, 207, "the query is nested more than 64 deep"),
    ])
  func `no subject takes a hostile path`(piece: String, count: Int, column: Int, message: String) {
    let text = Rules.set("r: {on: '$\(String(repeating: piece, count: count))', forbid: true}")
    #expect(Rules.problems(["rules.yaml": text]) == ["rules.yaml:6:\(column): \(message)"])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("a{1000}{1000}", "bad repetition operator"), ("((a{100}){100}){100}", "invalid repetition size"),
    ])
  func `no pattern grows`(pattern: String, message: String) {
    let text = Rules.set("r: {assert: 'asset.name.matches(\"\(pattern)\")'}")
    #expect(Rules.problems(["rules.yaml": text]) == ["rules.yaml:6:35: '\(pattern)' is no pattern: \(message)"])
  }

  @Test func `circles and long chains of rule sets are refused`() {
    let circle = [
      "rules.yaml": Rules.set("r: {assert: 'true'}", extends: "b.yaml"), "b.yaml": "ruleset: b\nextends: rules.yaml",
    ]
    let message = "rule sets extend each other in a circle: rules.yaml → b.yaml → rules.yaml"
    #expect(Rules.problems(circle) == ["b.yaml:2:10: \(message)"])
    // Two ways from each to the next: 2 to the power of 64 in all, of which each file is read once.
    let chain = (0..<100).map {
      ("\($0).yaml", "ruleset: r\nformat: zoo.yaml\nextends: [\($0 + 1).yaml, \($0 + 1).yaml]")
    }
    #expect(
      Rules.problems(Dictionary(uniqueKeysWithValues: chain), ["0.yaml"]) == [
        "63.yaml:3:11: rule sets extend each other more than 64 deep",
        "63.yaml:3:20: rule sets extend each other more than 64 deep",
      ])
  }

  @Test(arguments: [
    ##"{"$ref": "#"}"##, ##"{"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}"##,
  ])
  func `a shape that refers to itself says nothing of records`(schema: String) {
    let files = [
      "f.yaml": "format: f\nsubjects: {asset: $}\nschema: f.json", "f.json": schema,
      "rules.yaml": "ruleset: t\nformat: f.yaml\nrules: {r: {assert: asset.any.member == 1}}",
    ]
    #expect(Rules.problems(files) == [])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "r: {assert: 'true || ⬚'}", "r: {assert: 'true', ? ⬚ : 1}", "? ⬚\n: off", "r: {assert: 'true', severity: ⬚}",
      "r: {on: ⬚, assert: 'true'}", "r: {assert: 'true', message: '{⬚}'}",
    ])
  func `a name of a megabyte is not printed`(rules: String) throws {
    let text = Rules.set(rules.replacing("⬚", with: String(repeating: "k", count: 1 << 20)))
    let errors = try #require(#expect(throws: RuleSetErrors.self) { try Rules.load(["rules.yaml": text]) })
    #expect(errors.errors.allSatisfy { $0.description.count < 1300 && $0.description.hasPrefix("rules.yaml:") })
  }

  @Test(.timeLimit(.minutes(1))) func `thousands of overrides are read, or reported`() throws {
    let overrides = (0..<500).map { "- {where: asset.size == \($0), rules: {r: info}}\n" }.joined()
    let text = Rules.set("r: {assert: 'true'}") + "\noverrides:\n" + overrides
    #expect(try Rules.load(["rules.yaml": text]).overrides?.overrides.count == 500)
    let unknown = text.replacing("rules: {r: info}", with: "rules: {rule-like-others: info}")
    #expect(Rules.problems(["rules.yaml": unknown]).count == 500)
    #expect(Rules.problems(["rules.yaml": text.replacing("{r: info}", with: "[r]")]).count == 500)
  }

  @Test(.timeLimit(.minutes(1))) func `parameters and rules do not multiply`() {
    let params = (0..<300).map { "p\($0): {default: 1}" }.joined(separator: ", ")
    let rules = (0..<4000).map { "r\($0): {assert: 'true', params: {p\($0 % 200): 2}}" }.joined(separator: "\n  ")
    let text = "ruleset: t\nformat: zoo.yaml\nparams: {\(params)}\nrules:\n  \(rules)"
    let problems = Rules.problems(["rules.yaml": text])
    #expect(problems.count == 1 && problems.first?.hasSuffix(": more than 256 parameters") == true)
  }

  @Test(.timeLimit(.minutes(1))) func `thousands of unknown names are reported, not compared for ever`() {
    let names = (0..<2000).map { "name-like-others-\($0): off" }
    let known = (0..<2000).map { "nane-like-others-\($0): {assert: 'true'}" }
    #expect(Rules.problems(["rules.yaml": Rules.set((known + names).joined(separator: "\n"))]).count == 2000)
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
