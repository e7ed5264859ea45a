import Findings
import Testing

@Suite struct PolicyTests {
  private static let counts: FindingCounts = {
    var counts = FindingCounts()
    (counts.error, counts.warning, counts.info, counts.recordsWithErrors) = (3, 5, 7, 2)
    return counts
  }()

  @Test(arguments: [
    (Policy(), "fail-on error"), (Policy(failOn: .never), nil), (Policy(failOn: .never, maxErrors: 3), nil),
    (Policy(failOn: .never, maxErrors: 2), "3 errors, more than max-errors 2"), (Policy(maxErrors: 3), nil),
    (Policy(failOn: .warning, maxErrors: 3), "fail-on warning"),
    (Policy(failOn: .warning, maxErrors: 3, maxWarnings: 5), nil),
    (Policy(failOn: .info, maxErrors: 3, maxWarnings: 5), "fail-on info"),
    (Policy(maxErrors: 9, maxWarnings: 4), "5 warnings, more than max-warnings 4"),
    (Policy(maxWarnings: 9), "fail-on error"), (Policy(maxAssetErrorRate: 0.02), nil),
    (Policy(maxAssetErrorRate: 0.001), "2 of 100 records with errors, more than max-asset-error-rate 0.1%"),
    (Policy(maxErrors: 2, maxAssetErrorRate: 0.02), "3 errors, more than max-errors 2"),
    (Policy(maxErrors: 3, maxAssetErrorRate: 0), "2 of 100 records with errors, more than max-asset-error-rate 0%"),
  ])
  func `the first clause that is broken decides`(policy: Policy, breach: String?) {
    #expect(policy.breach(by: Self.counts, of: 100) == breach)
  }

  @Test(arguments: [
    (Policy(maxAssetErrorRate: 0.02), "fail-on error"), (Policy(failOn: .never, maxAssetErrorRate: 0.02), nil),
    (Policy(maxErrors: 3, maxAssetErrorRate: 0.02), nil),
    (Policy(maxAssetErrorRate: 0.01), "2 of 100 records with errors, more than max-asset-error-rate 1%"),
  ])
  func `the limit on records says nothing of errors about none`(policy: Policy, breach: String?) {
    var counts = Self.counts
    counts.errorsOfNoRecord = 1
    #expect(policy.breach(by: counts, of: 100) == breach)
  }

  @Test(arguments: [
    Policy(), Policy(failOn: .info, maxErrors: 0), Policy(maxWarnings: 0), Policy(maxAssetErrorRate: 0),
  ])
  func `nothing found breaks no policy`(policy: Policy) {
    #expect(policy.breach(by: FindingCounts(), of: 100) == nil)
    #expect(policy.breach(by: FindingCounts(), of: 0) == nil)
  }

  @Test func `a policy tells itself to people`() {
    #expect(Policy().description == "fail-on error")
    #expect(
      Policy(failOn: .info, maxErrors: 1, maxWarnings: 2, maxAssetErrorRate: 0.125).description
        == "fail-on info, max-errors 1, max-warnings 2, max-asset-error-rate 12.5%")
  }
}
