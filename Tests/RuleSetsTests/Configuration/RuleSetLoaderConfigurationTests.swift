import Findings
import RuleSets
import Testing

/// What a configuration changes about the rule sets of a run.
@Suite struct RuleSetLoaderConfigurationTests {
  static let files = [
    "../team.yaml": "ruleset: team\nformat: zoo.yaml\nparams: {least: {default: 3}, word: {default: a}}\nrules:\n"
      + "  a: {assert: asset.size > params.least}\n  b: {assert: asset.name != params.word}",
    "other.yaml": "ruleset: other\nformat: zoo.yaml\nrules: {c: {assert: 'true'}}",
    "../zoo2.yaml": "format: zoo2\nsubjects: {asset: $, cage: $.cage}",
    "../size.json": #"{"required": ["size"]}"#,
  ]

  static func load(
    _ text: String, _ references: [String] = [], overruling keys: [Configuration.Key] = []
  ) throws(RuleSetErrors) -> Program {
    var configuration = try Configurations.read(text)
    configuration.overrule(keys)
    let loader = RuleSetLoader { path throws(RuleSetReadError) in
      if let text = files[path] { return Array(text.utf8) }
      if path.hasSuffix("zoo.yaml") { return Array(Rules.zoo.utf8) }
      throw RuleSetReadError("No such file or directory")
    }
    var options = RuleSetOptions()
    options.wantsSettings = true
    options.judgesFormats = configuration.assertsFormats
    return try loader.load(references, options: options, configuration: configuration)
  }

  static func problems(
    _ text: String, _ references: [String] = [], overruling keys: [Configuration.Key] = []
  ) -> [String] {
    do throws(RuleSetErrors) {
      _ = try load(text, references, overruling: keys)
      return []
    } catch {
      return error.errors.map { "\($0.path):\($0.position): \($0.message)" }
    }
  }

  @Test func `its rule sets are loaded, from beside it`() throws {
    let program = try Self.load("rules: team.yaml")
    #expect(program.rules.map(\.description.id) == ["a", "b"])
    #expect(program.ruleSets.map(\.name) == ["team"])
  }

  @Test func `only and skip leave rules out, and say so`() throws {
    let only = try Self.load("rules: team.yaml\nonly: [b]")
    #expect(only.rules.map(\.description.id) == ["b"])
    #expect(only.off == ["a": "../assay.yaml:2"])
    let skip = try Self.load("rules: team.yaml\n\nskip: [b]")
    #expect(skip.rules.map(\.description.id) == ["a"])
    #expect(skip.off == ["b": "../assay.yaml:3"])
  }

  @Test func `parameters win over defaults`() throws {
    let program = try Self.load("rules: team.yaml\nparams: {least: 7}")
    let settings = program.rules[0].settings.filter { $0.name == "params.least" }.map(\.description)
    #expect(settings == ["7  # ../assay.yaml:2, was 3 in ../team.yaml:3"])
  }

  @Test func `a schema judges by a rule of its own`() throws {
    let program = try Self.load("schema: size.json\nassert_formats: true")
    #expect(program.rules.map(\.description.id) == ["schema"])
    #expect(program.ruleSets.map(\.name) == ["../assay.yaml"])
  }

  @Test func `the format takes the place of that of the rule sets`() throws {
    #expect(try Self.load("rules: team.yaml\ninput_format: zoo2.yaml").format.name == "zoo2")
  }

  @Test(arguments: [
    ("rules: none.yaml", "../assay.yaml:1:8: rule set 'none.yaml' cannot be read: No such file or directory"),
    ("rules: team.yaml\nonly: [a, bb]", "../assay.yaml:2:11: unknown rule 'bb', did you mean 'b'?"),
    ("rules: team.yaml\nskip: c-d", "../assay.yaml:2:7: unknown rule 'c-d'"),
    ("rules: team.yaml\nparams: {leats: 4}", "../assay.yaml:2:17: unknown parameter 'leats', did you mean 'least'?"),
    (
      "rules: team.yaml\nparams: {least: '4'}",
      "../assay.yaml:2:17: parameter least is a number by its default, not a text"
    ),
    (
      "rules: team.yaml\nparams: {word: 4}", "../assay.yaml:2:16: parameter word is a text by its default, not a number"
    ),
    ("schema: none.json", "../assay.yaml:1:9: schema 'none.json' cannot be read: No such file or directory"),
    (
      "rules: team.yaml\ninput_format: none.yaml",
      "../assay.yaml:2:15: format 'none.yaml' cannot be read: No such file or directory"
    ),
  ])
  func `what is wrong is told at its place`(text: String, problem: String) {
    let problems = Self.problems(text)
    #expect(problems.count == 1 && problems.first?.hasPrefix(problem) == true, "\(problems)")
  }

  @Test func `when other rule sets are named, what they do not have is passed over`() throws {
    let text = "rules: team.yaml\nskip: [a]\nparams: {least: 7}"
    let program = try Self.load(text, ["other.yaml"], overruling: [.rules])
    #expect(program.rules.map(\.description.id) == ["c"])
    #expect(Self.problems("skip: [a]", ["other.yaml"]) == ["../assay.yaml:1:8: unknown rule 'a', did you mean 'c'?"])
  }
}
