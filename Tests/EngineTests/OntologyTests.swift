import CEL
import Engine
import Findings
import Inputs
import RuleSets
import SourceText
import TestSupport
import Testing

/// What is found beside an ontology, and in it.
@Suite struct OntologyTests {
  static let format = """
    format: zoo
    detect: has(record.name)
    subjects: {asset: $, tool: '$.tools[*]', part: '$..parts[*]'}
    ontology: {class: "$..['tools', 'classifications'][*]"}
    identity: {asset: asset.name, class: class.title}
    kinds:
      - any: asset.name != ''
    """

  static let file = """
    {"project": {"categorySchema": {
      "tools": [
        {"tool": "point", "title": "Paw", "schemaId": "c1"},
        {"tool": "point", "title": "Tail", "schemaId": "c2",
          "classifications": [{"tool": "text", "title": "Length", "schemaId": "q1"}]},
        {"tool": "point", "title": "Paw", "schemaId": "c3"}]}}}
    """

  /// What is found in `export` by the rules, `file:line:column: message [rule] pointer identity`, and the run's summary.
  private func judge(
    _ export: String, by rules: String, with keys: String = "", isOntologyGiven: Bool = true, jobs: Int = 1
  ) throws -> (lines: [String], summary: RunSummary) {
    let folder = try ScratchFolder()
    let path = try folder.write("a.json", export)
    let text = "ruleset: test\nformat: zoo.yaml\nrules:\n" + rules + "\n" + keys
    let loader = RuleSetLoader { name throws(RuleSetReadError) in
      Array((name == "rules.yaml" ? text : Self.format).utf8)
    }
    var ruleSetOptions = RuleSetOptions()
    ruleSetOptions.lacksOntology = !isOntologyGiven
    let program = try loader.load(["rules.yaml"], options: ruleSetOptions)
    var options = try Judged.options()
    options.jobs = jobs
    options.windowByteCount = 64
    if isOntologyGiven { options.ontology = try Ontology(Array(Self.file.utf8), file: "o.json") }
    let found = Found()
    let summary = CheckRun.run(InputList(arguments: [path]), program: program, options: options) {
      found.findings.append($0)
    }
    let lines = found.findings.map { finding in
      let (place, pointer) = (finding.location, finding.location.pointer?.description ?? "-")
      let identity = finding.identity.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
      let file = place.file.replacing(folder.path + "/", with: "")
      let record = place.record.map(String.init) ?? "-"
      return "\(file):\(place.start): \(finding.message) [\(finding.rule)] \(record) \(pointer) (\(identity))"
    }
    return (lines, summary)
  }

  private final class Found: @unchecked Sendable { var findings: [Finding] = [] }

