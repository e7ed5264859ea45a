import Engine
import Findings
import RuleSets
import TestSupport
import Testing

@Suite struct OverridesTests {
  static let rules = """
    size-small: {assert: asset.size < 10}
    tool-box: {on: tool, require: [box], severity: warning}
    tool-banned: {on: '$.task.tools[?@.banned == true]', forbid: true}
    name-unique: {unique: {key: asset.name, within: file}}
    """
  static let overrides = """
    overrides:
      - {where: asset.size >= 20, rules: {size-small: info, tool-box: off, tool-banned: off, name-unique: info}}
      - {where: asset.size >= 30, rules: {size-small: off, name-unique: off}}
      - {where: asset.size >= 40, rules: {size-small: warning}}
    """

  static func record(_ size: Int, _ name: String = "a") -> String {
    #"{"name":"\#(name)","size":\#(size),"task":{"tools":[{"banned":true},{"box":1}]}}"#
  }

  static let records = [record(5, "b"), record(15), record(25), record(35), record(45, "b"), record(15)]

  @Test func `severities are those of the last override that applies`() throws {
    for window in [16, 1 << 20] {
      for jobs in [1, 3] {
        let judged = try Judged("[\(Self.records.joined(separator: ","))]", by: Self.rules, with: Self.overrides) {
          $0.windowByteCount = window
          $0.jobs = jobs
        }
        let lines = judged.findings.map { "\($0.location.record ?? -1) \($0.severity) \($0.rule)" }
        #expect(
          lines == [
            "0 warning tool-box", "0 error tool-banned", "1 error size-small", "1 warning tool-box",
            "1 error tool-banned", "2 info name-unique", "2 info size-small", "4 warning size-small",
            "5 error name-unique", "5 error size-small", "5 warning tool-box", "5 error tool-banned",
          ])
        #expect(judged.counts("size-small") == [6, 1, 4, 1, 0])
        #expect(judged.counts("tool-box") == [12, 3, 3, 6, 0])
        #expect(judged.counts("tool-banned") == [6, 0, 3, 3, 0])
        #expect(judged.counts("name-unique") == [6, 2, 2, 2, 0])
      }
    }
  }

  @Test(arguments: [
    ("incomplete", Verdict.incomplete, [3, 1, 0, 0, 2]), ("finding", .failed, [3, 1, 2, 0, 0]),
    ("skip", .passed, [3, 1, 0, 0, 2]),
  ])
  func `a condition that errs is neither true nor false`(
    onError: String, verdict: Verdict, counts: [Int]
  ) throws {
    let rules = """
      r: {assert: 'true', on_error: \(onError)}
      f: {on: $.name, where: 'false', forbid: true, on_error: \(onError)}
      """
    let judged = try Judged(
      #"[{"name":"a","pilot":false}, {"name":"b"}, {"name":"c","pilot":3}]"#, by: rules,
      with: "overrides: [{where: asset.pilot, rules: {r: info, f: off}}]")
    #expect(judged.counts("r") == counts)
    #expect(judged.counts("f") == counts)
    #expect(judged.summary.verdict == verdict)
    #expect(judged.findings.map(\.rule) == (onError == "skip" ? [] : ["r", "f", "r", "f"]))
    #expect(judged.findings.allSatisfy { $0.message.contains("override in rules.yaml:") })
  }

  @Test func `aggregates and targets heed what is off`() throws {
    let rules = """
      a: {aggregate: {on: tool, count_if: 'true'}, limit: {count: 2}}
      r: {references: {keys: '[asset.next]', to: {on: asset, key: asset.name}, within: export}}
      """
    let records = [
      #"{"name":"a","next":"b","size":1,"task":{"tools":[{},{}]}}"#,
      #"{"name":"b","next":"c","size":2,"task":{"tools":[{},{}]}}"#, #"{"name":"d","next":"e","size":1}"#,
    ]
    let judged = try Judged(
      "[\(records.joined(separator: ","))]", by: rules,
      with: "overrides: [{where: asset.size == 2, rules: {a: off, r: off}}]")
    #expect(judged.counts("a") == [4, 2, 0, 2, 0])
    #expect(judged.counts("r") == [3, 1, 1, 1, 0])
    #expect(judged.findings.map(\.message) == ["no asset in the export has asset.name e"])
  }

  @Test func `conditions may use kind, parameters, file and time`() throws {
    let judged = try Judged(
      #"[{"name":"a.mp4","size":3},{"name":"b.jpg","size":3}]"#, by: "r: {assert: 'false'}",
      with: """
        overrides:
          - where: kind == 'video' && asset.size == params.limit && file.endsWith('a.json') && now.getFullYear() == 2026
            rules: {r: off}
        """)
    #expect(judged.findings.map(\.location.record) == [1])
  }
}
