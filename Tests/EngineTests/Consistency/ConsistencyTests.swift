import Engine
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct ConsistencyTests {
  static func rule(within scope: String, _ more: String = "") -> String {
    """
    r:
      on: tool
      consistent: {key: tool.class, value: tool.title, within: \(scope)}
      message: "{value}, not {first_value} at {first}"
      \(more)
    """
  }

  /// Labels with these classes and titles, a record each.
  static func record(_ labels: (String, String)...) -> String {
    let tools = labels.map { "{\"class\":\($0),\"title\":\($1)}" }.joined(separator: ",")
    return "{\"name\":\"n\",\"task\":{\"tools\":[\(tools)]}}"
  }

  static let files: [(name: String, bytes: [UInt8])] = [
    (
      "a.json",
      Array(
        """
        [\(record(("1", "\"Car\""), ("2", "\"Tree\""), ("1", "\"Car\""), ("null", "\"x\""))),
        \(record(("1", "\"Cars\""), ("1.0", "\"Cars\""), ("\"1\"", "\"Lane\""), ("1", "null")))]
        """.utf8)
    ),
    (
      "b.ndjson",
      Array(
        """
        \(record(("1", "\"Auto\""), ("2", "\"Tree\""), ("1", "\"Cars\"")))
        \(record(("1", "\"Auto\""), ("1", "\"\\u0043ar\"")))
        """.utf8)
    ),
  ]

  @Test(arguments: [
    (
      "export",
      [
        "a.json:2:49: Cars, not Car at a.json:1:50 [r] /task/tools/0/title",
        "b.ndjson:1:49: Auto, not Car at a.json:1:50 [r] /task/tools/0/title",
      ], [13, 6, 5, 2, 0]
    ),
    (
      "file",
      [
        "a.json:2:49: Cars, not Car at a.json:1:50 [r] /task/tools/0/title",
        "b.ndjson:1:103: Cars, not Auto at b.ndjson:1:49 [r] /task/tools/2/title",
        "b.ndjson:2:76: Car, not Auto at b.ndjson:1:49 [r] /task/tools/1/title",
      ], [13, 7, 4, 2, 0]
    ),
    (
      "record",
      [
        "b.ndjson:1:103: Cars, not Auto at /task/tools/0/title [r] /task/tools/2/title",
        "b.ndjson:2:76: Car, not Auto at /task/tools/0/title [r] /task/tools/1/title",
      ], [13, 9, 2, 2, 0]
    ),
  ])
  func `another value of a key is told once, and counted always`(
    scope: String, lines: [String], counts: [Int]
  ) throws {
    for window in [16, 100, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged(Self.files, by: Self.rule(within: scope)) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(judged.lines == lines)
        #expect(judged.counts("r") == counts)
      }
    }
  }

  @Test func `a finding names the place of the first value`() throws {
    let judged = try Judged(Self.files, by: Self.rule(within: "export"))
    let place = try #require(judged.findings.last?.related.first)
    #expect(judged.findings.last?.related.count == 1)
    #expect(place.message == "first value")
    #expect(
      place.location
        == Location(
          file: "a.json", record: 0, start: SourcePosition(line: 1, column: 50),
          end: SourcePosition(line: 1, column: 50), span: SourceSpan(start: 49, end: 49)))
    let inRecord = try Judged(Self.files, by: Self.rule(within: "record"))
    #expect(
      inRecord.findings.map { $0.related.first?.location.pointer?.description }
        == ["/task/tools/0/title", "/task/tools/0/title"])
  }

  @Test func `values are compared by type and content`() throws {
    let values = ["1", "1.0", "\"1\"", "true", "[1,{\"a\":2,\"b\":3}]", "[1,{\"b\":3,\"a\":2}]", "[1]"]
    let records = values.map { Self.record(("0", $0)) }
    let judged = try Judged("[\(records.joined(separator: ","))]", by: Self.rule(within: "export"))
    #expect(
      judged.findings.map(\.message) == [
        "\"1\", not 1 at a.json:1:50", "true, not 1 at a.json:1:50", "[1,{\"a\":2,\"b\":3}], not 1 at a.json:1:50",
        "[1], not 1 at a.json:1:50",
      ])
    #expect(judged.counts("r") == [7, 2, 5, 0, 0])
  }

  @Test func `a key may have several parts, and is passed over when one is null or missing`() throws {
    let labels = [("1", "1"), ("1", "2"), ("2", "1"), ("null", "1")].map {
      "{\"class\":\($0.0),\"w\":\($0.1),\"title\":"
    }
    let titles = ["1", "2", "3", "4", "1", "9", "3", "5", "6"]
    let tools = titles.enumerated().map { "\(labels[$0.offset % 4])\($0.element)}" } + ["{\"class\":1,\"title\":7}"]
    for scope in ["record", "export"] {
      let judged = try Judged(
        "{\"name\":\"a\",\"task\":{\"tools\":[\(tools.joined(separator: ","))]}}",
        by: "r: {on: tool, consistent: {key: '[tool.class, tool.w]', value: tool.title, within: \(scope)}}")
      #expect(
        judged.findings.map { $0.location.pointer?.description } == ["/task/tools/5/title", "/task/tools/8/title"])
      #expect(judged.counts("r") == [10, 5, 2, 3, 0])
    }
  }

  @Test func `keys beyond memory are compared in files, with the same findings`() throws {
    let records = (0..<9_000).map { Self.record(("\($0 * 7 % 6_000)", "\"\($0 < 6_000 ? 0 : $0 % 2)\"")) }
    let text = "[\(records.joined(separator: ",\n"))]"
    let large = try Judged(text, by: Self.rule(within: "export"))
    let small = try Judged(text, by: Self.rule(within: "export")) {
      $0.keyByteCount = 1 << 16
      $0.windowByteCount = 1 << 12
      $0.jobs = 2
    }
    #expect(large.counts("r") == [9_000, 7_500, 1_500, 0, 0])
    #expect(large.findings.count == 1_500)
    #expect(small.findings == large.findings)
    #expect(small.counts("r") == large.counts("r"))
  }

  @Test func `the first values of ten thousand keys are told`() throws {
    let tools = (0...10_000).map { "{\"class\":\($0),\"title\":0}" }.joined(separator: ",")
    let others = [9_999, 10_000].map { "{\"class\":\($0),\"title\":1}" }.joined(separator: ",")
    let judged = try Judged(
      "[{\"name\":\"a\",\"task\":{\"tools\":[\(tools)]}},{\"name\":\"b\",\"task\":{\"tools\":[\(others)]}}]",
      by: Self.rule(within: "export").replacing(" at {first}", with: ""))
    #expect(judged.findings.map(\.message) == ["1, not 0", "1, not …"])
  }

  @Test func `long values are cut, and the standard message says all`() throws {
    let long = "\"" + String(repeating: "ä", count: 500) + "\""
    let judged = try Judged(
      "[\(Self.record(("1", long))),\(Self.record(("1", "2")))]",
      by: "r: {on: tool, consistent: {key: tool.class, value: tool.title}, at: tool}")
    #expect(
      judged.findings.map(\.message) == [
        "'{\"class\":1,\"title\":2}', but '\(String(repeating: "ä", count: 120))…' at a.json:1:31, where tool.class is the same"
      ])
  }

  @Test(arguments: [
    "key: tool.class / 0, value: tool.title", "key: tool.class, value: tool.class / 0", "key: now, value: tool.title",
    "key: tool.class, value: b'x'",
  ])
  func `no error of an expression is ever green`(check: String) throws {
    for scope in ["record", "export"] {
      let judged = try Judged(
        Self.record(("1", "2")), by: "r: {on: tool, consistent: {\(check), within: \(scope)}}")
      #expect(judged.counts("r") == [1, 0, 0, 0, 1])
      #expect(judged.findings.map(\.outcome) == [.notJudged])
      #expect(judged.summary.verdict == .incomplete)
    }
  }

  @Test func `overrides hold for the record in which a value is told`() throws {
    let records = [("a", "1"), ("b", "2"), ("c", "3")].map { name, title in
      Self.record(("0", title)).replacing("\"n\"", with: "\"\(name)\"")
    }
    let judged = try Judged(
      "[\(records.joined(separator: ","))]", by: Self.rule(within: "export"),
      with: "overrides: [{where: asset.name == 'b', rules: {r: off}}, {where: asset.name == 'c', rules: {r: info}}]")
    #expect(judged.findings.map(\.severity) == [.info])
    #expect(judged.counts("r") == [3, 1, 1, 1, 0])
  }
}
