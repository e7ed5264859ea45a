import Engine
import Findings
import TestSupport
import Testing

/// Rules that subjects keep to a schema: a judgement for each subject, a finding for each place.
@Suite struct SchemaTests {
  static let rules = """
    shape:
      on: tool
      schema:
        type: object
        required: [id, box]
        additionalProperties: false
        properties:
          id: {type: integer}
          box:
            oneOf:
              - {properties: {kind: {const: rect}, w: {type: number, minimum: 1}}, required: [kind, w]}
              - {properties: {kind: {const: dot}}, required: [kind], maxProperties: 1}
    short:
      schema: {properties: {name: {maxLength: 3, pattern: '^[a-z]*$'}}}
      message: '{keyword} of {value}, {missing}: {reason}'
    """

  static let text = #"""
    [{"name":"ok","task":{"tools":[{"id":1,"box":{"kind":"rect","w":2}},{"id":"2","box":{"kind":"rect","w":0},"boxx":1},
    {"box":{"kind":"dot","w":1}}]}},
    {"name":"LONG","task":{"tools":[7]}}]
    """#

  @Test func `every place that fails is a finding, and every subject one judgement`() throws {
    let judged = try Judged(Self.text, by: Self.rules)
    #expect(judged.lines == Self.lines)
    #expect(judged.counts("shape") == [4, 1, 3, 0, 0])
    #expect(judged.counts("short") == [2, 1, 1, 0, 0])
    #expect(Set(judged.findings.map(\.fingerprint)).count == judged.findings.count)
  }

  static let lines = [
    "a.json:1:75: id is '2', not a whole number [shape] /task/tools/1/id",
    "a.json:1:104: w is 0, not a number from 1 [shape] /task/tools/1/box/w",
    "a.json:1:107: boxx is not expected [shape] /task/tools/1/boxx",
    "a.json:2:1: the object without id [shape] /task/tools/2/id",
    "a.json:2:8: box has 2 members, more than 1 [shape] /task/tools/2/box",
    "a.json:3:9: maxLength of LONG, : name is 'LONG', longer than 3 characters [short] /name",
    "a.json:3:9: pattern of LONG, : name is 'LONG', which does not match ^[a-z]*$ [short] /name",
    "a.json:3:33: the value is 7, not an object [shape] /task/tools/0",
  ]

  @Test func `one failure of a value keeps its fingerprint when another is mended`() throws {
    let both = try Judged(#"[{"name":"LONG"}]"#, by: Self.rules).findings.map(\.fingerprint)
    let rules = Self.rules.replacing("maxLength: 3, ", with: "")
    #expect(try Judged(#"[{"name":"LONG"}]"#, by: rules).findings.map(\.fingerprint) == [both[1]])
  }

  @Test func `a member that is missing is named where it should be`() throws {
    let rule = "r: {schema: {required: [a]}, message: '{missing}! {reason}'}"
    let judged = try Judged(#"[{"name":"x"}]"#, by: rule)
    #expect(judged.lines == ["a.json:1:2: a! the object without a [r] /a"])
  }

  @Test(arguments: [
    ("incomplete", [2, 1, 0, 0, 1], 1), ("finding", [2, 1, 1, 0, 0], 1), ("skip", [2, 1, 0, 0, 1], 0),
  ])
  func `too much work is not judged`(onError: String, counts: [Int], findingCount: Int) throws {
    // Six schemas apply within each other to each array, too many for all of them.
    let choice = (0..<6).reduce("{type: array, items: {$ref: '#/$defs/a'}}") { inner, _ in
      "{anyOf: [{type: object}, \(inner)]}"
    }
    let schema = "{properties: {x: {$ref: '#/$defs/a'}}, $defs: {a: \(choice)}}"
    let nested = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    let judged = try Judged(
      #"[{"name":"a","x":[[]]},{"name":"b","x":\#(nested)}]"#, by: "r: {schema: \(schema), on_error: \(onError)}")
    #expect(judged.counts("r") == counts)
    #expect(judged.findings.count == findingCount)
    #expect(judged.findings.allSatisfy { $0.message.contains("more work or depth than one record may") })
    #expect((judged.summary.verdict == .incomplete) == (onError == "incomplete"))
  }

  @Test func `overrides and conditions apply`() throws {
    let judged = try Judged(
      #"[{"name":"a","x":1},{"name":"b","x":1},{"name":"c"}]"#,
      by: "r: {where: has(asset.x), schema: {properties: {x: {type: string}}}}",
      with: "overrides: [{where: record.name == 'b', rules: {r: info}}]")
    #expect(judged.findings.map(\.severity) == [.error, .info])
    #expect(judged.counts("r") == [3, 0, 2, 1, 0])
  }

  @Test(arguments: 0..<10) func `threads and windows do not change what is found`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let records = (0..<200).map { number in
      let name = number % 7 == 0 ? "LONG" : "a"
      return #"{"name":"\#(name)","task":{"tools":[\#(random.value(depth: 3)),{"id":\#(number)}]}}"#
    }
    let text = records.joined(separator: ",")
    let folder = try ScratchFolder()
    func judged(jobs: Int, window: Int) throws -> Judged {
      try Judged([("a.json", Array("[\(text)]".utf8))], by: Self.rules, in: folder) {
        $0.jobs = jobs
        $0.windowByteCount = window
      }
    }
    let expected = try judged(jobs: 1, window: 1 << 20)
    #expect(expected.findings.count > 200)
    for (jobs, window) in [(8, 64), (8, 1000), (2, 1 << 20)] {
      let judged = try judged(jobs: jobs, window: window)
      #expect(judged.findings == expected.findings)
    }
  }
}
