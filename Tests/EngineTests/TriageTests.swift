import Engine
import Findings
import TestSupport
import Testing

@Suite struct TriageTests {
  private static let rules = """
    named: {assert: asset.name != 'x'}
    sized: {assert: asset.size > 0, severity: warning}
    """
  private static let text = #"[{"name":"x","size":0},{"name":"y","size":0},{"name":"x","size":1}]"#

  @Test func `what is accepted does not count, but is reported, and its rule did fail`() throws {
    let judged = try Judged(Self.text, by: Self.rules) { options in
      options.triage = [Acceptance(of: ["named"], as: .known)]
    }
    #expect(judged.findings.map(\.rule) == ["named", "sized", "sized", "named"])
    #expect(judged.findings.map(\.disposition) == [.known, .new, .new, .known])
    var counts = FindingCounts()
    (counts.warning, counts.known, counts.recordsWithFindings) = (2, 2, 2)
    #expect(judged.summary.counts == counts)
    #expect(judged.summary.verdict == .passed)
    #expect(judged.counts("named") == [3, 1, 2, 0, 0])
  }

  @Test func `all are asked, and the first to whom a finding is not new has the say`() throws {
    let suppression = Acceptance(of: ["named"], as: .suppressed(reason: "later"))
    let baseline = Acceptance(of: ["named", "sized"], as: .known)
    let judged = try Judged(Self.text, by: Self.rules) { $0.triage = [suppression, baseline] }
    #expect(
      judged.findings.map(\.disposition)
        == [.suppressed(reason: "later"), .known, .known, .suppressed(reason: "later")])
    #expect((judged.summary.counts.known, judged.summary.counts.suppressed) == (2, 2))
    #expect(judged.summary.counts.recordsWithFindings == 0)
    #expect(suppression.asked == ["named", "sized", "sized", "named"])
    #expect(baseline.asked == suppression.asked)
  }

  @Test func `nobody is asked about what was not judged`() throws {
    let acceptance = Acceptance(of: ["sized", "file-not-json"], as: .known)
    let judged = try Judged([("a.ndjson", Array("{\"name\":\"a\"}\n{\n{\"size\":0}\n".utf8))], by: Self.rules) {
      $0.triage = [acceptance]
    }
    #expect(judged.findings.map(\.outcome) == [.notJudged, .notJudged, .notJudged, .failed])
    #expect(acceptance.asked == ["sized"])
    #expect(judged.summary.counts.notJudged == 3)
    #expect(judged.summary.verdict == .incomplete)
  }

  @Test(arguments: ["file", "export"])
  func `a record whose other findings are accepted counts when a late one is new`(scope: String) throws {
    let rules = """
      plain: {assert: asset.name != 'x'}
      far:
        on: $.links[*]
        references: {keys: '[node]', to: {on: tool, key: tool.id}, within: \(scope)}
      """
    let text = #"[{"name":"x","links":[1]},{"name":"y","links":[1]},{"name":"x"}]"#
    func counts(accepting rules: Set<String>, by names: String) throws -> [Int] {
      let format = Judged.format + "\nattribution: {annotator: task.by}"
      let judged = try Judged([("a.json", Array(text.utf8))], by: names, of: format) { options in
        options.triage = [Acceptance(of: rules, as: .known)]
        options.summary.groupings = [.annotator]
      }
      let groups = judged.summary.groupings.map { $0.notTold.counts.recordsWithFindings }
      return [judged.summary.counts.recordsWithFindings, judged.summary.counts.recordsWithErrors] + groups
    }
    #expect(try counts(accepting: [], by: rules) == [3, 3, 3])
    #expect(try counts(accepting: ["plain"], by: rules) == [2, 2, 2])
    #expect(try counts(accepting: ["far"], by: rules) == [2, 2, 2])
    #expect(try counts(accepting: ["plain", "far"], by: rules) == [0, 0, 0])
  }

  @Test func `a record whose other findings are accepted counts when an outlier in it is new`() throws {
    let rules = """
      plain: {assert: asset.name != 'x'}
      usual: {aggregate: {on: asset, value: asset.size, by: "'all'"}, limit: {iqr: 5}}
      """
    let usual = (1...40).map { #"{"name":"\#($0)","size":\#(100 + $0 % 5)}"# }
    let text = "[" + (usual + [#"{"name":"x","size":9000}"#]).joined(separator: ",") + "]"
    for (accepted, expected) in [(Set<String>(), 1), (["plain"], 1), (["usual"], 1), (["plain", "usual"], 0)] {
      let judged = try Judged(text, by: rules) { $0.triage = [Acceptance(of: accepted, as: .known)] }
      #expect(judged.findings.map(\.rule) == ["plain", "usual"])
      #expect(judged.summary.counts.recordsWithErrors == expected)
    }
  }
}

/// Accepts the findings of some rules, and takes down about which findings it was asked.
private final class Acceptance: Triage, @unchecked Sendable {
  private let rules: Set<String>
  private let answer: Disposition
  // Asked by one thread at a time.
  private(set) var asked: [String] = []

  init(of rules: Set<String>, as answer: Disposition) {
    self.rules = rules
    self.answer = answer
  }

  func disposition(of finding: Finding) -> Disposition {
    asked.append(finding.rule)
    return rules.contains(finding.rule) ? answer : .new
  }
}
