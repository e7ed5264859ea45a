import Foundation
import TestSupport
import Testing

/// What CI systems keep of JUnit reports: every finding, however test cases are made.
@Suite struct JUnitConsumersTests {
  static let modes = ["rule", "asset", "finding"]

  /// The finding of a JSON report as a line of a JUnit report.
  struct ReportedFinding: Decodable {
    struct Place: Decodable {
      var file: String
      var pointer: String?
      var line, column: Int
    }
    var rule, message: String
    var outcome: String?
    var location: Place

    func line(namesRule: Bool) -> String {
      let pointer = location.pointer.map { $0.isEmpty ? "" : " \($0)" } ?? ""
      let outcome = outcome == "notJudged" ? "not judged: " : ""
      let place = "\(location.file):\(location.line):\(location.column)"
      return "\(place)\(pointer) \(outcome)\(message)" + (namesRule ? " [\(rule)]" : "")
    }
  }

  struct Report: Decodable { var findings: [ReportedFinding] }

  /// Runs the tool with both formats.
  static func reports(
    _ scene: Scene, _ arguments: [String], mode: String, dialect: String = "xsd"
  ) throws -> (junit: String, findings: [ReportedFinding]) {
    let formats = ["--format", "junit:report.xml", "--format", "json:report.json"]
    let result = try scene.run(
      ["check"] + arguments + formats + ["--junit-cases", mode, "--junit-dialect", dialect])
    #expect([1, 3].contains(result.status) && result.errors == "")
    let json = try #require(scene.folder.read("report.json"))
    let junit = try #require(scene.folder.read("report.xml"))
    return (junit, try JSONDecoder().decode(Report.self, from: Data(json.utf8)).findings)
  }

  /// Exports with a finding for every rule, and one that ends too early. Without the rules that find more than a case
  /// lists: `manyFindings` is about those.
  static let defective =
    ["every-rule", "truncated-array"].map {
      SharedFolder.root.appending(path: "Fixtures/golden/\($0)/input.json").path
    } + ["task", "tool", "asset"].flatMap { ["--skip", "\($0)-missing-field"] }

  @Test(arguments: modes, ["xsd", "rich"])
  func `no consumer loses a finding of defective exports`(mode: String, dialect: String) throws {
    let (junit, findings) = try Self.reports(Scene(), Self.defective, mode: mode, dialect: dialect)
    let expected = findings.map { $0.line(namesRule: mode == "asset") }.sorted()
    #expect(expected.count > 100)
    let file = try #require(JUnitFile(junit))
    for consumer in JUnitConsumer.allCases {
      let shown = consumer.shown(file).filter { $0.name != "run-complete" }
      #expect(shown.flatMap(\.lines).sorted() == expected, "\(consumer)")
      if mode == "finding" { #expect(shown.count == findings.count, "\(consumer)") }
    }
    #expect(file.told == file.counted)
    #expect(file.cases.contains { $0.elements.isEmpty })
  }

  /// Findings of one rule beyond what a test case lists, in records that share names or have none.
  static func manyFindings() throws -> Scene {
    let scene = try Scene()
    let records = (0..<450).map { number in
      let name = number % 9 == 0 ? "" : "\"name\":\"n\(number % 100)\","
      return "{\"zoo\":1,\(name)\"size\":\(number % 5 + 8),\"note\":\"long\"}\n"
    }
    try scene.folder.write("many.ndjson", records.joined())
    return scene
  }

  @Test(arguments: modes)
  func `no consumer miscounts many findings`(mode: String) throws {
    let (junit, findings) = try Self.reports(
      Self.manyFindings(), ["many.ndjson", "--rules", "rules.yaml"], mode: mode)
    #expect(findings.count == 50 + 270 + 450)
    let file = try #require(JUnitFile(junit))
    for consumer in JUnitConsumer.allCases {
      #expect(consumer.shown(file).reduce(0) { $0 + $1.findingCount } == findings.count, "\(consumer)")
    }
    #expect(file.told == file.counted)
    #expect(file.told[1] == ["rule": 3, "asset": 450, "finding": 770][mode])
  }

  @Test(
    .enabled(if: OutsideJudge.xmllint.isInstalled, "needs xmllint, of libxml2-utils"),
    arguments: modes,
    ["clean.json", "error.json", "incomplete.json", "errored.json", "foreign.json", "empty.json", "hostile.json"])
  func `every mode is valid by the schema of its dialect`(mode: String, export: String) throws {
    let schema = SharedFolder.root.appending(path: "Fixtures/Schemas/junit-10.xsd").path
    let options = ["--rules", "rules.yaml", "--format", "junit", "--junit-cases", mode]
    let scene = try Scene()
    let strict = try scene.run(["check", export] + options).output
    #expect(
      try OutsideJudge.xmllint.judge(strict, ["--noout", "--schema", schema, "-"])
        == OutsideJudge.Answer(status: 0, output: "- validates\n"))
    let rich = try scene.run(["check", export, "--junit-dialect", "rich"] + options).output
    #expect(try OutsideJudge.xmllint.judge(rich, ["--noout", "-"]) == OutsideJudge.Answer(status: 0, output: ""))
    // Jenkins takes a report without any case for a broken build.
    #expect(JUnitFile(strict)?.cases.isEmpty == false)
  }
}
