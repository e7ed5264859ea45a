import Engine
import Findings
import Inputs
import SourceText
import TestSupport
import Testing

/// Where findings point to: the expected places are marked in the input.
@Suite struct PlaceTests {
  static let rules = """
    tool-box: {on: tool, where: has(tool.box), assert: tool.box.w > 0, message: 'width {value}'}
    has-size: {require: [meta.size], message: 'no {missing}'}
    """

  /// The places of the marks in `text`, as findings have them.
  static func places(_ marked: String) -> (text: String, places: [String]) {
    let (text, spans) = MarkedSpans.read(marked)
    let lines = LineMap(Array(text.utf8))
    return (
      text,
      spans.map { "\(lines.position(of: $0.start))-\(lines.position(of: $0.end)) \($0.start)-\($0.end)" }
    )
  }

  static func describe(_ location: Location) -> String {
    "\(location.start)-\(location.end) \(location.span.start)-\(location.span.end)"
  }

  @Test(arguments: [
    #"[{"name":"é😀","meta":{"size":1},"task":{"tools":[{"box":{"w":⟦-1⟧}}]}}]"#,
    "[\n  {\"name\": \"é\", \"meta\": {\"size\": 1},\n   \"task\": {\"tools\": [\n      {\"box\": {\"w\": ⟦0⟧}}]}}\n]",
    "[{\"name\":\"é\",\"meta\":{\"size\":1}},\r\n{\"name\":\"漢\",\"meta\":{\"size\":1},\"task\":{\"tools\":[{},{\"box\":{\"w\":⟦-2.5⟧}}]}}]",
    "{\"name\":\"é\",\"meta\":{\"size\":1}}\n\n{\"name\":\"漢\",\"meta\":{\"size\":1},\"task\":{\"tools\":[{},{\"box\":{\"w\":⟦0⟧}}]}}\n",
    "\u{FEFF}{\"name\":\"é\",\"meta\":{\"size\":1}}\n{\"name\":\"x\",\"meta\":{\"size\":1},\"task\":{\"tools\":[{\"box\":{\"w\":⟦0⟧}}]}}",
    "\n\n  {\"name\": \"a\",\n\"meta\": {\"size\": 1}, \"task\": {\"tools\": [{\"box\": {\"w\": ⟦-7⟧}}]}}\n",
    "[{\"name\":\"a\",\"meta\":⟦{\n \"sizes\": 1}⟧},\n {\"name\":\"b\",\"meta\":{\"size\":1}}]",
    "[\n{\"name\":\"a\",\"meta\":⟦null⟧}\n,⟦{\"name\":\"b\",\n\"mета\":{}}⟧]",
    "[{\"name\":\"b\",\"meta\":{\"size\":⟦null⟧}}]",
  ])
  func `lines, columns and bytes lead to the value`(marked: String) throws {
    let (text, places) = Self.places(marked)
    for window in [16, 40, 1 << 20] {
      let judged = try Judged(text, by: Self.rules) { $0.windowByteCount = window }
      #expect(judged.findings.filter { !$0.rule.hasPrefix("file-") }.map { Self.describe($0.location) } == places)
    }
  }

