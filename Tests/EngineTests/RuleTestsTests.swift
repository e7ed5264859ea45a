import CEL
import Engine
import Findings
import RuleSets
import SourceText
import Testing

struct RuleTestsTests {
  /// What came of testing the rule `r`, whose lines are given; the first stands in line 7.
  private func test(_ rule: String, isStrict: Bool = false, mutates: Bool = false) throws -> RuleTest {
    let text = "ruleset: test\nformat: zoo.yaml\nparams:\n  limit: {default: 3}\nrules:\n  r:\n" + rule
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      Array((path == "rules.yaml" ? text : Judged.format).utf8)
    }
    let program = try loader.load(["rules.yaml"])
    var options = RuleTests.Options()
    options.isStrict = isStrict
    if mutates { options.mutants = loader.mutants(of:) }
    let tests = RuleTests(program: program, now: try Judged.options().now, options: options)
    return tests.test(of: try #require(program.rules.first))
  }

  /// `line:column outcome message` of what is wrong, and its notes.
  private func failures(_ test: RuleTest) -> [String] {
    test.cases.flatMap(\.failures).flatMap { failure in
      ["\(failure.finding.location.start) \(failure.finding.outcome) \(failure.finding.message)"] + failure.notes
    }
  }

  @Test func `an example that is judged as it should be passes`() throws {
    let test = try test("    require: [name]\n    examples: {valid: [{name: a}, {name: b}], invalid: [{}]}")
    #expect(test.cases.map(\.kind) == [.valid(1), .valid(2), .invalid(1)])
    #expect(test.hasPassed)
    #expect(test.mutants == nil)
    #expect(test.cases.map(\.location.start.column) == [24, 35, 57])
  }

  @Test(
    arguments: [
      (
        "require: [name]", "valid: [{a: 1}]",
        [
          "7:24 failed valid example 1 breaks the rule", #"example: {"a":1}"#, "expected: no finding",
          "found: /name name is missing",
        ]
      ),
      (
        "require: [name]", "invalid: [[{name: a}, {name: b}]]",
        [
          "7:26 failed invalid example 1 passes the rule", #"example: [{"name":"a"},{"name":"b"}]"#,
          "expected: a finding", "found: nothing",
        ]
      ),
      (
        "require: [name]\n    where: has(asset.a)", "invalid: [{b: 1}]",
        [
          "7:26 failed the rule does not apply to invalid example 1", #"example: {"b":1}"#, "expected: a finding",
          "found: nothing that the rule is about",
        ]
      ),
      (
        "assert: asset.a > 1", "valid: [[{a: 2}, {a: x}]]",
        [
          "7:24 notJudged valid example 1 cannot be judged", #"example: [{"a":2},{"a":"x"}]"#, "expected: no finding",
          "not judged: /1 '>' does not take (string, int)",
        ]
      ),
      (
        "unique: {key: asset.name}", "valid: [[{name: a}, {name: a}]]",
        [
          "7:24 failed valid example 1 breaks the rule", #"example: [{"name":"a"},{"name":"a"}]"#,
          "expected: no finding", "found: /1/name a occurs a second time",
        ]
      ),
      (
        "assert: asset.tools.all(t, t > 0)", "valid: [7]",
        [
          "7:24 notJudged valid example 1 cannot be judged", "example: 7", "expected: no finding",
          "not judged: a record is an object, this is 7",
        ]
      ),
    ] as [(String, String, [String])])
  func `an example that is not says what happened`(rule: String, examples: String, lines: [String]) throws {
    #expect(failures(try test("    examples: {\(examples)}\n    \(rule)")) == lines)
  }

  @Test(arguments: [
    "references: {keys: '[asset.next]', to: {on: asset, key: asset.id}}",
    "aggregate: {count_if: asset.next > 2}\n    limit: {count: 0}",
    "unique: {key: asset.next, within: export}", "consistent: {key: asset.next, value: asset.id}",
  ])
  func `a list of records is one export`(check: String) throws {
    let examples = "{valid: [[{id: 1, next: 2}, {id: 2, next: 1}]], invalid: [[{id: 1, next: 3}, {id: 2, next: 3}]]}"
    #expect(failures(try test("    \(check)\n    examples: \(examples)")) == [])
  }

