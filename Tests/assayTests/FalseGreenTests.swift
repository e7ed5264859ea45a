import Foundation
import TestSupport
import Testing

/// The ways in which other validators said "passed" without having done the work: a test for each.
@Suite struct FalseGreenTests {
  struct Report: Decodable {
    struct Entry: Decodable {
      var rule: String
      var seen, judged, passed, failed, notApplicable, errored: Int
    }
    struct Finding: Decodable {
      struct Location: Decodable { var line, column: Int }
      var rule, outcome, fingerprint: String
      var location: Location
    }
    struct Summary: Decodable { var error, warning, info, notJudged, recordsWithFindings: Int }
    var verdict: String
    var exitCode: Int32
    var complete: Bool
    var summary: Summary
    var ledger: [Entry]
    var findings: [Finding]
  }

  static func report(_ scene: Scene, _ arguments: [String]) throws -> (status: Int32, report: Report) {
    let result = try scene.check(arguments + ["--format", "json"])
    return (result.status, try JSONDecoder().decode(Report.self, from: Data(result.output.utf8)))
  }

  @Test func `exit 0 whatever the findings`() throws {
    for command in ["error.json", "error.json --quiet", "error.json --format junit", "error.json --max-shown 0"] {
      #expect(try Scene().check(command.split(separator: " ").map(String.init)).status == 1)
    }
  }

