import Engine
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct ReferencesTests {
  static func rules(_ scope: String, _ more: String = "") -> String {
    """
    r:
      on: $.links[*]
      references: {keys: '[node.from, node.to]', to: {on: tool, key: tool.id}, within: \(scope)}
      \(more)
    """
  }

  /// A record with links to what stands before it, beside it, behind it and nowhere.
  static func record(_ name: String, tools: [String], links: [String]) -> String {
    let tools = tools.map { "{\"id\":\($0)}" }.joined(separator: ",")
    return "{\"name\":\"\(name)\",\"task\":{\"tools\":[\(tools)]},\"links\":[\(links.joined(separator: ","))]}"
  }

  static let files: [(name: String, bytes: [UInt8])] = [
    (
      "a.json",
      Array(
        """
        [\(record("a", tools: ["1", "2"], links: [#"{"from":1,"to":2}"#, #"{"from":3,"to":null}"#, "{}"])),
        \(record("b", tools: ["3", "null"], links: [#"{"from":1,"to":"1"}"#]))]
        """.utf8)
    ),
    (
      "b.ndjson",
      Array(
        """
        \(record("c", tools: ["4.0"], links: [#"{"from":3,"to":4}"#, #"{"from":5,"to":5}"#]))
        \(record("d", tools: ["\"\\u0035\""], links: [#"{"from":"5","to":1}"#]))
        """.utf8)
    ),
  ]

  static let expected: [String: [String]] = [
    "record": [
      "a.json:1:86: no tool in the record has tool.id 3 [r] /links/1/from",
      "a.json:2:70: no tool in the record has tool.id 1 [r] /links/0/from",
      "a.json:2:77: no tool in the record has tool.id \"1\" [r] /links/0/to",
      "b.ndjson:1:60: no tool in the record has tool.id 3 [r] /links/0/from",
      "b.ndjson:1:78: no tool in the record has tool.id 5 [r] /links/1/from",
      "b.ndjson:1:85: no tool in the record has tool.id 5 [r] /links/1/to",
      "b.ndjson:2:74: no tool in the record has tool.id 1 [r] /links/0/to",
    ],
    "file": [
      "a.json:2:77: no tool in the file has tool.id \"1\" [r] /links/0/to",
      "b.ndjson:1:60: no tool in the file has tool.id 3 [r] /links/0/from",
      "b.ndjson:1:78: no tool in the file has tool.id 5 [r] /links/1/from",
      "b.ndjson:1:85: no tool in the file has tool.id 5 [r] /links/1/to",
      "b.ndjson:2:74: no tool in the file has tool.id 1 [r] /links/0/to",
    ],
    "export": [
      "a.json:2:77: no tool in the export has tool.id \"1\" [r] /links/0/to",
      "b.ndjson:1:78: no tool in the export has tool.id 5 [r] /links/1/from",
      "b.ndjson:1:85: no tool in the export has tool.id 5 [r] /links/1/to",
    ],
  ]

  @Test(arguments: [("record", [7, 1, 5, 1, 0]), ("file", [7, 2, 4, 1, 0]), ("export", [7, 4, 2, 1, 0])])
  func `keys are looked for within their scope, before and behind, across windows`(
    scope: String, counts: [Int]
  ) throws {
    for window in [16, 100, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged(Self.files, by: Self.rules(scope)) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        #expect(judged.lines == Self.expected[scope])
        #expect(judged.counts("r") == counts)
        #expect(judged.summary.verdict == .failed)
      }
    }
  }

  @Test(arguments: ["record", "file", "export"])
  func `findings are whole, whenever they are known`(scope: String) throws {
    let (text, spans) = MarkedSpans.read(
      "[{\"name\":\"é\"},\n {\"name\":\"x\",\"task\":{\"taskId\":7},\"links\":[{\"to\":⟦\"säge\"⟧},{\"to\":⟦8⟧}]}]")
    for window in [16, 1 << 20] {
      let judged = try Judged(text, by: Self.rules(scope, "severity: warning")) {
        $0.windowByteCount = window
        $0.wantsExcerpts = true
      }
      let finding = try #require(judged.findings.first)
      #expect(judged.findings.map(\.location.span) == spans)
      #expect(finding.severity == .warning)
      #expect(finding.location.record == 1)
      #expect(finding.location.start.description == "2:49")
      #expect(finding.location.end.description == "2:55")
      #expect(finding.location.pointer?.description == "/links/0/to")
      #expect(finding.location.documentPointer?.description == "/1/links/0/to")
      #expect(finding.identity == [IdentityPart(name: "asset", value: "x"), IdentityPart(name: "task", value: "7")])
      #expect(Set(judged.findings.map(\.fingerprint)).count == 2)
      #expect(finding.excerpt?.text.contains("\"säge\"") == true)
      #expect(judged.summary.counts.recordsWithFindings == 1)
    }
  }

  /// Small records are kept until it is known whether a target comes, of large ones the findings.
  @Test(arguments: ["file", "export"], ["[%,\n \t%,\n\t%]", "%\n\t%\n%\n", "%"])
  func `references of small and of large records are told alike`(scope: String, form: String) throws {
    func findings(padding: Int) throws -> [Finding] {
      let links = #"{"to":8,"from":1},{"to":"key=AKIAIOSFODNN7EXAMPLE"}"#
      let record =
        #"{"name":"é","links":[\#(links)],"pad":"\#(String(repeating: "x", count: padding))"}"#
      let judged = try Judged(form.replacing("%", with: record), by: Self.rules(scope)) {
        $0.windowByteCount = 5000
        $0.wantsExcerpts = true
      }
      return judged.findings.map { finding in
        var finding = finding
        // The records before are longer.
        finding.location.span = SourceSpan(start: 0, end: finding.location.span.count)
        return finding
      }
    }
    let small = try findings(padding: 500)
    #expect(small.map(\.location.record) == (0..<3 * form.count { $0 == "%" }).map { $0 / 3 })
    #expect(try findings(padding: 3000) == small)
  }

  @Test(arguments: [
    ("node.list", "/links/0/list/1", "8"), ("node.list.map(x, x)", "/links/0/list", "8"),
    ("node.names.map(x, x)", "/links/0/names/0", "n"), ("node.list.map(x, x * 2)", "/links/0/list", "14"),
    ("[node.list[1], node.from]", "/links/0/list/1", "8"), ("[string(node.list[1])]", "/links/0/list/1", "8"),
    ("[node['list'][1], params.limit, index]", "/links/0/list/1", "8"),
  ])
  func `each key has a place of its own`(keys: String, pointer: String, value: String) throws {
    let judged = try Judged(
      #"{"name":"a","task":{"tools":[{"id":7},{"id":3},{"id":0}]},"links":[{"list":[7,8],"names":["n"]}]}"#,
      by:
        "r: {on: '$.links[*]', references: {keys: \"\(keys)\", to: {on: tool, key: tool.id}, within: record}, message: '{value}'}"
    )
    #expect(judged.findings.first?.location.pointer?.description == pointer)
    #expect(judged.findings.first?.message == value)
  }

  @Test func `the place that a rule gives wins`() throws {
    let judged = try Judged(
      #"{"name":"a","links":[{"to":1,"id":2}]}"#, by: Self.rules("record", "at: node.id"))
    #expect(judged.lines == ["a.json:1:35: no tool in the record has tool.id 1 [r] /links/0/id"])
  }

  @Test func `things may refer to things of their own kind`() throws {
    let judged = try Judged(
      #"{"name":"a","task":{"tools":[{"id":1,"parent":2},{"id":2,"parent":3}]}}"#,
      by: "r: {on: tool, references: {keys: '[tool.parent]', to: {on: tool, key: tool.id}, within: record}}")
    #expect(judged.lines == ["a.json:1:67: no tool in the record has tool.id 3 [r] /task/tools/1/parent"])
  }

  @Test func `targets may be told by position`() throws {
    for scope in ["record", "export"] {
      let judged = try Judged(
        #"{"name":"a","links":[{"to":1},{"to":2}]}"#,
        by:
          "r: {on: '$.links[*]', references: {keys: '[node.to]', to: {on: '$.links[*]', key: index}, within: \(scope)}}"
      )
      #expect(judged.findings.map(\.location.pointer?.description) == ["/links/1/to"])
    }
  }

  @Test(arguments: [
    ("keys: '[node.to / 0]', to: {on: tool, key: tool.id}", [1, 0, 0, 0, 1]),
    ("keys: 'node.to', to: {on: tool, key: tool.id}", [1, 0, 0, 0, 1]),
    ("keys: '[optional.of(node.to)]', to: {on: tool, key: tool.id}", [1, 0, 0, 0, 1]),
    ("keys: '[node.to]', to: {on: tool, key: 1 / (tool.id - tool.id)}", [2, 0, 1, 0, 1]),
  ])
  func `no error of an expression is ever green`(references: String, counts: [Int]) throws {
    for scope in ["record", "file", "export"] {
      let rule = "r: {on: '$.links[*]', references: {\(references), within: \(scope)}}"
      let judged = try Judged(#"{"name":"a","task":{"tools":[{"id":2}]},"links":[{"to":1}]}"#, by: rule)
      #expect(judged.counts("r") == counts)
      #expect(judged.summary.verdict == .incomplete)
    }
  }

  @Test func `what may be in an unread part is not judged`() throws {
    let text = "\(Self.record("a", tools: ["1"], links: [#"{"to":1}"#, #"{"to":2}"#]))\n{\"name\":\n"
    for scope in ["file", "export"] {
      let judged = try Judged([("a.ndjson", Array(text.utf8))], by: Self.rules(scope))
      #expect(judged.counts("r") == [2, 1, 0, 0, 1])
      #expect(judged.findings.map(\.outcome) == [.notJudged, .notJudged])
      #expect(judged.findings.last?.message == "no tool in the \(scope) has tool.id 2")
    }
  }

  @Test func `a record is counted once, whenever its findings are known`() throws {
    let rules = """
      near: {on: '$.links[*]', references: {keys: '[node.a]', to: {on: tool, key: tool.id}, within: record}}
      file: {on: '$.links[*]', references: {keys: '[node.b]', to: {on: tool, key: tool.id}, within: file}}
      far: {on: '$.links[*]', references: {keys: '[node.c]', to: {on: tool, key: tool.id}, within: export}}
      """
    let links = [#"{"a":1,"b":1}"#, #"{"a":1,"b":1,"c":1}"#, #"{"b":1,"c":1}"#, #"{"c":1}"#, #"{"c":2}"#, "{}"]
    let records = links.map { Self.record("n", tools: ["2"], links: [$0]) }
    for window in [16, 1 << 20] {
      let judged = try Judged("[\(records.joined(separator: ","))]", by: rules) { $0.windowByteCount = window }
      #expect(judged.findings.map(\.rule) == ["near", "near", "file", "file", "file", "far", "far", "far"])
      #expect(judged.findings.map { $0.location.record ?? -1 } == [0, 1, 0, 1, 2, 1, 2, 3])
      #expect(judged.summary.counts.recordsWithFindings == 4)
    }
  }

  @Test func `a path that takes too much work makes the rule incomplete`() throws {
    let nested = String(repeating: "[", count: 150) + String(repeating: "]", count: 150)
    for scope in ["record", "export"] {
      let judged = try Judged(
        "[{\"name\":\"b\",\"x\":\(nested)}]",
        by: "r: {references: {keys: '[asset.name]', to: {on: '$..*..*..*..*..*..x', key: node}, within: \(scope)}}")
      #expect(judged.findings.contains { $0.message == "the path takes more work than 20000000 steps" })
      #expect(judged.summary.verdict == .incomplete)
    }
  }
}
