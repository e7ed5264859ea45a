import Foundation
import TestSupport
import Testing

/// A rule that cannot be judged on one record in a thousand.
@Suite struct ErringRuleTests {
  /// A thousand records with two tools each; the second tool of record 617 has a text for its size.
  static let records: String = (0..<1000).map { number in
    let second = number == 617 ? #""large""# : "2"
    return #"{"zoo":1,"name":"n\#(number)","tools":[{"size":1},{"size":\#(second)}]}"# + "\n"
  }.joined()

  static func scene(onError: String) throws -> Scene {
    let scene = try Scene()
    try scene.folder.write("thousand.ndjson", records)
    try scene.folder.write("tools.yaml", Scene.format.replacing("{asset: $}", with: "{asset: $, tool: '$.tools[*]'}"))
    try scene.folder.write(
      "erring.yaml",
      "ruleset: e\nformat: tools.yaml\nrules:\n  size-small: {on: tool, assert: tool.size < 10\(onError)}\n")
    return scene
  }

  /// What a report says of a finding, of the rule in the ledger and of the run.
  struct Report: Decodable, Equatable {
    struct Finding: Decodable, Equatable {
      struct Location: Decodable, Equatable {
        var line, record: Int
        var pointer: String
      }
      var rule, outcome, message: String
      var location: Location
    }
    struct Entry: Decodable, Equatable {
      var rule: String
      var judged, passed, failed, errored: Int
    }
    var verdict: String
    var findings: [Finding]
    var ledger: [Entry]
  }

  static func report(onError: String) throws -> (status: Int32, report: Report) {
    let result = try scene(onError: onError)
      .run(["check", "thousand.ndjson", "--rules", "erring.yaml", "--format", "json"])
    var report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    report.ledger.removeAll { $0.rule != "size-small" }
    return (result.status, report)
  }

  static let finding = Report.Finding(
    rule: "size-small", outcome: "notJudged", message: "'<' does not take (string, int)",
    location: Report.Finding.Location(line: 618, record: 617, pointer: "/tools/1"))

  @Test func `the run is incomplete and names record, path and reason`() throws {
    let (status, report) = try Self.report(onError: "")
    #expect(status == 3)
    #expect(
      report
        == Report(
          verdict: "incomplete", findings: [Self.finding],
          ledger: [Report.Entry(rule: "size-small", judged: 1999, passed: 1999, failed: 0, errored: 1)]))
    let line = "assay check thousand.ndjson --rules erring.yaml --format concise"
    let result = try Self.scene(onError: "").shell(line)
    #expect(
      result
        == BuiltTool.Result(
          status: 3,
          output: """
            thousand.ndjson:618:44: error: not judged: '<' does not take (string, int) [size-small] /tools/1
            assay: incomplete: 1 place was not judged

            """))
  }

  @Test func `with on_error: skip it is counted`() throws {
    let (status, report) = try Self.report(onError: ", on_error: skip")
    #expect(status == 0)
    #expect(
      report
        == Report(
          verdict: "passed", findings: [],
          ledger: [Report.Entry(rule: "size-small", judged: 1999, passed: 1999, failed: 0, errored: 1)]))
  }
}
