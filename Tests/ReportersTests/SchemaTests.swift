import Findings
import Foundation
import Reporters
import TestSupport
import Testing

extension OutsideJudge {
  /// Judges by the schemas that tell others about reports.
  static let reportSchemas = jsonSchema(in: SharedFolder.root.appending(path: "Sources/Reporters/Schemas").path)
}

@Suite(.enabled(if: OutsideJudge.reportSchemas.isInstalled, "needs python3 with the package jsonschema"))
struct SchemaTests {
  private static let runs: [[Finding]] = [
    [], SampleRun.dirty, JSONReporterTests.findings, [SampleRun.hostile("\u{1B}~/\n\u{FFFD}")],
    [SampleRun.fixable],
  ]

  @Test(arguments: runs.indices)
  func `the JSON report keeps its schema`(run: Int) throws {
    let findings = Self.runs[run]
    let report = JSONReporter().report(findings).split(separator: "\n").joined()
    #expect(
      try OutsideJudge.reportSchemas.judge(report, ["report.schema.json"]) == OutsideJudge.Answer(status: 0, output: "")
    )
  }

  @Test(arguments: runs.indices)
  func `JSON Lines keep the schemas of a finding and of a report`(run: Int) throws {
    let findings = Self.runs[run]
    var lines = JSONLinesReporter().report(findings, summary: JSONReporterTests.incomplete).split(separator: "\n")
    let last = String(lines.removeLast())
    #expect(
      try OutsideJudge.reportSchemas.judge(lines.joined(separator: "\n"), ["finding.schema.json"])
        == OutsideJudge.Answer(status: 0, output: ""))
    #expect(
      try OutsideJudge.reportSchemas.judge(last, ["report.schema.json"]) == OutsideJudge.Answer(status: 0, output: ""))
  }

  @Test func `the schemas refuse what is no report`() throws {
    let report = JSONReporter().report(SampleRun.dirty).split(separator: "\n").joined()
    for (old, new) in [
      (#""line":40"#, #""line":0"#), (#""verdict":"failed""#, #""verdict":"green""#),
      (#""complete":true"#, #""complete":false"#),
      (#""pointer":"/metadata/width""#, #""pointer":"metadata""#), (#""outcome":"failed","#, ""),
    ] {
      let answer = try OutsideJudge.reportSchemas.judge(report.replacing(old, with: new), ["report.schema.json"])
      #expect(answer.output != "", "\(new)")
    }
  }
}
