import Engine
import Findings
import Inputs
import RuleSets
import TestSupport
import Testing

@Suite struct LedgerTests {
  static let rules = """
    has-id: {require: [id, task.taskId]}
    size-small: {where: kind == 'video', assert: asset.size < 10}
    tool-box: {on: tool, where: has(tool.box), assert: tool.box.w > 0}
    tool-banned: {on: '$.task.tools[?@.banned == true]', forbid: true}
    name-unique: {unique: {key: asset.name}}
    """

  @Test(arguments: [
    ("has-id", "[]", [0, 0, 0, 0, 0]), ("has-id", #"[{"name":"a","id":1,"task":{"taskId":2}}]"#, [1, 1, 0, 0, 0]),
    ("has-id", #"[{"name":"a","id":null}]"#, [1, 0, 1, 0, 0]),
    (
      "size-small", #"[{"name":"a.mp4","size":1},{"name":"b.mp4","size":10},{"name":"c.jpg","size":99}]"#,
      [3, 1, 1, 1, 0]
    ),
    ("size-small", #"[{"name":"a.mp4"},{"name":"b.mp4","size":"x"},{"name":"c.mp4","size":1.5}]"#, [3, 1, 0, 0, 2]),
    ("tool-box", #"[{"name":"a","task":{"tools":[{"box":{"w":1}},{"box":{"w":0}},{"box":{}},{}]}}]"#, [4, 1, 1, 1, 1]),
    ("tool-box", #"[{"name":"a"},{"name":"b","task":null},{"name":"c","task":{"tools":[]}}]"#, [0, 0, 0, 0, 0]),
    ("tool-banned", #"[{"name":"a","task":{"tools":[{"banned":true},{"banned":true}]}}]"#, [1, 0, 1, 0, 0]),
    ("tool-banned", #"[{"name":"a","task":{"tools":[{}]}},{"name":"b"}]"#, [2, 1, 0, 1, 0]),
    ("name-unique", #"[{"name":"a"},{"name":"b"},{"name":"a"},{"name":"a"},{"name":null}]"#, [5, 2, 2, 1, 0]),
  ])
  func `subjects are seen, judged, passed over or errored`(rule: String, text: String, counts: [Int]) throws {
    let judged = try Judged(text, by: Self.rules)
    #expect(judged.counts(rule) == counts)
  }

  @Test func `records that could be read are counted, whatever became of them`() throws {
    let text = #"{"name":"a","size":"x"}"# + "\n{\"name\":}\n" + #"{"name":"b.mp4","size":"x"}"# + "\n3\n"
    let judged = try Judged(text, by: "size-small: {assert: asset.size < 10}")
    #expect(judged.summary.recordCount == 4)
    #expect(judged.summary.readRecordCount == 3)
    #expect(judged.summary.counts.notJudged == 4)
    #expect(try Judged("[1", by: "size-small: {assert: asset.size < 10}").summary.readRecordCount == 0)
  }

  @Test(arguments: 0..<60)
  func `what is seen is judged, passed over or errored`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let records = (0..<random.number(in: 0...9)).map { _ in
      let tools = (0..<random.number(in: 0...3)).map { _ in
        random.pick([
          "{}", "{\"box\":{\"w\":1}}", "{\"box\":{\"w\":-1}}", "{\"box\":7}", "{\"banned\":true}", "null", "3",
        ])
      }
      let name = random.pick(["\"a\"", "\"b.mp4\"", "\"c.mp4\"", "\"c\\u002emp4\"", "1", "null", "[]"])
      let size = random.pick(["1", "11", "\"1\"", "null", "{}"])
      return "{\"name\":\(name),\"size\":\(size),\"task\":{\"tools\":[\(tools.joined(separator: ","))]}}"
    }
    let judged = try Judged("[\(records.joined(separator: ","))]", by: Self.rules)
    for entry in judged.summary.ledger {
      #expect(entry.seen == entry.judged + entry.notApplicable + entry.errored, "\(entry)")
      let findings = judged.findings.filter { $0.rule == entry.rule }
      #expect((findings.contains { $0.outcome == .failed }) == (entry.failed > 0), "\(entry)")
      #expect(findings.filter { $0.outcome == .notJudged }.count == entry.errored, "\(entry)")
    }
    let counts = judged.summary.counts
    #expect(counts.total == judged.findings.count)
    #expect(counts.notJudged == judged.findings.count { $0.outcome == .notJudged })
    #expect(counts.recordsWithFindings == Set(judged.findings.compactMap(\.location.record)).count)
    let verdict: Verdict =
      records.isEmpty ? .passed : counts.notJudged > 0 ? .incomplete : counts.error > 0 ? .failed : .passed
    #expect(judged.summary.verdict == verdict)
  }

  @Test func `a rule that matched nothing is vacuous`() throws {
    let judged = try Judged(#"[{"name":"a.jpg","id":1,"task":{"taskId":1,"tools":[{}]}}]"#, by: Self.rules)
    let vacuous = judged.summary.vacuousRules.filter { !$0.hasPrefix("file-") }
    #expect(vacuous == ["size-small", "tool-box"])
    #expect(judged.summary.verdict == .passed)
  }

  @Test(arguments: [
    ("incomplete", [2, 1, 0, 0, 1], Verdict.incomplete, ["a.json:1:25: no such key: size [r] "]),
    ("finding", [2, 1, 1, 0, 0], .failed, ["a.json:1:25: cannot be evaluated: no such key: size [r] "]),
    ("skip", [2, 1, 0, 0, 1], .passed, []),
  ])
  func `an expression that errs means what the rule says`(
    onError: String, counts: [Int], verdict: Verdict, lines: [String]
  ) throws {
    let judged = try Judged(
      #"[{"name":"a","size":1}, {"name":"b"}]"#, by: "r: {assert: asset.size < 10, on_error: \(onError)}")
    #expect(judged.counts("r") == counts)
    #expect(judged.summary.verdict == verdict)
    #expect(judged.lines == lines)
  }

  @Test func `a path that takes too much work makes its rules incomplete`() throws {
    let nested = String(repeating: "[", count: 150) + String(repeating: "]", count: 150)
    let path = "on: '$..*..*..*..*..*..x'"
    let judged = try Judged(
      "[{\"name\":\"a\"}, {\"name\":\"b\",\"x\":\(nested)}]",
      by: "r: {\(path), forbid: true}\ns: {\(path), require: [y], on_error: skip}")
    #expect(judged.counts("r") == [2, 0, 0, 1, 1])
    #expect(judged.counts("s") == [1, 0, 0, 0, 1])
    #expect(judged.lines == ["a.json:1:16: the path takes more work than 20000000 steps [r] "])
    #expect(judged.summary.verdict == .incomplete)
  }

  @Test(arguments: [
    "where: asset.size > 1, assert: true", "where: asset.size > 1, require: [name]", "assert: 'asset.tags[5] == 1'",
    "where: asset.size > 1, unique: {key: asset.name}", "unique: {key: asset.name.size() / 0}",
    "on: $.name, where: record.size > 1, forbid: true", "assert: asset.name.matches(asset.pattern)",
    "assert: 9223372036854775807 + asset.name.size() > 0", "unique: {key: 'optional.of(1)'}",
  ])
  func `no error of an expression is ever green`(rule: String) throws {
    let judged = try Judged(#"[{"name":"a"}]"#, by: "r: {\(rule)}")
    #expect(judged.counts("r") == [1, 0, 0, 0, 1])
    #expect(judged.findings.map(\.outcome) == [.notJudged])
    #expect(judged.summary.verdict == .incomplete)
    #expect(judged.summary.incompleteReasons == ["1 place was not judged"])
  }

  @Test(arguments: [
    (#"{"title": 1}"#, 1), (#"[{"title": 1}, {"name": "a"}]"#, 1), ("{\"title\":1}\n{\"name\":2}\n", 1), ("[1, 2]", 1),
    ("[[]]", 1), ("null", 1),
  ])
  func `other data than the format's is rejected as a whole`(text: String, count: Int) throws {
    for window in [16, 1 << 20] {
      let judged = try Judged(text, by: Self.rules) { $0.windowByteCount = window }
      let start = text.hasPrefix("[") ? 2 : 1
      #expect(judged.lines == ["a.json:1:\(start): not a Zoo list [file-not-an-asset-export] -"])
      #expect(judged.summary.verdict == .incomplete)
      #expect(judged.summary.inputs.map(\.unjudgedByteCount) == [text.utf8.count])
      #expect(judged.counts("has-id") == [0, 0, 0, 0, 0])
      #expect(judged.counts("file-not-an-asset-export") == [1, 0, 0, 0, 1])
    }
  }

  @Test func `a later record that is no object is not judged, the others are`() throws {
    let judged = try Judged(#"[{"name":"a","id":1,"task":{"taskId":1}},7,{"name":"b"}]"#, by: Self.rules)
    #expect(
      judged.lines == [
        "a.json:1:42: a record is an object, this is 7 [file-record-not-object] ",
        "a.json:1:44: id is missing [has-id] /id",
        "a.json:1:44: task.taskId is missing [has-id] /task/taskId",
      ])
    #expect(judged.counts("has-id") == [2, 1, 1, 0, 0])
    #expect(judged.summary.verdict == .incomplete)
  }

  @Test func `no rule and no input are incomplete`() throws {
    let none = try Judged("[{\"name\":\"a\"}]", by: "{}")
    #expect(none.summary.verdict == .incomplete)
    #expect(none.summary.incompleteReasons == ["no rule is on"])
    let noInput = try Judged([], by: "r: {assert: 'true'}")
    #expect(noInput.summary.verdict == .incomplete)
    #expect(noInput.summary.incompleteReasons == ["no input was judged"])
  }
}
