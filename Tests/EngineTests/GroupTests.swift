import Engine
import Findings
import SourceText
import TestSupport
import Testing

/// Rules about groups of subjects: each member is judged beside its neighbours.
@Suite struct GroupTests {
  static let gap = """
    gap:
      on: tool
      where: has(tool.id)
      group: {by: tool.id, order: tool.page}
      assert: previous == null || tool.page == previous.page + 1
      message: "{previous.page} to {value}, {position} of {count}, from {first.page} to {last.page}"
    """

  /// A record whose labels are `tools`: `a3` is the object a on page 3.
  static func record(_ tools: [String], _ name: String = "n") -> String {
    let tools = tools.map { "{\"id\":\"\($0.prefix(1))\",\"page\":\($0.dropFirst())}" }
    return "{\"name\":\"\(name)\",\"task\":{\"tools\":[\(tools.joined(separator: ","))]}}"
  }

  @Test func `each member is judged beside its neighbours, whatever the order of the record`() throws {
    let text = """
      \(Self.record(["a3", "b7", "a1", "a2", "b9", "c4", "a6"]))
      \(Self.record(["b8", "a7"]))
      """
    for window in [16, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged([("a.ndjson", Array(text.utf8))], by: Self.gap) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(
          judged.lines == [
            "a.ndjson:1:127: 7 to 9, 1 of 2, from 7 to 9 [gap] /task/tools/4/page",
            "a.ndjson:1:167: 3 to 6, 3 of 4, from 1 to 6 [gap] /task/tools/6/page",
          ])
        #expect(judged.counts("gap") == [9, 7, 2, 0, 0])
      }
    }
  }

  @Test func `the members that the rule reads are related places, each once and none of them the subject`() throws {
    let rules = """
      ends: {on: tool, group: {by: tool.id}, assert: previous == null || first.page + last.page == 0}
      alone: {on: tool, group: {by: tool.id}, assert: 'count > 1', at: tool}
      next: {on: tool, group: {by: tool.id}, assert: next == null || next.page == tool.page, at: next.page}
      """
    let judged = try Judged(Self.record(["a1", "a2", "a3", "b5"]), by: rules)
    let places = judged.findings.map { finding in
      "\(finding.rule) \(finding.location.pointer?.description ?? "-"): "
        + finding.related.map { "\($0.message) \($0.location.pointer?.description ?? "-")" }.joined(separator: ", ")
    }
    #expect(
      places == [
        "ends /task/tools/1: previous of the group /task/tools/0, last of the group /task/tools/2",
        "next /task/tools/1/page: next of the group /task/tools/1",
        "ends /task/tools/2: previous of the group /task/tools/1, first of the group /task/tools/0",
        "next /task/tools/2/page: next of the group /task/tools/2",
        "alone /task/tools/3: ",
      ])
  }

  @Test func `fingerprints of members with one identity stay when findings before them are mended`() throws {
    func judged(_ pages: [Int]) throws -> Judged {
      let tools = pages.map { "{\"objectId\":\"t\",\"id\":1,\"page\":\($0)}" }
      return try Judged("{\"name\":\"n\",\"task\":{\"tools\":[\(tools.joined(separator: ","))]}}", by: Self.gap)
    }
    let before = try judged([1, 4, 9]).findings
    let after = try judged([3, 4, 9]).findings
    #expect(before.map(\.location.pointer?.description) == ["/task/tools/1/page", "/task/tools/2/page"])
    #expect(after.map(\.location.pointer?.description) == ["/task/tools/2/page"])
    #expect(before.last?.fingerprint == after.last?.fingerprint)
    #expect(before.first?.fingerprint != after.last?.fingerprint)
  }

  @Test(arguments: [
    // Numbers of all kinds are sorted by their value, and come before texts.
    (#"[{"o":"b"},{"o":2.5},{"o":"a"},{"o":-1},{"o":2},{"o":true},{"o":1e3}]"#, [3, 4, 1, 6, 5, 2, 0]),
    // Equal ones stay in the order of the record.
    (#"[{"o":2},{"o":1},{"o":2.0},{"o":1}]"#, [1, 3, 0, 2]),
    // Null and missing ones are in no group.
    (#"[{"o":2},{"o":null},{},{"o":1}]"#, [3, 0]),
  ])
  func `members are sorted`(tools: String, order: [Int]) throws {
    let rule =
      "r: {on: '$.task.tools[*]', group: {order: node.o}, assert: 'false', message: '{position} of {count}: {index}'}"
    let judged = try Judged("{\"name\":\"n\",\"task\":{\"tools\":\(tools)}}", by: rule)
    let expected = order.enumerated().map { "\($0.offset) of \(order.count): \($0.element)" }
    #expect(judged.findings.map(\.message).sorted() == expected)
  }

  @Test func `without an order, members keep that of the record; without a key, all are one group`() throws {
    let rules = """
      by-key: {on: tool, group: {by: tool.id}, assert: previous == null || previous.page < tool.page}
      all: {on: tool, group: {order: tool.page}, assert: previous == null || previous.id != tool.id}
      """
    let judged = try Judged(Self.record(["a1", "b5", "a0", "b6"]), by: rules)
    #expect(
      judged.findings.map { "\($0.rule) \($0.location.pointer?.description ?? "-")" } == [
        "all /task/tools/0/id", "by-key /task/tools/2/page", "all /task/tools/3/id",
      ])
  }

  @Test func `keys are compared by type and value; null and missing ones are in no group`() throws {
    let tools = #"[{"id":1},{"id":"1"},{"id":1.0},{"id":null},{},{"id":[1]},{"id":[1]}]"#
    let judged = try Judged(
      "{\"name\":\"n\",\"task\":{\"tools\":\(tools)}}",
      by: "r: {on: tool, group: {by: tool.id}, assert: previous == null}")
    #expect(judged.findings.map(\.location.pointer?.description) == ["/task/tools/2", "/task/tools/6"])
    #expect(judged.counts("r") == [7, 3, 2, 2, 0])
  }

  @Test func `a condition keeps subjects out of the groups`() throws {
    let rules = """
      r: {on: tool, where: tool.page != 2, group: {by: tool.id, order: tool.page}, assert: count == 2}
      never: {on: tool, where: kind == 'video', group: {by: tool.id}, assert: 'false'}
      """
    let judged = try Judged(Self.record(["a1", "a2", "a3"]), by: rules)
    #expect(judged.lines == [])
    #expect(judged.counts("r") == [3, 2, 0, 1, 0])
    #expect(judged.counts("never") == [3, 0, 0, 3, 0])
  }

  @Test(arguments: [
    ("incomplete", Verdict.incomplete, [4, 1, 0, 0, 3]), ("finding", .failed, [4, 1, 3, 0, 0]),
    ("skip", .passed, [4, 1, 0, 0, 3]),
  ])
  func `where the key, the order or the assertion errs, the member is not judged`(
    onError: String, verdict: Verdict, counts: [Int]
  ) throws {
    let rule = """
      r:
        on: tool
        group: {by: "tool.x == 1 ? dyn(b'1') : 'x'", order: "tool.x == 2 ? dyn([]) : tool.x"}
        assert: tool.x == 0 || 1 / (tool.x - 3) == 0
        on_error: \(onError)
      """
    let text = #"{"name":"n","task":{"tools":[{"x":0},{"x":1},{"x":2},{"x":3}]}}"#
    let judged = try Judged(text, by: rule)
    #expect(judged.summary.verdict == verdict)
    #expect(judged.counts("r") == counts)
    let prefix = onError == "finding" ? "cannot be evaluated: " : ""
    let messages = [
      "a value of this type cannot be a key", "nothing can be sorted by a value of this type", "division by zero",
    ]
    #expect(judged.findings.map(\.message) == (onError == "skip" ? [] : messages.map { prefix + $0 }))
  }

  @Test func `overrides give rules about groups other severities`() throws {
    let overrides = """
      overrides:
        - {where: asset.name == 'off', rules: {gap: off}}
        - {where: asset.name == 'info', rules: {gap: info}}
        - {where: asset.nothing > 1, rules: {other: off}}
      """
    let rules = Self.gap + "\nother: {on: tool, group: {by: tool.id}, assert: 'true'}"
    let records = ["off", "info", "n"].map { Self.record(["a1", "a3"], $0) }
    let judged = try Judged("[\(records.joined(separator: ","))]", by: rules, with: overrides)
    #expect(judged.findings.filter { $0.rule == "gap" }.map(\.severity) == [.info, .error])
    #expect(judged.counts("gap") == [6, 2, 2, 2, 0])
    // Nobody knows what the last override makes of it.
    #expect(judged.counts("other") == [3, 0, 0, 0, 3])
  }

  @Test func `a path that takes too much work leaves no group half judged`() throws {
    let tools = (0..<6_000).map { "{\"id\":\($0)}" }.joined(separator: ",")
    let text = "{\"name\":\"n\",\"task\":{\"tools\":[\(tools)]}}"
    let judged = try Judged(
      text, by: "r: {on: '$.task.tools[?count($.task.tools[*]) > 0]', group: {by: 'true'}, assert: 'false'}")
    #expect(judged.lines == ["a.json:1:1: the path takes more work than 20000000 steps [r] "])
    #expect(judged.summary.verdict == .incomplete)
  }

  @Test func `a hundred thousand members in the worst order spend what as many single subjects do`() throws {
    let tools = (0..<100_000).map { "a\(99_999 - $0)" } + ["a200000"]
    let judged = try Judged(Self.record(tools), by: Self.gap) { $0.recordSteps = 0 }
    #expect(judged.findings.map(\.location.pointer?.description) == ["/task/tools/100000/page"])
    #expect(judged.counts("gap") == [100_001, 100_000, 1, 0, 0])
  }

  @Test func `rules with values of their own for parameters have groups of their own`() throws {
    let rules = """
      small: {on: tool, where: tool.page > params.limit, group: {by: tool.id}, assert: count == 1, params: {limit: 1}}
      large: {on: tool, where: tool.page > params.limit, group: {by: tool.id}, assert: count == 1, params: {limit: 2}}
      """
    let judged = try Judged(Self.record(["a1", "a2", "a3"]), by: rules)
    #expect(judged.counts("small") == [3, 0, 2, 1, 0])
    #expect(judged.counts("large") == [3, 1, 0, 2, 0])
  }
}
