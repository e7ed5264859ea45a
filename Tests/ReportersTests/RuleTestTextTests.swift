import Findings
import Reporters
import SourceText
import Testing

struct RuleTestTextTests {
  private func report(_ tests: [RuleTest], _ options: ReportOptions = ReportOptions()) -> String {
    var (report, text) = (RuleTestText(options: options), ReportText())
    for test in tests { report.write(test, idWidth: 9, to: &text) }
    report.finish(to: &text)
    return text.string
  }

  @Test func `has a line a rule and draws what is wrong below it`() {
    #expect(
      report(SampleRuleTests.all) == #"""
        ok      box-small  1 valid, 1 invalid, 3 of 4 mutants killed, others not tried
        FAILED  box-big    1 valid, 2 failed

        team.yaml:14:11: error[box-big]: valid example 1 breaks the rule
           |
        14 |   valid: [{a: 1}]
           |           ^
           = example: {"a":"\u{1b}"}
           = expected: no finding

        team.yaml:12:3: error[box-big]: no invalid example

        none    box-none   no example
        4 mutants, 3 killed (75 %)
        3 passed, 2 failed

        """#)
  }

  @Test func `tells only what failed when quiet`() {
    #expect(
      report([SampleRuleTests.passed, SampleRuleTests.untested], ReportOptions(quiet: true))
        == "4 mutants, 3 killed (75 %)\n3 passed, 0 failed\n")
  }

  @Test func `paints when it may`() {
    #expect(
      report([SampleRuleTests.untested], ReportOptions(color: true))
        == "\u{1B}[2mnone  \u{1B}[0m  box-none   no example\n\u{1B}[1;32m0 passed, 0 failed\u{1B}[0m\n")
  }
}

/// Tests of rules for reports.
enum SampleRuleTests {
  static let all = [passed, failed, untested]

  static let passed = RuleTest(
    rule: rule("box-small"),
    cases: [
      RuleTestCase(kind: .valid(1), location: place(4, 5), failures: []),
      RuleTestCase(kind: .invalid(1), location: place(5, 5), failures: []),
      RuleTestCase(kind: .mutants, location: place(2, 3), failures: []),
    ], mutants: MutantCounts(killed: 3, survived: 1, isCut: true))

  static let failed = RuleTest(
    rule: rule("box-big"),
    cases: [
      RuleTestCase(
        kind: .valid(1), location: place(14, 11),
        failures: [
          RuleTestFailure(
            finding: Finding(
              rule: "box-big", severity: .error, message: "valid example 1 breaks the rule", location: place(14, 11),
              excerpt: Excerpt(text: "  valid: [{a: 1}]", firstColumn: 1, isCutBefore: false, isCutAfter: false)),
            notes: ["example: {\"a\":\"\u{1B}\"}", "expected: no finding"])
        ]),
      RuleTestCase(
        kind: .examples, location: place(12, 3),
        failures: [
          RuleTestFailure(
            finding: Finding(
              rule: "box-big", severity: .error, message: "no invalid example", location: place(12, 3)))
        ]),
    ])

  static let untested = RuleTest(rule: rule("box-none"), cases: [])

  private static func rule(_ id: String) -> RuleDescription {
    RuleDescription(id: id, severity: .error, title: id, ruleSet: "team/<boxes>")
  }

  private static func place(_ line: Int, _ column: Int) -> Location {
    let position = SourcePosition(line: line, column: column)
    return Location(file: "team.yaml", start: position, end: position, span: SourceSpan(start: 0, end: 0))
  }
}
