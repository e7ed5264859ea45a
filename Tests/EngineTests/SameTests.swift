import Engine
import Findings
import Testing

/// Values that are the same everywhere.
@Suite struct SameTests {
  static let files = [
    ("a.json", Array(#"[{"name":"a","v":1},{"name":"b","v":2},{"name":"c"},{"name":"d","v":1.0}]"#.utf8)),
    ("b.json", Array("[{\"name\":\"e\",\"v\":2},\n{\"name\":\"f\",\"v\":2}]".utf8)),
  ]

  @Test(arguments: [1, 2])
  func `each value that is not the first one is a finding`(jobs: Int) throws {
    func judge(_ scope: String) throws -> Judged {
      try Judged(Self.files, by: "s: {same: {key: asset.v, within: \(scope)}, message: '{value}, not as {first}'}") {
        $0.jobs = jobs
        $0.windowByteCount = 16
      }
    }
    let export = try judge("export")
    #expect(
      export.lines == [
        "a.json:1:37: 2, not as a.json:1:18 [s] /v", "b.json:1:18: 2, not as a.json:1:18 [s] /v",
        "b.json:2:17: 2, not as a.json:1:18 [s] /v",
      ])
    #expect(export.counts("s") == [6, 2, 3, 1, 0])
    #expect(export.findings[0].related.map(\.message) == ["first occurrence"])
    #expect(try judge("file").lines == ["a.json:1:37: 2, not as a.json:1:18 [s] /v"])
  }

  @Test func `within a record, subjects are compared with its first`() throws {
    let text =
      #"[{"name":"a","task":{"tools":[{"v":1},{"v":2},{"v":1}]}},{"name":"b","task":{"tools":[{"v":2},{"v":2}]}}]"#
    let judged = try Judged(text, by: "s: {on: tool, same: {key: tool.v, within: record}}")
    #expect(
      judged.lines == ["a.json:1:44: tool.v is not the same as at /task/tools/0/v [s] /task/tools/1/v"])
    #expect(judged.counts("s") == [5, 4, 1, 0, 0])
  }
}
