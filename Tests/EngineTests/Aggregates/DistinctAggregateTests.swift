import Engine
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct DistinctAggregateTests {
  static func rule(_ limit: String, by: String? = nil, _ more: String = "") -> String {
    let group = by.map { ", by: \($0)" } ?? ""
    return """
      r:
        aggregate: {on: tool, distinct: tool.w\(group)}
        limit: {\(limit)}
        \(more)
      """
  }

  static let files: [(name: String, bytes: [UInt8])] = [
    (
      "a.json",
      Array("[\(AggregateTests.record("\"anna\"", [9, 1, 1])),\n\(AggregateTests.record("\"bob\"", [9, 9]))]".utf8)
    ),
    ("b.ndjson", Array("\(AggregateTests.record("\"bob\"", [9]))\n\(AggregateTests.record("\"anna\"", [1, 7]))".utf8)),
  ]

  @Test(
    arguments: [
      ("most: 2", nil, ["3 different values, more than 2: 9 4, 1 3, 7 1"], 4), ("most: 3", nil, [], 0),
      ("most: 2, min_count: 9", nil, [], 0),
      ("most: 1", "task.by", ["anna: 3 different values, more than 1: 1 3, 9 1, 7 1"], 2),
      ("least: 2", "task.by", ["bob: one value only, fewer than 2: 9 3"], 3),
      (
        "least: 4", "task.by",
        ["anna: 3 different values, fewer than 4: 1 3, 9 1, 7 1", "bob: one value only, fewer than 4: 9 3"], 8
      ),
      ("share: 0.125", nil, [], 0), ("share: 0.2", nil, ["a share of 0.125, less than 0.2: 9 4, 1 3, 7 1"], 1),
      (
        "share: 0.4", nil,
        [
          "a share of 0.375, less than 0.4: 9 4, 1 3, 7 1", "a share of 0.125, less than 0.4: 9 4, 1 3, 7 1",
        ], 4
      ),
    ] as [(String, String?, [String], Int)])
  func `different values are counted over the run, whatever the threads and windows`(
    limit: String, by: String?, messages: [String], failed: Int
  ) throws {
    for window in [16, 100, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged(Self.files, by: Self.rule(limit, by: by)) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(judged.findings.map(\.message) == messages)
        #expect(judged.counts("r") == [12, 8 - failed, failed, 4, 0])
      }
    }
  }

  @Test func `a finding leads to the rarest value`() throws {
    let judged = try Judged(Self.files, by: Self.rule("most: 2"))
    let finding = try #require(judged.findings.first)
    #expect(finding.location.file == "b.ndjson" && finding.location.start == .start && finding.identity == [])
    #expect(finding.related.map(\.message) == ["first with 7"])
    let place = try #require(finding.related.first?.location)
    #expect(place.record == 1 && place.start == SourcePosition(line: 2, column: 55))
  }

  @Test func `a message has the values`() throws {
    let message = "message: '{value} {counted}/{subjects} {distinct} {values} {excess} {params.limit}'"
    let judged = try Judged(Self.files, by: Self.rule("share: 0.2", by: nil, message))
    #expect(judged.findings.map(\.message) == ["7 1/8 3 9 4, 1 3, 7 1 a share of 0.125, less than 0.2 3"])
  }

  @Test func `rare values have fingerprints of their own`() throws {
    let judged = try Judged(Self.files, by: Self.rule("share: 0.4"))
    #expect(Set(judged.findings.map(\.fingerprint)).count == 2)
  }

  @Test func `many values are told in part, and more than are kept are not judged`() throws {
    let values = (0..<1_500).map { "{\"w\":\($0)}" }.joined(separator: ",")
    let text = "{\"name\":\"a\",\"task\":{\"by\":1,\"tools\":[\(values),{\"w\":3}]}}"
    let most = try Judged(text, by: Self.rule("most: 5"))
    #expect(
      most.findings.map(\.message) == [
        "more than 1000 different values, more than 5: 3 2, 0 1, 1 1, 2 1, 4 1, and more than 995 more"
      ])
    #expect(most.counts("r") == [1_501, 2, 1_499, 0, 0])
    let share = try Judged(text, by: Self.rule("share: 0.0001"))
    #expect(share.findings.map(\.outcome) == [.notJudged])
    #expect(share.findings.map(\.message) == ["more than 1000 different values; 500 subjects have others"])
    #expect(share.counts("r") == [1_501, 1_001, 0, 0, 500])
    #expect(try Judged(text, by: Self.rule("least: 2")).findings == [])
  }

  @Test func `too many values in all groups make the run incomplete, whatever the windows`() throws {
    let records = (0..<2_100).map { group in
      AggregateTests.record("\(group)", Array(0..<100)).replacing(",{}]", with: "]")
    }
    for window in [1 << 12, 1 << 20] {
      let judged = try Judged("[\(records.joined(separator: ",\n"))]", by: Self.rule("most: 200", by: "task.by")) {
        $0.windowByteCount = window
        $0.jobs = 2
      }
      #expect(
        judged.findings.map(\.message) == [
          "more than 200000 different values in all groups; 210000 subjects are not compared"
        ])
      #expect(judged.counts("r") == [210_000, 0, 0, 0, 210_000])
      #expect(judged.summary.verdict == .incomplete)
    }
  }

  @Test(arguments: ["distinct: tool.w / 0", "distinct: b'x'", "distinct: tool.w, by: tool.w / 0"])
  func `no error of an expression is ever green`(aggregate: String) throws {
    let judged = try Judged(
      #"{"name":"a","task":{"tools":[{"w":1}]}}"#, by: "r: {aggregate: {on: tool, \(aggregate)}, limit: {most: 9}}")
    #expect(judged.counts("r") == [1, 0, 0, 0, 1])
    #expect(judged.findings.map(\.outcome) == [.notJudged])
  }
}
