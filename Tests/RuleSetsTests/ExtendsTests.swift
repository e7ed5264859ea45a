import Findings
import JSONReading
import RuleSets
import TestSupport
import Testing

@Suite struct ExtendsTests {
  static func inForce(_ program: Program) -> [String] {
    program.rules.map { "\($0.description.id) \($0.description.severity) \($0.origin)" }
  }

  static let base = Rules.set("one: {assert: 'true'}\ntwo: {assert: 'true', severity: info}")

  @Test func `inherited rules come first and can be switched and changed`() throws {
    let text = Rules.set(
      "one: warning\ntwo: off\nthree: {require: [name]}\n", extends: "[./base.yaml]")
    let program = try Rules.load(["rules.yaml": text, "base.yaml": Self.base, "./base.yaml": Self.base])
    #expect(Self.inForce(program) == ["one warning ./base.yaml:6", "three error rules.yaml:8"])
  }

  @Test func `what is off can be switched on again`() throws {
    let middle = Rules.set("one: off\ntwo: off", extends: "base.yaml")
    let text = Rules.set("one: error\ntwo: {title: still off}", extends: "middle.yaml")
    let program = try Rules.load(["rules.yaml": text, "middle.yaml": middle, "base.yaml": Self.base])
    #expect(Self.inForce(program) == ["one error base.yaml:6"])
  }

