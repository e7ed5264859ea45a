import Findings
import Testing

@Suite struct LedgerTests {
  private func entry(
    passed: Int = 0, failed: Int = 0, notApplicable: Int = 0, errored: Int = 0
  ) -> LedgerEntry {
    var entry = LedgerEntry(rule: "r", severity: .error)
    entry.seen = passed + failed + notApplicable + errored
    (entry.passed, entry.failed, entry.notApplicable, entry.errored) = (passed, failed, notApplicable, errored)
    return entry
  }

  @Test func `judged are those that passed or failed`() {
    #expect(entry(passed: 5, failed: 2, notApplicable: 7, errored: 1).judged == 7)
  }

  @Test func `a rule is vacuous when it applied to nothing`() {
    #expect(entry().isVacuous)
    #expect(entry(notApplicable: 3).isVacuous)
    #expect(!entry(passed: 1, notApplicable: 3).isVacuous)
    #expect(!entry(failed: 1).isVacuous)
    #expect(!entry(errored: 1).isVacuous)
  }

  @Test func `parts of a run add up`() {
    var sum = entry(passed: 1, failed: 2, notApplicable: 3, errored: 4)
    sum.add(entry(passed: 10, failed: 20, notApplicable: 30, errored: 40))
    #expect(sum == entry(passed: 11, failed: 22, notApplicable: 33, errored: 44))
  }

  @Test func `a summary names the vacuous rules in their order`() {
    var vacuous = entry()
    vacuous.rule = "b"
    var last = entry(notApplicable: 1)
    last.rule = "a"
    let summary = RunSummary(
      verdict: .passed, policy: Policy(), incompleteReasons: [], counts: FindingCounts(), inputs: [],
      ledger: [vacuous, entry(passed: 1), last])
    #expect(summary.vacuousRules == ["b", "a"])
  }

  @Test(arguments: [("metadata-missing-size", "metadata"), ("plain", "plain"), ("-x", ""), ("", "")])
  func `the group of a rule is what stands before its first hyphen`(id: String, group: String) {
    #expect(RuleDescription(id: id, severity: .info, title: "", ruleSet: "s").group == group)
  }
}
