import Baselines
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct BaselineComparisonTests {
  private static func finding(
    _ rule: String, _ number: Int, outcome: Finding.Outcome = .failed, pointer: String = ""
  ) -> Finding {
    let digits = String(number, radix: 16)
    return Finding(
      rule: rule, severity: .error, outcome: outcome, message: "",
      location: Location(
        file: "a.json", pointer: JSONPointer(text: pointer), start: .start, end: .start,
        span: SourceSpan(start: 0, end: 0)),
      identity: [IdentityPart(name: "asset", value: "n\(number)")],
      fingerprint: String(repeating: "0", count: 32 - digits.count) + digits)
  }

  @Test func `as many findings are known as the baseline counts`() {
    let comparison = BaselineComparison(
      with: Baseline([
        Baseline.Entry(fingerprint: 1, rule: "a", count: 2), Baseline.Entry(fingerprint: 2, rule: "b", count: 3),
        Baseline.Entry(fingerprint: 3, rule: "off"), Baseline.Entry(fingerprint: 4, rule: "b"),
      ]))
    let found = [1, 1, 1, 2, 5].map { comparison.disposition(of: Self.finding("a", $0)) }
    #expect(found == [.known, .known, .new, .known, .new])
    var nameless = Self.finding("a", 1)
    nameless.fingerprint = ""
    #expect(comparison.disposition(of: nameless) == .new)
    #expect(
      comparison.gone(of: ["a", "b"]) == [
        Baseline.Entry(fingerprint: 2, rule: "b", count: 2), Baseline.Entry(fingerprint: 4, rule: "b"),
      ])
    #expect(
      comparison.pruned(of: ["a", "b"])
        == Baseline([
          Baseline.Entry(fingerprint: 1, rule: "a", count: 2), Baseline.Entry(fingerprint: 2, rule: "b"),
          Baseline.Entry(fingerprint: 3, rule: "off"),
        ]))
  }

  @Test func `what failed and is not suppressed is collected, whatever its order`() {
    var suppressed = Self.finding("b", 3)
    suppressed.disposition = .suppressed(reason: "r")
    var known = Self.finding("b", 2)
    known.disposition = .known
    let findings = [
      Self.finding("a", 1, pointer: "/2"), Self.finding("a", 1, pointer: "/1"), known, suppressed,
      Self.finding("b", 4, outcome: .notJudged),
    ]
    for findings in [findings, findings.reversed()] {
      var collection = BaselineCollection()
      for finding in findings { collection.add(finding) }
      #expect(
        collection.baseline
          == Baseline([
            Baseline.Entry(fingerprint: 1, rule: "a", count: 2, identity: "n1", pointer: "/1"),
            Baseline.Entry(fingerprint: 2, rule: "b", identity: "n2"),
          ]))
    }
  }

  @Test(arguments: 0..<50)
  func `a baseline of all findings knows them in any order, and one more is new`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let findings = (0..<40).map { _ in Self.finding("r", Int.random(in: 0..<20, using: &generator)) }
    var collection = BaselineCollection()
    for finding in findings { collection.add(finding) }
    let baseline = try Baseline(reading: collection.baseline.text)
    let comparison = BaselineComparison(with: baseline)
    #expect(findings.shuffled(using: &generator).allSatisfy { comparison.disposition(of: $0) == .known })
    #expect(comparison.disposition(of: findings[0]) == .new)
    #expect(comparison.gone(of: ["r"]) == [])
    #expect(comparison.pruned(of: ["r"]) == baseline)
  }
}