  @Test func `a rule set that could not be loaded is skipped, a score is printed`() throws {
    let scene = try Scene()
    let result = try scene.check(["clean.json", "--rules", "missing.yaml"])
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("missing.yaml") && result.errors.contains("nothing was judged"))
  }

  @Test func `a wrong or misspelt configuration is ignored`() throws {
    let scene = try Scene()
    try scene.folder.write("bad.yaml", "ruleset: b\nformat: zoo.yaml\nrules:\n  r: {asert: 'true'}\n")
    let result = try scene.run(["check", "clean.json", "--rules", "bad.yaml"])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("bad.yaml:4:7: error: unknown key 'asert', did you mean 'assert'?\n"))
  }

  @Test func `a rule that times out or throws returns no findings`() throws {
    let (status, report) = try Self.report(try Scene(), ["errored.json"])
    #expect(status == 3 && report.exitCode == 3 && report.verdict == "incomplete" && !report.complete)
    #expect(report.ledger.first { $0.rule == "size-small" }?.errored == 1)
    #expect(report.findings.map(\.outcome) == ["notJudged"])
  }

  @Test func `a selector that silently matches nothing`() throws {
    let scene = try Scene()
    try scene.folder.write(
      "v.yaml", "ruleset: v\nformat: zoo.yaml\nrules:\n  gone: {on: '$.toolz[*]', assert: node > 0}\n")
    let result = try scene.run(["check", "clean.json", "--rules", "v.yaml"])
    #expect(result.output.contains("gone"))
    let misspelt = try scene.run(["eval", "asset.name", "--on", "assett", "clean.json", "--rules", "v.yaml"])
    #expect(misspelt.status == 2 && misspelt.errors.contains("did you mean 'asset'?"))
  }

  @Test func `no files found is success`() throws {
    let scene = try Scene()
    try FileManager.default.createDirectory(atPath: scene.folder.path + "/hollow", withIntermediateDirectories: true)
    for input in ["*.ndjson", "hollow", "none.json"] {
      let (status, report) = try Self.report(scene, [input])
      #expect(status == 3 && report.verdict == "incomplete")
    }
  }

  @Test func `more findings than a cap turns into success`() throws {
    let scene = try Scene()
    let records = (0..<1500).map { "{\"zoo\":1,\"size\":\($0 + 10)}" }
    try scene.folder.write("many.json", "[\(records.joined(separator: ","))]")
    let shown = try scene.check(["many.json", "--format", "concise", "--max-shown", "3"])
    #expect(shown.status == 1)
    #expect(shown.output.split(separator: "\n").filter { $0.hasPrefix("many.json:") }.count == 3)
    let (status, report) = try Self.report(scene, ["many.json", "--max-shown", "3"])
    #expect(status == 1 && report.summary.error == 1500 && report.summary.warning == 1500)
    #expect(report.findings.count == 3000)
  }

  @Test func `only the first 1 000 rows, or 200 failures, or the first failing branch are looked at`() throws {
    let scene = try Scene()
    let records =
      Array(repeating: "{\"zoo\":1,\"name\":\"a\"}", count: 5000) + ["{\"zoo\":1,\"size\":50,\"note\":\"long\"}"]
    try scene.folder.write("last.json", "[\(records.joined(separator: ",\n"))]")
    let result = try scene.check(["last.json", "--format", "concise", "--window-bytes", "4096"])
    #expect(result.output.split(separator: "\n").count == 3)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("last.json:5001:1: error: no name [name-present]"))
  }

  @Test func `out of memory shows only in a side file`() throws {
    let scene = try Scene()
    try scene.folder.write("large.json", "[{\"zoo\":1,\"name\":\"\(String(repeating: "x", count: 2000))\"}]")
    let (status, report) = try Self.report(scene, ["large.json", "--max-record-bytes", "1000"])
    #expect(status == 3 && report.findings.map(\.rule) == ["file-limit"])
    let text = try scene.check(["large.json", "--max-record-bytes", "1000", "--format", "concise"])
    #expect(text.output.hasPrefix("large.json:1:2: error: not judged: a record of more than 1000 bytes [file-limit]"))
  }

  @Test func `severity threshold compares wrongly, exits 0 despite violations`() throws {
    let scene = try Scene()
    let order = ["info", "warning", "error"]
    for (weight, export) in order.enumerated() {
      for (threshold, level) in order.enumerated() {
        #expect(try scene.check(["\(export).json", "--fail-on", level]).status == (weight >= threshold ? 1 : 0))
      }
    }
  }

  @Test func `JUnit file empty or without passing cases when clean`() throws {
    let result = try Scene().check(["clean.json", "--format", "junit"])
    #expect(result.status == 0)
    for rule in ["name-present", "size-small", "note-short", "file-not-json"] {
      #expect(result.output.contains("name=\"\(rule)"), "\(rule)")
    }
    #expect(!result.output.contains("<failure") && !result.output.contains("<error"))
  }

  @Test func `two findings with one identity, one is dropped by the consumer`() throws {
    let scene = try Scene()
    let records = [
      "{\"zoo\":1,\"size\":11,\"note\":\"long\"}", "{\"zoo\":1,\"size\":12,\"name\":\"b\",\"note\":\"long\"}",
      "{\"zoo\":x}", "{\"zoo\":y}",
    ]
    try scene.folder.write("x.ndjson", records.joined(separator: "\n"))
    let (_, report) = try Self.report(scene, ["x.ndjson"])
    #expect(report.findings.count == 7)
    #expect(Set(report.findings.map(\.fingerprint)).count == 7)
  }

  static let schema = SharedFolder.schemas?.appending(path: "junit-10.xsd")
  static let hasXmllint = (try? BuiltTool.shell("command -v xmllint"))?.status == 0

  @Test(
    .enabled(if: schema != nil && hasXmllint, "xmllint or the schema of JUnit files is not here"),
    arguments: ["clean", "error", "warning", "incomplete", "errored", "foreign", "empty", "hostile", "missing"])
  func `unescaped text makes the XML invalid, so the CI shows nothing`(export: String) throws {
    let scene = try Scene()
    let run = try scene.check(["\(export).json", "--format", "junit:report.xml", "--junit-dialect", "xsd"])
    #expect([0, 1, 3].contains(run.status))
    let schema = try #require(Self.schema)
    let result = try scene.shell("xmllint --noout --schema '\(schema.path)' report.xml")
    #expect(result == BuiltTool.Result(status: 0, errors: "report.xml validates\n"))
  }

  @Test func `duplicate keys: the last value wins silently`() throws {
    let scene = try Scene()
    try scene.folder.write("twice.json", #"[{"zoo":1,"name":"a","size":99,"size":1}]"#)
    let (status, report) = try Self.report(scene, ["twice.json"])
    let duplicate = try #require(report.findings.first { $0.rule == "file-duplicate-key" })
    #expect(status == 1 && duplicate.location.line == 1 && duplicate.location.column == 32)
  }

  @Test func `truncated file: what was read so far is judged`() throws {
    let scene = try Scene()
    try scene.folder.write("cut.ndjson", "{\"zoo\":1,\"name\":\"a\"}\n{\"zoo\":1,\"name\":\"b\"}\n{\"zoo\":1,\"na")
    let (status, report) = try Self.report(scene, ["cut.ndjson"])
    #expect(status == 3 && report.findings.map(\.rule) == ["file-truncated-ndjson"])
    #expect(report.findings.map(\.location.line) == [3])
    #expect(try scene.check(["incomplete.json"]).status == 3)
  }
}
