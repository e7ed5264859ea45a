import Engine
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct AggregateTests {
  static func rule(_ limit: String, by: String? = "task.by", _ more: String = "") -> String {
    let group = by.map { ", by: \($0)" } ?? ""
    return """
      r:
        aggregate: {on: tool, where: has(tool.w), count_if: tool.w < 4\(group)}
        limit: {\(limit)}
        \(more)
      """
  }

  static func record(_ by: String, _ widths: [Int]) -> String {
    let tools = widths.map { "{\"w\":\($0)}" }.joined(separator: ",")
    return "{\"name\":\"n\",\"task\":{\"by\":\(by),\"tools\":[\(tools),{}]}}"
  }

  static let files: [(name: String, bytes: [UInt8])] = [
    ("a.json", Array("[\(record("\"anna\"", [9, 1])),\n\(record("\"bob\"", [9, 9, 9]))]".utf8)),
    ("b.ndjson", Array("\(record("\"bob\"", [1, 9]))\n\(record("\"anna\"", [1, 9]))\n\(record("null", [1]))".utf8)),
  ]

  @Test(arguments: [
    (
      "ratio: 0.3",
      ["anna: 2 of 4 counted, a ratio of 0.5, more than 0.3", "null: 1 of 1 counted, a ratio of 1, more than 0.3"], 3
    ),
    ("ratio: 0.3, min_count: 2", ["anna: 2 of 4 counted, a ratio of 0.5, more than 0.3"], 2),
    ("ratio: 0.5, min_count: 2", [], 0), ("count: 1", ["anna: 2 of 4 counted, more than 1"], 2), ("count: 2", [], 0),
    ("ratio: 0.3, confidence: 0.95", [], 0),
    (
      "ratio: 0.1, confidence: 0.95",
      [
        "anna: 2 of 4 counted, a ratio of at least 0.15 with confidence 0.95, more than 0.1",
        "null: 1 of 1 counted, a ratio of at least 0.2065 with confidence 0.95, more than 0.1",
      ], 3
    ),
    (
      "ratio: 0",
      [
        "anna: 2 of 4 counted, a ratio of 0.5, more than 0.0", "bob: 1 of 5 counted, a ratio of 0.2, more than 0.0",
        "null: 1 of 1 counted, a ratio of 1, more than 0.0",
      ], 4
    ),
  ])
  func `groups are counted over the run, whatever the threads and windows`(
    limit: String, messages: [String], failed: Int
  ) throws {
    for window in [16, 100, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged(Self.files, by: Self.rule(limit)) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(judged.findings.map(\.message) == messages)
        #expect(judged.counts("r") == [15, 10 - failed, failed, 5, 0])
        #expect(judged.summary.verdict == (messages.isEmpty ? .passed : .failed))
        #expect(judged.summary.counts.recordsWithFindings == 0)
      }
    }
  }

  @Test func `a finding is about a group, in the input where it was first counted`() throws {
    for window in [16, 1 << 20] {
      let judged = try Judged(Self.files, by: Self.rule("ratio: 0.1, min_count: 5", "severity: info")) {
        $0.windowByteCount = window
      }
      let finding = try #require(judged.findings.first)
      #expect(judged.findings.count == 1)
      #expect(
        finding.location
          == Location(file: "b.ndjson", start: .start, end: .start, span: SourceSpan(start: 0, end: 0)))
      #expect(finding.severity == .info)
      #expect(finding.identity == [IdentityPart(name: "group", value: "bob")])
      #expect(finding.related.map(\.message) == ["first that counts"])
      let first = try #require(finding.related.first?.location)
      #expect(first.file == "b.ndjson" && first.record == 0 && first.start == SourcePosition(line: 1, column: 46))
      #expect(first.span == SourceSpan(start: 45, end: 45))
    }
  }

  @Test func `the fingerprint of a group does not depend on where it stands`() throws {
    let rule = Self.rule("ratio: 0.3")
    let judged = try Judged(Self.files, by: rule)
    let reversed = try Judged(Self.files.reversed(), by: rule)
    #expect(Set(judged.findings.map(\.fingerprint)).count == 2)
    #expect(Set(judged.findings.map(\.fingerprint)) == Set(reversed.findings.map(\.fingerprint)))
  }

  @Test func `without groups all subjects are one`() throws {
    let judged = try Judged(Self.files, by: Self.rule("ratio: 0.3", by: nil))
    #expect(judged.lines == ["a.json:1:1: 4 of 10 counted, a ratio of 0.4, more than 0.3 [r] -"])
    #expect(judged.findings.first?.identity == [])
  }

  @Test func `a message has counts, group and parameters`() throws {
    let message = "message: '{group} {counted}/{subjects} {ratio} {params.limit} {excess} {now.getFullYear()} {1 / 0}'"
    let judged = try Judged(Self.files, by: Self.rule("count: 1", message))
    #expect(judged.findings.map(\.message) == ["anna 2/4 0.5 3 more than 1 2026 ‹division by zero›"])
  }

  @Test func `groups are told apart by type and content`() throws {
    let records = ["1", "1.0", "\"1\"", "true", "\"\\u0031\"", "null"].map { Self.record($0, [1]) }
    let judged = try Judged("[\(records.joined(separator: ","))]", by: Self.rule("count: 0"))
    #expect(
      judged.findings.map(\.message) == [
        "1: 2 of 2 counted, more than 0", "1: 2 of 2 counted, more than 0", "true: 1 of 1 counted, more than 0",
        "null: 1 of 1 counted, more than 0",
      ])
  }

  @Test func `too many groups make the run incomplete, whatever the threads and windows`() throws {
    let records = (0..<50).map { Self.record("\"g\($0 * 7 % 20)\"", [1, 9]) }
    for window in [16, 300, 1 << 20] {
      let judged = try Judged("[\(records.joined(separator: ",\n"))]", by: Self.rule("count: 2, groups: 15")) {
        $0.windowByteCount = window
        $0.jobs = 2
      }
      // 15 groups, of which those met three times are beyond the limit.
      #expect(judged.findings.count == 11)
      #expect(judged.findings.last?.outcome == .notJudged)
      #expect(judged.findings.last?.message == "more than 15 groups; 20 subjects are in others")
      #expect(judged.counts("r") == [150, 50, 30, 50, 20])
      #expect(judged.summary.verdict == .incomplete)
    }
  }

  @Test func `long names of groups are cut`() throws {
    let name = String(repeating: "ä", count: 10_000)
    let judged = try Judged(
      "[\(Self.record("\"\(name)x\"", [1])),\(Self.record("\"\(name)y\"", [1]))]", by: Self.rule("count: 0"))
    #expect(judged.findings.map { $0.identity.first?.value.count } == [121, 121])
  }

  @Test(arguments: [
    "count_if: tool.w / 0 > 1", "count_if: 'true', by: tool.w / 0", "count_if: 'true', by: '[tool.w]'",
    "where: tool.x.y, count_if: 'true'", "count_if: 'true', by: now", "count_if: 'true', by: task",
  ])
  func `no error of an expression is ever green`(aggregate: String) throws {
    let judged = try Judged(
      #"{"name":"a","task":{"tools":[{"w":1}]}}"#, by: "r: {aggregate: {on: tool, \(aggregate)}, limit: {count: 9}}")
    #expect(judged.counts("r") == [1, 0, 0, 0, 1])
    #expect(judged.findings.map(\.outcome) == [.notJudged])
    #expect(judged.summary.verdict == .incomplete)
  }
}