  @Test func `a change replaces only what it names`() throws {
    let base = Rules.set(
      "one: {title: T, why: W, docs: D, tags: [a], message: 'm {params.limit}', assert: asset.size < params.limit}")
    let text = Rules.set("one: {why: better, params: {limit: 9}, severity: info}", extends: "base.yaml")
    let rule = try #require(try Rules.load(["rules.yaml": text, "base.yaml": base]).rules.first)
    #expect(
      rule.description
        == RuleDescription(
          id: "one", severity: .info, title: "T", why: "better", docs: "D", tags: ["a"], ruleSet: "test"))
    #expect(rule.params.root.compactText == #"{"limit":9}"#)
  }

  @Test func `paths are relative to the file that names them`() throws {
    let files = [
      "dir/rules.yaml": Rules.set("three: {assert: 'true'}", extends: "[./sub/a.yaml, ../top.yaml]"),
      "dir/sub/a.yaml": Rules.set("two: {assert: 'true'}", extends: "b.yaml"),
      "dir/sub/b.yaml": Rules.set("one: {assert: 'true'}"), "dir/../top.yaml": Rules.set("top: {assert: 'true'}"),
    ]
    // All of them name the one format by its path.
    let program = try Rules.load(
      files.mapValues { $0.replacing("format: zoo.yaml\n", with: "") },
      ["dir/rules.yaml"], options: Self.zoo)
    #expect(program.rules.map(\.description.id) == ["one", "two", "top", "three"])
  }

  static var zoo: RuleSetOptions {
    var options = RuleSetOptions()
    options.format = "zoo.yaml"
    return options
  }

  @Test(arguments: ["base.yaml", "./base.yaml", "./sub/../base.yaml", "././base.yaml"])
  func `a rule set on two ways is read once`(spelling: String) throws {
    let files = [
      "d/rules.yaml": Rules.set("x: {assert: 'true'}", extends: "[base.yaml, left.yaml, ./right.yaml]"),
      "d/left.yaml": Rules.set("one: warning", extends: "[\(spelling)]"),
      "d/right.yaml": Rules.set("two: warning", extends: "[./base.yaml]"),
      "d/base.yaml": Self.base, "d/sub/../base.yaml": Self.base, "d/./base.yaml": Self.base,
      "d/././base.yaml": Self.base,
    ]
    let program = try Rules.load(
      files.mapValues { $0.replacing("format: zoo.yaml\n", with: "") }, ["d/rules.yaml"], options: Self.zoo)
    #expect(
      program.rules.map { "\($0.description.id) \($0.description.severity)" } == [
        "one warning", "two warning", "x error",
      ])
  }

  @Test func `a circle is an error, not a hang`() {
    let files = [
      "a.yaml": Rules.set("a: {assert: 'true'}", extends: "b.yaml"),
      "b.yaml": Rules.set("b: {assert: 'true'}", extends: "a.yaml"),
      "self.yaml": Rules.set("s: off", extends: "self.yaml"),
    ]
    #expect(
      Rules.problems(files, ["a.yaml"]) == [
        "b.yaml:3:10: rule sets extend each other in a circle: a.yaml → b.yaml → a.yaml"
      ])
    #expect(Rules.problems(files, ["self.yaml"]).first?.contains("circle: self.yaml → self.yaml") == true)
  }

  @Test func `a long chain ends in an error`() {
    var files: [String: String] = [:]
    for number in 0..<200 {
      files["\(number).yaml"] = Rules.set("r\(number): {assert: 'true'}", extends: "\(number + 1).yaml")
    }
    #expect(Rules.problems(files, ["0.yaml"]).contains("63.yaml:3:10: rule sets extend each other more than 64 deep"))
  }

  @Test func `a rule that is defined twice is an error`() {
    let text = Rules.set("one: {assert: 'false'}", extends: "base.yaml")
    #expect(
      Rules.problems(["rules.yaml": text, "base.yaml": Self.base]).first?.hasPrefix(
        "rules.yaml:6:3: rule 'one' is already defined in base.yaml, line 6") == true)
  }

  @Test func `built-in rule sets can be extended`() throws {
    let name = try #require(BuiltIn.ruleSetNames.first)
    let inherited = try Rules.load([:], [name]).rules
    let last = try #require(inherited.last)
    let text = "ruleset: t\nformat: ango\nextends: [\(name)]\nrules:\n  \(last.description.id): off\n"
    let program = try Rules.load(["rules.yaml": text])
    #expect(program.rules.map(\.description.id) == inherited.dropLast().map(\.description.id))
    #expect(program.ruleSets.map(\.name) == ["t"])
  }

  @Test func `the digest names the rules and all they extend`() throws {
    let text = Rules.set("x: {assert: 'true'}", extends: "base.yaml")
    let first = try Rules.load(["rules.yaml": text, "base.yaml": Self.base]).ruleSets
    let again = try Rules.load(["rules.yaml": text, "base.yaml": Self.base]).ruleSets
    let other = try Rules.load(["rules.yaml": text, "base.yaml": Self.base + "\n"]).ruleSets
    #expect(first == again)
    #expect(first.map(\.name) == ["test"])
    #expect(first.first?.digest.count == "sha256:".count + 64)
    #expect(first != other)
  }

  @Test(arguments: [
    (["one"], [], ["one"]), ([], ["one"], ["two", "three"]), (["one", "two"], ["two"], ["one"]),
    ([], [], ["one", "two", "three"]),
  ])
  func `single rules can be chosen or left out`(only: [String], skip: [String], expected: [String]) throws {
    var options = RuleSetOptions()
    (options.only, options.skip) = (only, skip)
    let text = Rules.set("one: {assert: 'true'}\ntwo: {assert: 'true'}\nthree: {assert: 'true'}")
    let program = try Rules.load(["rules.yaml": text], options: options)
    #expect(program.rules.map(\.description.id) == expected)
  }

  @Test func `overrides of what is extended come first`() throws {
    let base = Self.base + "\noverrides: [{where: 'true', rules: {one: off, two: off}}]"
    let text =
      Rules.set("two: off", extends: "base.yaml") + "\noverrides: [{where: 'false', rules: {one: info, two: error}}]"
    let program = try Rules.load(["rules.yaml": text, "base.yaml": base])
    let overrides = try #require(program.overrides?.overrides)
    #expect(overrides.map(\.conditionText) == ["true", "false"])
    #expect(overrides.map(\.origin) == ["base.yaml:8", "rules.yaml:7"])
    // What is off for the run stays off for every record.
    #expect(overrides.map { $0.changes.map(\.rule) } == [[0], [0]])
    #expect(overrides.map { $0.changes.map(\.severity) } == [[nil], [.info]])
  }

  @Test func `the last default of a parameter counts`() throws {
    let base = Self.base.replacing("{limit: {default: 3}}", with: "{limit: {default: 5}, more: {default: [1]}}")
    let text = Rules.set("three: {assert: 'true'}", extends: "base.yaml")
    let rules = try Rules.load(["rules.yaml": text, "base.yaml": base]).rules
    #expect(rules.map(\.params.root.compactText) == Array(repeating: #"{"limit":3,"more":[1]}"#, count: 3))
  }
}