  @Test func `examples have a time of their own, for mutants, too`() throws {
    let test = try test(
      """
          assert: timestamp(asset.at) < now
          examples:
            now: 2001-01-01T00:00:00Z
            valid: [{name: a, at: "2000-12-31T23:59:59Z"}]
            invalid: [{name: a, at: "2001-01-01T00:00:00Z"}, {name: a, at: "2002-01-01T00:00:00Z"}]
      """, mutates: true)
    #expect(test.hasPassed, "\(failures(test))")
  }

  @Test func `each record has its dangling references`() throws {
    let rule = "    references: {keys: '[asset.next]', to: {on: asset, key: asset.id}}\n"
    let test = try test("\(rule)    examples: {valid: [[{id: 1, next: 8}, {id: 2, next: 1}, {id: 3, next: 9}]]}")
    #expect(
      failures(test).suffix(2) == [
        "found: /0/next no asset in the export has asset.id 8", "found: /2/next no asset in the export has asset.id 9",
      ])
  }

  @Test(
    arguments: [
      ("{valid: [{name: a}], invalid: [{}]}", []), ("{valid: [{name: a}]}", ["6:3 failed no invalid example"]),
      ("{invalid: [{}]}", ["6:3 failed no valid example"]),
      ("{}", ["6:3 failed no valid example", "6:3 failed no invalid example"]),
    ] as [(String, [String])])
  func `a strict test wants both kinds of examples`(examples: String, failures: [String]) throws {
    let rule = "    require: [name]\n    examples: \(examples)"
    #expect(self.failures(try test(rule, isStrict: true)) == failures)
    #expect(self.failures(try test(rule)) == [])
  }

  @Test func `changes that no example notices are told`() throws {
    let rule = "    where: has(asset.a) && asset.b\n    assert: asset.a < 3\n"
    let few = try test("\(rule)    examples: {valid: [{a: 2, b: true}], invalid: [{a: 4, b: true}]}", mutates: true)
    #expect(few.mutants == MutantCounts(killed: 3, survived: 5))
    #expect(
      failures(few) == [
        "7:12 failed no example notices: without where", "7:12 failed no example notices: without has(asset.a)",
        "7:28 failed no example notices: without asset.b",
        "8:13 failed no example notices: asset.a < 3 → asset.a <= 3", "8:23 failed no example notices: 3 → 4",
      ])
    let many = try test(
      "\(rule)    examples: {valid: [{a: 2, b: true}, {b: true}, {a: 3, b: false}], invalid: [{a: 3, b: true}]}",
      mutates: true)
    #expect(many.mutants == MutantCounts(killed: 8, survived: 0))
    #expect(many.hasPassed)
    #expect(many.cases.last?.kind == .mutants)
  }

  @Test func `mutants wait until all examples are right`() throws {
    let test = try test(
      "    assert: asset.a < 3\n    examples: {valid: [{a: 4}], invalid: [{a: 5}]}", mutates: true)
    #expect(test.mutants == nil)
    #expect(test.cases.map(\.kind) == [.valid(1), .invalid(1)])
  }

  @Test func `an example beside an ontology that is none cannot be judged`() throws {
    let rule = """
          assert: ontology.class(asset.id).hasValue()
          examples: {ontology: {tools: [{title: A}]}, valid: [{id: c1}]}
      """
    #expect(
      failures(try test(rule)) == [
        "8:57 notJudged valid example 1 cannot be judged", #"example: {"id":"c1"}"#, "expected: no finding",
        "not judged: the ontology, column 11: no schemaId",
      ])
  }

  @Test func `examples are judged beside their ontology`() throws {
    let rule = """
          assert: ontology.class(asset.id).hasValue()
          examples: {ontology: {tools: [{title: A, tool: x, schemaId: c1}]}, valid: [{id: c1}], invalid: [{id: c2}]}
      """
    #expect(try test(rule).hasPassed)
  }
}