  @Test func `rules about the ontology judge its file, before all inputs, and it is no record`() throws {
    let result = try judge(
      #"[{"name":"a","tools":[{"schemaId":"c1"}]}]"#,
      by: """
          title-once: {on: class, unique: {key: class.title, within: record}, at: class.title, message: "{value} again"}
          name-short: {assert: size(asset.name) > 1, message: "short"}
          length-needed: {on: class, require: [length], where: class.tool == 'text'}
        """)
    #expect(
      result.lines == [
        "o.json:5:27: length is missing [length-needed] - /project/categorySchema/tools/1/classifications/0/length "
          + "(class Length)",
        "o.json:6:32: Paw again [title-once] - /project/categorySchema/tools/2/title (class Paw)",
        "a.json:1:10: short [name-short] 0 /name (asset a)",
      ])
    #expect(result.summary.inputs.map(\.recordCount) == [1])
    #expect(result.summary.counts.recordsWithFindings == 1)
    let counts = result.summary.ledger.suffix(3).map { [$0.seen, $0.passed, $0.failed, $0.notApplicable] }
    #expect(counts == [[4, 3, 1, 0], [1, 0, 1, 0], [4, 0, 1, 3]])
    #expect(result.summary.ledger.first { $0.rule == "file-not-json" }?.seen == 1)
  }

  @Test(arguments: [1, 4]) func `references lead from the ontology to the export and back`(jobs: Int) throws {
    let result = try judge(
      #"[{"name":"a","tools":[{"schemaId":"c1"}]},{"name":"b","tools":[{"schemaId":"c9","parts":[{"schemaId":"q1"}]}]}]"#,
      by: """
          class-used:
            on: class
            references:
              keys: '[class.schemaId]'
              to: {on: asset, keys: "asset.tools.map(t, t.schemaId)"}
            at: class.title
          tool-known: {on: tool, references: {keys: '[tool.schemaId]', to: {on: class, key: class.schemaId}}}
          part-known: {on: part, references: {keys: '[part.schemaId]', to: {on: class, key: class.schemaId}}}
        """, jobs: jobs)
    #expect(
      result.lines == [
        "o.json:4:32: no asset in the export has asset.tools.map(t, t.schemaId) c2 [class-used] - "
          + "/project/categorySchema/tools/1/title (class Tail)",
        "o.json:5:53: no asset in the export has asset.tools.map(t, t.schemaId) q1 [class-used] - "
          + "/project/categorySchema/tools/1/classifications/0/title (class Length)",
        "o.json:6:32: no asset in the export has asset.tools.map(t, t.schemaId) c3 [class-used] - "
          + "/project/categorySchema/tools/2/title (class Paw)",
        "a.json:1:76: no class in the export has class.schemaId c9 [tool-known] 1 /tools/0/schemaId (asset b)",
      ])
  }

  @Test func `targets whose keys are no list are not judged`() throws {
    let result = try judge(
      #"[{"name":"a","tools":7}]"#,
      by: """
          class-used: {on: class, references: {keys: '[class.schemaId]', to: {on: asset, keys: asset.tools}}}
        """)
    #expect(result.lines.contains { $0.contains("the keys are no list [class-used]") }, "\(result.lines)")
    #expect(result.summary.verdict == .incomplete)
  }

  @Test func `overrides are for records, and say nothing about the ontology`() throws {
    let rules = """
        title-long: {on: class, assert: size(class.title) > 3, message: "{class.title}", severity: warning}
        name-short: {assert: size(asset.name) > 1, message: "{asset.name}"}
      """
    let result = try judge(
      #"[{"name":"b","tools":[]}]"#, by: rules,
      with: "overrides:\n  - {where: asset.name == 'b', rules: {title-long: off, name-short: off}}")
    #expect(result.lines.map { $0.split(separator: " ")[1] } == ["Paw", "Paw"])
    #expect(result.summary.verdict == .passed)
  }

  @Test func `without an ontology the rules that ask it judge nothing, and the run says which`() throws {
    let rules = """
        known: {on: tool, assert: ontology.class(tool.schemaId).hasValue()}
        title-long: {on: class, assert: size(class.title) > 3}
        tool-used: {on: tool, references: {keys: '[tool.schemaId]', to: {on: class, key: class.schemaId}}}
        name-short: {assert: size(asset.name) > 1, message: "{asset.name}"}
      """
    let result = try judge(#"[{"name":"b","tools":[{"schemaId":"c9"}]}]"#, by: rules, isOntologyGiven: false)
    #expect(result.lines.map { $0.split(separator: " ")[1] } == ["b"])
    #expect(result.summary.rulesWithoutOntology == ["known", "title-long", "tool-used"])
    #expect(result.summary.ledger.suffix(4).map(\.rule) == ["name-short", "known", "title-long", "tool-used"])
    #expect(result.summary.ledger.suffix(3).allSatisfy { $0.seen == 0 && $0.isVacuous })
  }

  @Test func `what a path leads to is in another thing of the same name, even where it is one itself`() throws {
    let result = try judge(
      #"[{"name":"a","parts":[{"id":1,"parts":[{"id":2,"parts":[{"id":3}]}]}]}]"#,
      by: """
          below: {on: "$..parts[*].parts[*]", assert: "false", at: node.id, message: "{node.id} in {part.id}"}
          part: {on: part, assert: "false", at: part.id, message: "{part.id}"}
        """)
    #expect(
      result.lines.map { $0.split(separator: ": ", maxSplits: 1)[1].split(separator: " [")[0] }
        == ["1", "2 in 1", "2", "3 in 2", "3"])
  }

  @Test func `one record cannot refer to the ontology`() throws {
    let rules = """
        r: {on: tool, references: {keys: '[tool.schemaId]', to: {on: class, key: class.schemaId}, within: file}}
      """
    let errors = try #require(throws: RuleSetErrors.self) { try judge("[]", by: rules) }
    #expect(
      errors.errors.map(\.message) == [
        "'class' and 'tool' are within one export, but not within one file: one of them is in the ontology"
      ])
  }
}
