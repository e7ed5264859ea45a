import Engine
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct SpreadAggregateTests {
  static func rule(_ limit: String, by: String? = "task.by", _ more: String = "") -> String {
    let group = by.map { ", by: \($0)" } ?? ""
    return """
      r:
        aggregate: {on: tool, value: tool.w\(group)}
        limit: {\(limit)}
        \(more)
      """
  }

  static let files: [(name: String, bytes: [UInt8])] = [
    (
      "a.json",
      Array(
        "[\(AggregateTests.record("\"anna\"", [10, 11, 9, 500])),\n\(AggregateTests.record("\"bob\"", [60, 70, 80]))]"
          .utf8)
    ),
    (
      "b.ndjson",
      Array(
        "\(AggregateTests.record("\"anna\"", [10, 1, 12, 600]))\n\(AggregateTests.record("\"bob\"", [70, 71]))".utf8)
    ),
  ]

  @Test(
    arguments: [
      (
        "factor: 5",
        [
          "b.ndjson:1:73: anna: 600 is more than 5 times the median, 10 [r] /task/tools/3/w",
          "a.json:1:74: anna: 500 is more than 5 times the median, 10 [r] /task/tools/3/w",
          "b.ndjson:1:56: anna: 1 is less than 1/5 of the median, 10 [r] /task/tools/1/w",
        ], 3
      ),
      (
        "factor: 5, side: above, places: 1",
        ["b.ndjson:1:73: anna: 600 is more than 5 times the median, 10 [r] /task/tools/3/w"], 2
      ),
      ("factor: 5, side: below", ["b.ndjson:1:56: anna: 1 is less than 1/5 of the median, 10 [r] /task/tools/1/w"], 1),
      (
        "iqr: 20",
        [
          "b.ndjson:1:73: anna: 600 is more than 20 interquartile ranges above the upper quartile, 12 [r] /task/tools/3/w",
          "a.json:1:74: anna: 500 is more than 20 interquartile ranges above the upper quartile, 12 [r] /task/tools/3/w",
        ], 2
      ),
      (
        "factor: 55, iqr: 20",
        [
          "b.ndjson:1:73: anna: 600 is more than 55 times the median, 10, and more than 20 interquartile ranges above the upper quartile, 12 [r] /task/tools/3/w"
        ], 1
      ),
      ("factor: 5, min_count: 9", [], 0), ("factor: 60, iqr: 1", [], 0),
      ("factor: 4, judge: groups, side: above", [], 0),
      (
        "factor: 3, judge: groups, side: above",
        [], 0
      ),
      (
        "factor: 1.5, judge: groups",
        [
          "b.ndjson:1:1: anna: 10 is less than 1/1.5 of the median of all, 60 [r] -"
        ], 8
      ),
      ("range: 20", ["b.ndjson:1:1: anna: 599 is more than 20, the range from 1 to 600 [r] -"], 8),
      ("range: 599", [], 0),
    ] as [(String, [String], Int)])
  func `numbers far from the others are told, whatever the threads and windows`(
    limit: String, lines: [String], failed: Int
  ) throws {
    for window in [16, 100, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged(Self.files, by: Self.rule(limit)) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(judged.lines == lines)
        #expect(judged.counts("r") == [17, 13 - failed, failed, 4, 0])
      }
    }
  }

  @Test func `a record is counted once, whatever else is found in it`() throws {
    let rules = Self.rule("factor: 5") + "\nother: {assert: task.by != 'anna', on: task}"
    for window in [16, 1 << 20] {
      let judged = try Judged(Self.files, by: rules) { $0.windowByteCount = window }
      #expect(judged.findings.count == 5)
      #expect(judged.summary.counts.recordsWithFindings == 2)
      let alone = try Judged(Self.files, by: Self.rule("factor: 5")) { $0.windowByteCount = window }
      #expect(alone.summary.counts.recordsWithFindings == 2)
      let links = "\nlink: {on: task, references: {keys: '[task.by]', to: {on: asset, key: asset.name}}}"
      let far = try Judged(Self.files, by: Self.rule("factor: 5") + links) { $0.windowByteCount = window }
      #expect(far.findings.count == 7)
      #expect(far.summary.counts.recordsWithFindings == 4)
    }
  }

  @Test func `a median of nothing or less has no factor`() throws {
    let text = AggregateTests.record("1", [0, 0, 0, 9, -9])
    #expect(try Judged(text, by: Self.rule("factor: 2")).findings == [])
    #expect(
      try Judged(text, by: Self.rule("iqr: 2")).findings.map(\.message) == [
        "1: 9 is more than 2 interquartile ranges above the upper quartile, 0",
        "1: -9 is more than 2 interquartile ranges below the lower quartile, 0",
      ])
  }

  @Test func `a limit takes numbers from parameters`() throws {
    let rule = Self.rule("factor: params.limit, min_count: params.limit, side: above")
    #expect(
      try Judged(Self.files, by: rule).findings.map(\.message) == [
        "anna: 600 is more than 3 times the median, 10", "anna: 500 is more than 3 times the median, 10",
      ])
  }

  @Test func `a message has the numbers`() throws {
    let message = "message: '{value} {counted}/{subjects} {median} {smallest} {largest} {group}'"
    let judged = try Judged(Self.files, by: Self.rule("factor: 5, side: below", message))
    #expect(judged.findings.map(\.message) == ["1 1/8 10 1 600 anna"])
  }

  @Test(arguments: ["value: tool.w / 0", "value: string(tool.w)", "value: double(tool.w) / 0.0", "value: tool"])
  func `no error of an expression is ever green`(aggregate: String) throws {
    let judged = try Judged(
      #"{"name":"a","task":{"tools":[{"w":1}]}}"#, by: "r: {aggregate: {on: tool, \(aggregate)}, limit: {iqr: 9}}")
    #expect(judged.counts("r") == [1, 0, 0, 0, 1])
    #expect(judged.findings.map(\.outcome) == [.notJudged])
  }
}
