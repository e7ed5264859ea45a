import Findings
import SourceText
import Testing

@testable import Reporters

@Suite struct JUnitCaseReporterTests {
  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="assay">

    """
  private static let properties = """
          <property name="failOn" value="error"/>
          <property name="version" value="0.1.0"/>
          <property name="ruleSet ango/recommended" value="sha256:00ff"/>
        </properties>
    """

  private static func report(
    _ cases: ReportOptions.JUnitCases, _ findings: [Finding], dialect: ReportOptions.JUnitDialect = .strict,
    summary: RunSummary? = nil
  ) -> String {
    JUnitCaseReporter(options: ReportOptions(junitDialect: dialect, junitCases: cases))
      .report(findings, summary: summary)
  }

  /// Two findings about one asset, one about another, and one about none.
  private static let findings = {
    var second = SampleRun.dirty[0]
    second.rule = "external-id-unique"
    second.message = "as before"
    second.outcome = .notJudged
    second.fingerprint = "aabbccdd"
    return [SampleRun.dirty[0], second, SampleRun.dirty[1], SampleRun.unreadable]
  }()

  @Test func `by asset, the findings of a record share a case, and all other records have one`() {
    #expect(
      Self.report(.asset, Self.findings) == """
        \(Self.head)  <testsuite name="export.json" tests="3" failures="1" errors="2" skipped="0" time="0">
            <testcase classname="asset" name="street-000123.jpg" time="0">
              <error message="1 not judged: as before; 1 finding: image without metadata.width" type="notJudged">
        export.json:40:17 /metadata/width image without metadata.width [metadata-missing-size]
        export.json:40:17 /metadata/width not judged: as before [external-id-unique]
        </error>
            </testcase>
            <testcase classname="asset" name="a.jpg" time="0">
              <failure message="1 finding: externalId &quot;a.jpg&quot; appears a second time" type="warning">
        export.json:95:19 /externalId externalId &quot;a.jpg&quot; appears a second time [external-id-unique]
        </failure>
            </testcase>
            <testcase classname="assay/input.json" name="json-syntax" time="0">
              <error message="1 not judged: the input ends inside a record" type="notJudged">
        export.json:120:1 not judged: the input ends inside a record [json-syntax]
        </error>
            </testcase>
          </testsuite>
          <testsuite name="assay" tests="2" failures="0" errors="0" skipped="1" time="0">
            <properties>
              <property name="verdict" value="failed"/>
        \(Self.properties)
            <testcase classname="assay" name="run-complete" time="0"/>
            <testcase classname="ango/recommended.audio" name="audio-sample-rate" time="0">
              <skipped message="the rule matched nothing in this run"/>
            </testcase>
          </testsuite>
          <testsuite name="export.json" tests="1" failures="0" errors="0" skipped="0" time="0">
            <testcase classname="assay" name="all-other-records" time="0"/>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `by finding, each has a case, and so have the rules that found nothing`() {
    #expect(
      Self.report(.finding, [Self.findings[0], Self.findings[3]]) == """
        \(Self.head)  <testsuite name="export.json" tests="2" failures="1" errors="1" skipped="0" time="0">
            <testcase classname="ango/recommended.metadata" \
        name="metadata-missing-size: street-000123.jpg, 67c6af7c2587b2bf27c5a19d [00112233]" time="0">
              <failure message="image without metadata.width" type="error">
        export.json:40:17 /metadata/width image without metadata.width
        </failure>
            </testcase>
            <testcase classname="assay/input.json" name="json-syntax" time="0">
              <error message="the input ends inside a record" type="notJudged">
        export.json:120:1 not judged: the input ends inside a record
        </error>
            </testcase>
          </testsuite>
          <testsuite name="assay" tests="1" failures="0" errors="0" skipped="0" time="0">
            <properties>
              <property name="verdict" value="failed"/>
        \(Self.properties)
            <testcase classname="assay" name="run-complete" time="0"/>
          </testsuite>
          <testsuite name="export.json" tests="2" failures="0" errors="0" skipped="1" time="0">
            <testcase classname="ango/recommended.external" name="external-id-unique" time="0"/>
            <testcase classname="ango/recommended.audio" name="audio-sample-rate" time="0">
              <skipped message="the rule matched nothing in this run"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  /// The classes and names of all cases, in order.
  private static func names(_ report: String) -> [String] {
    report.matches(of: /<testcase classname="([^"]*)" name="([^"]*)"/).map { "\($0.1) \($0.2)" }
  }

  @Test func `equal names get numbers, also beside names that look numbered`() {
    var findings = [Finding](repeating: SampleRun.dirty[1], count: 4)
    findings[1].identity[0].value = "a.jpg (2)"
    for place in findings.indices { findings[place].location.record = place }
    let summary = SampleRun.summary(of: findings)
    #expect(
      Self.names(Self.report(.asset, findings, summary: summary)).prefix(4) == [
        "asset a.jpg", "asset a.jpg (2)", "asset a.jpg (3)", "asset a.jpg (4)",
      ])
    let byFinding = Self.names(Self.report(.finding, findings, summary: summary)).prefix(4)
    let name = "ango/recommended.external external-id-unique: a.jpg"
    #expect(
      byFinding == [
        "\(name) [ffeeddcc]", "\(name) (2) [ffeeddcc]", "\(name) [ffeeddcc] (2)", "\(name) [ffeeddcc] (3)",
      ])
  }

  @Test func `an asset of another file has a case of its own, and one without identity its number`() {
    var findings = [Finding](repeating: SampleRun.dirty[1], count: 3)
    findings[1].location.file = "b.json"
    findings[2].location.file = "b.json"
    findings[2].location.record = 7
    findings[2].identity = []
    let names = Self.names(Self.report(.asset, findings))
    #expect(names.prefix(3) == ["asset a.jpg", "asset a.jpg", "record 7"])
  }

  @Test func `when all records have findings there is no case for others, and without records it is skipped`() {
    func others(recordCount: Int) -> String? {
      let input = InputSummary(file: "export.json", form: .array, byteCount: 9, recordCount: recordCount)
      let findings = recordCount == 0 ? [] : SampleRun.dirty
      let report = Self.report(.asset, findings, summary: SampleRun.summary(of: findings, inputs: [input]))
      return report.firstMatch(of: /name="all-other-records" time="0"(.*)>/).map { String($0.1) }
    }
    #expect(others(recordCount: 2) == nil)
    #expect(others(recordCount: 3) == "/")
    #expect(others(recordCount: 0) == "")
  }

  @Test func `the rich dialect has places, and says what findings are put down to`() {
    var finding = SampleRun.dirty[0]
    finding.attribution = [AttributionPart(.batch, "Pilot")]
    let report = Self.report(.asset, [finding], dialect: .rich)
    #expect(report.contains("name=\"street-000123.jpg\" file=\"export.json\" line=\"40\" time=\"0\">"))
    #expect(report.contains("<property name=\"batch\" value=\"Pilot\"/>"))
  }

  @Test(arguments: [ReportOptions.JUnitCases.asset, .finding])
  func `many findings are handed over in pieces whose counts add up`(cases: ReportOptions.JUnitCases) {
    var reporter = JUnitCaseReporter(options: ReportOptions(junitCases: cases))
    var (text, report) = (ReportText(), "")
    var longest = 0
    func take() {
      longest = max(longest, text.bytes.count)
      report += text.string
      text.removeAll()
    }
    reporter.start(SampleRun.start, to: &text)
    var finding = SampleRun.dirty[0]
    for number in 0..<3000 {
      finding.location.record = number
      reporter.write(finding, to: &text)
      take()
    }
    reporter.finish(SampleRun.summary(of: [finding]), to: &text)
    take()
    #expect(longest < 300_000)
    let counts = report.matches(of: /<testsuite name="export.json" tests="(\d+)" failures="(\d+)"/)
    #expect(counts.count > 3)
    #expect(counts.reduce(0) { $0 + (Int($1.2) ?? 0) } == 3000)
    #expect(Set(Self.names(report)).count == Self.names(report).count)
  }

  @Test func `a case that lists too much is cut, and counted`() {
    let findings = [Finding](repeating: SampleRun.dirty[0], count: 1234)
    let report = Self.report(.asset, findings)
    #expect(report.contains("message=\"1 234 findings: image without metadata.width\" type=\"error\""))
    #expect(report.contains("… and 1 134 more\n"))
  }
}
