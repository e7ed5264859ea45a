import Findings
import SourceText
import Testing

@Suite struct VerdictTests {
  /// Counts with one finding of `severity`, or with none.
  private func counts(_ severity: Severity?) -> FindingCounts {
    var counts = FindingCounts()
    if let severity { counts.add(.example(severity)) }
    return counts
  }

  /// Every severity with every failure level: whether the run fails.
  private static let table: [(severity: Severity?, failOn: FailureLevel, fails: Bool)] = [
    (nil, .error, false), (nil, .warning, false), (nil, .info, false), (nil, .never, false),
    (.info, .error, false), (.info, .warning, false), (.info, .info, true), (.info, .never, false),
    (.warning, .error, false), (.warning, .warning, true), (.warning, .info, true), (.warning, .never, false),
    (.error, .error, true), (.error, .warning, true), (.error, .info, true), (.error, .never, false),
  ]

  @Test(arguments: table)
  func `a finding fails the run at its severity and below`(severity: Severity?, failOn: FailureLevel, fails: Bool) {
    #expect(
      Verdict(counts: counts(severity), recordCount: 1, isComplete: true, policy: Policy(failOn: failOn))
        == (fails ? .failed : .passed))
  }

  @Test(arguments: table)
  func `incomplete wins over everything`(severity: Severity?, failOn: FailureLevel, fails: Bool) {
    #expect(
      Verdict(counts: counts(severity), recordCount: 1, isComplete: false, policy: Policy(failOn: failOn))
        == .incomplete)
  }

  @Test func `the table holds every pair`() {
    #expect(Self.table.count == (Severity.allCases.count + 1) * FailureLevel.allCases.count)
  }

  @Test func `each verdict has its exit status`() {
    #expect(Verdict.allCases.map(\.exitCode) == [0, 1, 3])
    #expect(Verdict.allCases.map(\.rawValue) == ["passed", "failed", "incomplete"])
  }

  @Test func `failure levels are severities, or never`() {
    #expect(FailureLevel.allCases.map(\.rawValue) == ["error", "warning", "info", "never"])
    #expect(FailureLevel.allCases.map(\.severity) == [.error, .warning, .info, nil])
  }
}

@Suite struct FindingCountsTests {
  @Test func `findings are counted by severity, what was not judged apart`() {
    var counts = FindingCounts()
    for (severity, number) in [(Severity.error, 1), (.warning, 2), (.info, 4)] {
      for _ in 0..<number { counts.add(.example(severity)) }
    }
    for severity in Severity.allCases { counts.add(.example(severity, .notJudged)) }
    var expected = FindingCounts()
    (expected.error, expected.warning, expected.info, expected.notJudged) = (1, 2, 4, 3)
    expected.errorsOfNoRecord = 1
    #expect(counts == expected)
    #expect(counts.total == 10)
  }

  @Test func `what is known or suppressed is counted apart, whatever its severity`() {
    var counts = FindingCounts()
    for severity in Severity.allCases {
      counts.add(.example(severity, as: .known))
      for _ in 0..<2 { counts.add(.example(severity, as: .suppressed(reason: "r"))) }
      counts.add(.example(severity, .notJudged, as: .known))
    }
    var expected = FindingCounts()
    (expected.known, expected.suppressed, expected.notJudged) = (3, 6, 3)
    #expect(counts == expected)
    #expect((counts.new, counts.total) == (0, 3))
  }
}

@Suite struct SeverityTests {
  @Test func `severities are ordered by weight`() {
    #expect(Severity.allCases.sorted() == [.info, .warning, .error])
  }

  @Test func `severities are read by the name they are written with`() {
    for severity in Severity.allCases { #expect(Severity(name: severity.description) == severity) }
    #expect(["Error", "warn", "off", ""].map(Severity.init(name:)) == [nil, nil, nil, nil])
  }
}

extension Finding {
  /// A finding of some severity.
  fileprivate static func example(
    _ severity: Severity, _ outcome: Outcome = .failed, as disposition: Disposition = .new
  ) -> Finding {
    let location = Location(file: "a.json", start: .start, end: .start, span: SourceSpan(start: 0, end: 0))
    var finding = Finding(rule: "r", severity: severity, outcome: outcome, message: "m", location: location)
    finding.disposition = disposition
    return finding
  }
}
