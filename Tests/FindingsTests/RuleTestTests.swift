import Findings
import SourceText
import Testing

struct RuleTestTests {
  private static let location = Location(
    file: "team.yaml", start: .start, end: .start, span: SourceSpan(start: 0, end: 0))

  private func question(_ kind: RuleTestCase.Kind, failures: [RuleTestFailure] = []) -> RuleTestCase {
    RuleTestCase(kind: kind, location: Self.location, failures: failures)
  }

  @Test func `questions have names`() {
    #expect(
      [.valid(1), .invalid(2), .examples, .mutants].map { question($0).name }
        == ["valid example 1", "invalid example 2", "examples", "mutants"])
  }

  @Test func `a rule has passed when nothing is wrong`() {
    let rule = RuleDescription(id: "r", severity: .error, title: "R", ruleSet: "team")
    let finding = Finding(rule: "r", severity: .error, message: "m", location: Self.location)
    #expect(RuleTest(rule: rule, cases: [question(.valid(1)), question(.examples)]).hasPassed)
    let failed = question(.mutants, failures: [RuleTestFailure(finding: finding)])
    #expect(!RuleTest(rule: rule, cases: [question(.valid(1)), failed]).hasPassed)
  }
}
