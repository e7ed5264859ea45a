import Findings
import RuleSets
import SourceText
import Testing

/// Configurations made of texts, without a disk.
enum Configurations {
  static let reportFormats = ["text", "json", "junit"]

  /// The configuration `text`, in the folder above.
  static func read(_ text: String, path: String = "../assay.yaml") throws(RuleSetErrors) -> Configuration {
    try Configuration(Array(text.utf8), path: path, reportFormats: reportFormats)
  }

  /// What is wrong with `text`, as it is printed without lines.
  static func problems(_ text: String) -> [String] {
    do throws(RuleSetErrors) {
      _ = try read(text, path: "assay.yaml")
      return []
    } catch {
      return error.errors.map { "\($0.path):\($0.position): \($0.message)" }
    }
  }
}

@Suite struct ConfigurationTests {
  @Test func `values are read, and paths are relative to the file`() throws {
    let configuration = try Configurations.read(
      """
      rules: [ango/recommended, team.yaml]
      schema: size.json
      assert_formats: true
      ontology: data/ontology.json
      input_format: zoo.yaml
      params: {least: 4, names: [a, b]}
      only: r
      skip: [s, t]
      now: 2026-03-05T08:15:00Z
      policy: {fail_on: never, max_errors: 1, max_warnings: 2, max_asset_error_rate: 0.1%}
      suppressions:
        - {rule: r-*, identity: {asset: a.jpg}, pointer: /x, batch: b, reason: agreed, until: 2026-03-01}
        - {identity: t7, reason: 3}
      outputs: [text, "junit:out/report.xml"]
      jobs: 3
      memory: 2MiB
      """)
    #expect(configuration.keys == Configuration.Key.allCases)
    #expect(configuration.texts(of: .rules) == ["ango/recommended", "team.yaml"])
    #expect(configuration.text(of: .schema) == "size.json")
    #expect(configuration.assertsFormats)
    #expect(configuration.ontology == "../data/ontology.json")
    #expect(configuration.text(of: .inputFormat) == "zoo.yaml")
    #expect(
      configuration.paramTexts.map { "\($0.name) \($0.json) \($0.position)" } == [
        "least 4 6:17", #"names ["a","b"] 6:27"#,
      ])
    #expect(configuration.texts(of: .only) == ["r"])
    #expect(configuration.texts(of: .skip) == ["s", "t"])
    #expect(configuration.now == "2026-03-05T08:15:00Z")
    #expect(configuration.failOn == .never)
    #expect(configuration.maxErrors == 1)
    #expect(configuration.maxWarnings == 2)
    #expect(configuration.maxAssetErrorRate == 0.001)
    #expect(configuration.outputs(on: []) == ["text", "junit:../out/report.xml"])
    #expect(configuration.suppressions.map(\.scope) == ["rule r-*, asset a.jpg, pointer /x, batch b", "identity t7"])
    #expect(configuration.suppressions.map(\.reason) == ["agreed", "3"])
    #expect(
      configuration.suppressions.map(\.until) == [Suppression.Day(text: "2026-03-01", endSeconds: 1_772_409_600), nil])
    #expect(configuration.suppressions[1].location.start == SourcePosition(line: 13, column: 5))
    #expect(configuration.suppressions[1].excerpt.text == "  - {identity: t7, reason: 3}")
    #expect(configuration.jobs == 3)
    #expect(configuration.memory == ByteSize(byteCount: 2 << 20))
    #expect(configuration.position(of: .maxWarnings) == SourcePosition(line: 10, column: 55))
    #expect(configuration.description.file == "../assay.yaml")
    #expect(configuration.description.keys.prefix(3) == ["rules", "schema", "assert_formats"])
  }

  @Test(arguments: ["", "# nothing\n", "{}", "---\n", "~"])
  func `an empty file settles nothing`(text: String) throws {
    #expect(try Configurations.read(text).keys == [])
  }

  @Test(arguments: [
    ("- a", "1:1: a configuration is a list, not a mapping"),
    ("rule: a", "1:1: unknown key 'rule', did you mean 'rules'?"),
    ("rules: {}", "1:8: rules is a mapping, not a list"), ("rules: []", "1:8: rules is an empty list"),
    ("rules: [[a]]", "1:9: rules is a list, not a text"), ("schema: [a]", "1:9: schema is a list, not a text"),
    ("assert_formats: true", "1:17: assert_formats is about a schema, and there is none"),
    (
      "schema: a\nassert_formats: yes",
      "2:17: assert_formats takes nothing but true; leave it out to judge nothing by format"
    ),
    ("ontology: {}", "1:11: ontology is a mapping, not a text"),
    ("input_format: []", "1:15: input_format is a list, not a text"),
    ("params: a", "1:9: params is a text, not a mapping"), ("only: ", "1:6: only is nothing, not a list"),
    ("skip: [a, '']", "1:11: skip is empty"),
    ("now: today", "1:6: now is 'today', no time such as 2026-03-05T08:15:00Z"),
    ("fail_on: error", "1:1: unknown key 'fail_on'"), ("policy: error", "1:9: policy is a text, not a mapping"),
    ("policy:\n  fail-on: error", "2:3: unknown key 'fail-on', did you mean 'fail_on'?"),
    ("policy: {fail_on: warnings}", "1:19: fail_on is 'warnings', did you mean 'warning'?"),
    ("policy: {max_errors: -1}", "1:22: max_errors is -1, not 0 or more"),
    ("policy: {max_warnings: '1'}", "1:24: max_warnings is a text, not a whole number"),
    (
      "policy: {max_asset_error_rate: 2}",
      "1:32: max_asset_error_rate is '2', not a part of the records, such as 0.1% or 0.001"
    ),
    ("jobs: 0", "1:7: jobs is 0, not 1 or more"), ("jobs: two", "1:7: jobs is a text, not a whole number"),
    ("memory: 12Q", "1:9: memory is '12Q', not a size from 1MiB to 16TiB, such as 512MiB, 4G or 64MB"),
    ("rules: a\nrules: b", "2:1: the key 'rules' is already on line 1"),
    ("outputs: sarf", "1:10: unknown report 'sarf'"),
    ("outputs: [jsn]", "1:11: unknown report 'jsn', did you mean 'json'?"),
    ("outputs: {gitlb: text}", "1:11: unknown key 'gitlb', did you mean 'gitlab'?"),
    ("outputs: {gitlab: {}}", "1:19: outputs is a mapping, not a list"),
    ("outputs: [text, json]", "1:17: two reports to standard output; give one a file: NAME:FILE"),
    (
      "outputs: 'json:'",
      "1:10: a report needs the name of a file behind the colon; without a colon it goes to standard output"
    ),
    (
      "outputs: 'json:-'",
      "1:10: a report needs the name of a file behind the colon; without a colon it goes to standard output"
    ),
    (
      "outputs: 'json:/etc/motd'",
      "1:10: '/etc/motd' is outside of the folder of the configuration; --format on the command line may be"
    ),
    (
      "outputs: {ci: ['json:a/../../b']}",
      "1:16: 'a/../../b' is outside of the folder of the configuration; --format on the command line may be"
    ),
  ])
  func `one mistake is one error at its place`(text: String, problem: String) {
    #expect(Configurations.problems(text) == ["assay.yaml:" + problem])
  }

  @Test(arguments: [
    ("{rule: a}", "1:15: suppressions is a mapping, not a list"),
    ("[a]", "1:16: a suppression is a text, not a mapping"),
    ("[{rule: a}]", "1:16: a suppression needs 'reason'"),
    ("[{reason: a}]", "1:16: a suppression needs 'rule' or 'identity' or 'pointer' or 'batch'"),
    ("[{rule: a, reason: ''}]", "1:34: reason is empty"),
    ("[{rule: [a], reason: a}]", "1:23: rule is a list, not a text"),
    ("[{rule: '**', reason: a}]", "1:23: rule is '**', which is anything; leave it out"),
    ("[{identity: {}, reason: a}]", "1:27: identity is empty"),
    ("[{identity: {asset: '*'}, reason: a}]", "1:35: asset is '*', which is anything; leave it out"),
    ("[{identity: [a], reason: a}]", "1:27: identity is a list, not a text"),
    ("[{rules: a, reason: a, rule: b}]", "1:17: unknown key 'rules', did you mean 'rule'?"),
    ("[{rule: a, reason: a, until: soon}]", "1:44: until is 'soon', no day such as 2026-03-01"),
    ("[{rule: a, reason: a, until: 2026-02-30}]", "1:44: until is '2026-02-30', no day such as 2026-03-01"),
    ("[{rule: a, reason: a, until: 2026-3-1}]", "1:44: until is '2026-3-1', no day such as 2026-03-01"),
    ("[{rule: a, reason: a}, {reason: b, rule: a}]", "1:38: the suppression on line 1 is about the same"),
    (
      "[{rule: \(String(repeating: "a", count: 1001)), reason: a}]", "1:23: rule has more than 1000 bytes"
    ),
    (
      "[\(String(repeating: "{},", count: 1001))]",
      "1:15: more than 1000 suppressions; a baseline takes as many findings as there are"
    ),
  ])
  func `a mistake in a suppression is told at its place`(text: String, problem: String) {
    #expect(Configurations.problems("suppressions: \(text)") == ["assay.yaml:" + problem])
  }

  @Test func `suppressions of unknown rules and of batches that nobody tells are mistakes`() throws {
    let text = "suppressions: [{rule: boxtiny, reason: a}, {rule: box-*, reason: a}, {batch: b, reason: a}]"
    var configuration = try Configurations.read(text)
    func problems(tellsBatches: Bool) -> [String] {
      configuration.suppressionErrors(
        knownRules: ["box-tiny"], identities: ["asset", "tool"], tellsBatches: tellsBatches, format: "zoo"
      ).map {
        "\($0.position): \($0.message)"
      }
    }
    #expect(problems(tellsBatches: true) == ["1:23: unknown rule 'boxtiny', did you mean 'box-tiny'?"])
    #expect(problems(tellsBatches: false).last == "1:78: the format 'zoo' does not say where to find batches")
    // In other rule sets there may be such a rule.
    configuration = try Configurations.read(text)
    configuration.overrule([.rules])
    #expect(problems(tellsBatches: true) == [])
  }

  @Test(.timeLimit(.minutes(1))) func `a thousand suppressions on a long line take little`() throws {
    let items = (0..<1000).map { "{rule: r\($0), reason: \(String(repeating: "x", count: 3000))}" }
    let configuration = try Configurations.read("suppressions: [\(items.joined(separator: ", "))]")
    #expect(configuration.suppressions.allSatisfy { $0.excerpt.text.unicodeScalars.count == 400 })
  }

  @Test func `all mistakes are told, in the order of the file`() {
    #expect(
      Configurations.problems("jobs: 0\npolicy: {max_errors: x}\nrulse: a\nmemory: 1") == [
        "assay.yaml:1:7: jobs is 0, not 1 or more", "assay.yaml:2:22: max_errors is a text, not a whole number",
        "assay.yaml:3:1: unknown key 'rulse', did you mean 'rules'?",
        "assay.yaml:4:9: memory is '1', not a size from 1MiB to 16TiB, such as 512MiB, 4G or 64MB",
      ])
  }

  @Test func `what is overruled does not count`() throws {
    var configuration = try Configurations.read("skip: [a]\npolicy: {fail_on: info, max_errors: 3}")
    configuration.overrule([.skip, .failOn])
    #expect(configuration.keys == [.maxErrors])
    #expect(configuration.failOn == nil)
    #expect(configuration.texts(of: .skip) == [])
    #expect(configuration.position(of: .skip) == nil)
    #expect(configuration.maxErrors == 3)
  }

  @Test(
    arguments: [
      ([], ["text"]), ([.ci], ["json"]), ([.github, .ci], ["junit:../a.xml"]), ([.jenkins, .ci], ["json"]),
      ([.gitlab], ["text"]),
    ] as [([CISystem], [String])])
  func `reports are chosen by where a run is`(systems: [CISystem], outputs: [String]) throws {
    let text = "outputs: {default: text, ci: [json], github: ['junit:a.xml']}"
    #expect(try Configurations.read(text).outputs(on: systems) == outputs)
  }

  @Test func `where no list is for it, a run has no reports of the configuration`() throws {
    #expect(try Configurations.read("outputs: {github: json}").outputs(on: [.gitlab, .ci]) == [])
    #expect(try Configurations.read("jobs: 1").outputs(on: [.ci]) == [])
  }

  @Test(.timeLimit(.minutes(1))) func `a hostile file ends in an error`() {
    var bomb = "x0: &x0 [a, b, c, d, e, f, g, h, i]\n"
    for level in 1..<12 {
      bomb += "x\(level): &x\(level) [\(Array(repeating: "*x\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    #expect(Configurations.problems(bomb).count == 1)
    #expect(Configurations.problems("rules: " + String(repeating: "[", count: 100_000)).count == 1)
    let unknown = (0..<5000).map { "key\($0): 1" }.joined(separator: "\n")
    #expect(Configurations.problems(unknown).count == 5000)
    #expect(Configurations.problems(String(repeating: "k", count: 1 << 20) + ": 1").allSatisfy { $0.count < 2_000_000 })
  }
}
