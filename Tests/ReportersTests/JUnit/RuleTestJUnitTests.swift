import Findings
import Foundation
import Reporters
import TestSupport
import Testing

struct RuleTestJUnitTests {
  private func report(_ tests: [RuleTest], _ dialect: ReportOptions.JUnitDialect = .strict) -> String {
    var text = ReportText()
    RuleTestJUnit(options: ReportOptions(junitDialect: dialect)).write(tests, to: &text)
    return text.string
  }

  @Test func `has a suite a rule set and a case an example`() {
    #expect(
      report(SampleRuleTests.all) == #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="assay" tests="5" failures="2" errors="0" time="0">
          <testsuite name="team/&lt;boxes&gt;" tests="5" failures="2" errors="0" skipped="0" time="0">
            <testcase classname="team/&lt;boxes&gt;.box-small" name="valid example 1" time="0"/>
            <testcase classname="team/&lt;boxes&gt;.box-small" name="invalid example 1" time="0"/>
            <testcase classname="team/&lt;boxes&gt;.box-small" name="mutants" time="0"/>
            <testcase classname="team/&lt;boxes&gt;.box-big" name="valid example 1" time="0">
              <failure message="valid example 1 breaks the rule" type="error">
        team.yaml:14:11 valid example 1 breaks the rule
          example: {&quot;a&quot;:&quot;\u{1b}&quot;}
          expected: no finding
        </failure>
            </testcase>
            <testcase classname="team/&lt;boxes&gt;.box-big" name="examples" time="0">
              <failure message="no invalid example" type="error">
        team.yaml:12:3 no invalid example
        </failure>
            </testcase>
          </testsuite>
        </testsuites>

        """#)
  }

  @Test func `an example that cannot be judged is an error, several failures are counted`() throws {
    var test = SampleRuleTests.failed
    test.cases[0].failures[0].finding.outcome = .notJudged
    test.cases[1].failures += test.cases[1].failures
    let lines = report([test], .rich).split(separator: "\n").filter {
      $0.contains("message=") || $0.contains("<testcase")
    }
    #expect(
      lines.map { $0.drop { $0 == " " } } == [
        #"<testcase classname="team/&lt;boxes&gt;.box-big" name="valid example 1" file="team.yaml" line="14" time="0">"#,
        #"<error message="valid example 1 breaks the rule" type="notJudged">"#,
        #"<testcase classname="team/&lt;boxes&gt;.box-big" name="examples" file="team.yaml" line="12" time="0">"#,
        #"<failure message="2 findings: no invalid example" type="error">"#,
      ])
  }

  @Test(.enabled(if: OutsideJudge.xmllint.isInstalled, "needs xmllint, of libxml2-utils"))
  func `xmllint accepts it`() throws {
    let schema = SharedFolder.root.appending(path: "Fixtures/Schemas/junit-10.xsd").path
    for tests in [[], SampleRuleTests.all] {
      let answer = try OutsideJudge.xmllint.judge(report(tests), ["--noout", "--schema", schema, "-"])
      #expect(answer == OutsideJudge.Answer(status: 0, output: "- validates\n"))
    }
  }
}