  @Test(arguments: [
    ("task.tools.filter(t, t.box.w < params.limit)[0]", #"{"tools":[{"box":{"w":9}},⟦{"box":{"w":2}}⟧]}"#),
    ("task.tools[task.first].box", #"{"first":1,"tools":[{"box":{"w":9}},{"box":⟦{"w":2}⟧}]}"#),
    // Where no text, list or object of the record is the value, the way up to the first open step.
    ("task.tools[task.first].box.w", #"{"first":1,"tools":⟦[{"box":{"w":9}},{"box":{"w":2}}]⟧}"#),
    ("task.tools[task.first + 1]", #"{"first":1,"tools":⟦[{"box":{"w":9}},{"box":{"w":2}}]⟧}"#),
  ])
  func `an expression chooses the place among several`(place: String, marked: String) throws {
    let rules = "narrow: {on: task, assert: 'task.tools.all(t, t.box.w >= params.limit)', at: '\(place)'}"
    let (text, places) = Self.places(#"[{"name":"a","task":\#(marked)}]"#)
    #expect(try Judged(text, by: rules).findings.map { Self.describe($0.location) } == places)
  }

  @Test(arguments: [
    (
      "[{\"name\":\"a\",\"meta\":{\"size\":1}},{\"name\":\"b\",\"task\":{\"tools\":[{},{\"box\":{\"w\":0}}]}}]", 1, "/1"
    ),
    ("{\"name\":\"a\",\"meta\":{\"size\":1}}\n{\"name\":\"b\",\"task\":{\"tools\":[{},{\"box\":{\"w\":0}}]}}", 1, nil),
    ("{\"name\":\"b\",\"task\":{\"tools\":[{},{\"box\":{\"w\":0}}]}}", 0, ""),
  ])
  func `records and pointers are named in each form`(text: String, record: Int, prefix: String?) throws {
    let judged = try Judged(text, by: Self.rules)
    #expect(judged.findings.map(\.message) == ["no meta.size", "width 0"])
    #expect(judged.findings.map(\.location.record) == [record, record])
    #expect(judged.findings.map(\.location.pointer?.description) == ["/meta/size", "/task/tools/1/box/w"])
    #expect(
      judged.findings.map(\.location.documentPointer?.description)
        == ["/meta/size", "/task/tools/1/box/w"].map { path in prefix.map { $0 + path } })
  }

  @Test func `members of archives have places of their own`() throws {
    let members = [
      ("one.json", "[{\"name\":\"a\",\"meta\":{\"size\":1}}]"), ("readme.txt", "hello"),
      ("two/b.ndjson", "\n{\"name\":\"b\",\"meta\":{\"size\":1}}\n{\"name\":\"c\"}\n"),
    ]
    let judged = try Judged([("x.zip", StoredZip.archive(members))], by: Self.rules)
    #expect(
      judged.lines == [
        "x.zip!/two/b.ndjson:3:1: no meta.size [has-size] /meta/size",
        "x.zip!/readme.txt:1:1: the member is no JSON and was passed over [file-member-passed-over] -",
      ])
    #expect(judged.findings.map(\.location.record) == [1, nil])
    #expect(judged.summary.inputs.map(\.file) == ["x.zip!/one.json", "x.zip!/two/b.ndjson"])
    #expect(judged.summary.inputs.map(\.recordCount) == [1, 2])
  }

  @Test func `what is missing has the pointer of the member and the span of what is there`() throws {
    let (text, places) = Self.places(
      "[⟦{\"name\":\"a\"}⟧,{\"name\":\"b\",\"meta\":⟦{}⟧},{\"name\":\"c\",\"meta\":⟦7⟧}]")
    let judged = try Judged(text, by: Self.rules)
    #expect(judged.findings.map { Self.describe($0.location) } == places)
    #expect(judged.findings.map(\.location.pointer?.description) == Array(repeating: "/meta/size", count: 3))
  }

  @Test func `the identity names what is around the value`() throws {
    let judged = try Judged(
      #"[{"name":"a","meta":{"size":1},"task":{"taskId":5,"tools":[{"objectId":"o","box":{"w":0}},{"box":{"w":-1}}]}}]"#,
      by: Self.rules)
    #expect(
      judged.findings.map(\.identity) == [
        [.init(name: "asset", value: "a"), .init(name: "task", value: "5"), .init(name: "tool", value: "o")],
        [.init(name: "asset", value: "a"), .init(name: "task", value: "5")],
      ])
    #expect(Set(judged.findings.map(\.fingerprint)).count == 2)
  }

  @Test func `broken and ambiguous text is found at its place`() throws {
    let (text, places) = Self.places(
      "{\"name\":\"a\",\"meta\":{\"size\":1,⟦\"size\"⟧:2}}\n{\"name\":⟦x⟧}\n{\"name\":\"é⟦\\ud800⟧\",\"meta\":{\"size\":⟦1e999⟧}}\n{\"name\":\"b⟦"
    )
    #expect(places.count == 4)
    for window in [16, 1 << 20] {
      let judged = try Judged(text, by: Self.rules) { $0.windowByteCount = window }
      #expect(judged.findings.prefix(4).map { Self.describe($0.location) } == places)
      #expect(
        judged.lines == [
          "a.json:1:30: key \"size\" occurs a second time in one object [file-duplicate-key] /meta/size",
          "a.json:2:9: 'x' is not a value [file-not-json] ",
          "a.json:3:11: \\ud800 is half of a surrogate pair [file-lone-surrogate] /name",
          "a.json:3:34: number 1e999 is beyond the range of a double [file-nan-or-infinity] /meta/size",
          "a.json:4:11: text ends inside a string [file-truncated-ndjson] ",
        ])
      #expect(judged.summary.verdict == .incomplete)
    }
  }
}
