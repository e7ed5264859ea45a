import Findings
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Reporters

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct JUnitReporterTests {
  private static let head = """
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="assay"
    """
  private static func runSuite(_ verdict: Verdict, failOn: FailureLevel = .error) -> String {
    """
          <property name="verdict" value="\(verdict.rawValue)"/>
          <property name="failOn" value="\(failOn.rawValue)"/>
          <property name="version" value="0.1.0"/>
          <property name="ruleSet ango/recommended" value="sha256:00ff"/>
        </properties>
    """
  }

  @Test func `a clean run has a passing case for each rule`() {
    #expect(
      JUnitReporter().report([]) == """
        \(Self.head) tests="5" failures="0" errors="0" time="0">
          <testsuite name="assay" tests="1" failures="0" errors="0" skipped="0" time="0">
            <properties>
        \(Self.runSuite(.passed))
            <testcase classname="assay" name="run-complete" time="0"/>
          </testsuite>
          <testsuite name="export.json" tests="4" failures="0" errors="0" skipped="1" time="0">
            <testcase classname="assay/input.json" name="json-syntax" time="0"/>
            <testcase classname="ango/recommended.metadata" name="metadata-missing-size" time="0"/>
            <testcase classname="ango/recommended.external" name="external-id-unique" time="0"/>
            <testcase classname="ango/recommended.audio" name="audio-sample-rate" time="0">
              <skipped message="the rule matched nothing in this run"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `a rule whose findings in a file are all accepted is skipped, and others are not helped by theirs`() {
    let suppressed = SampleRun.dirty.map { finding in
      var finding = finding
      finding.disposition = .suppressed(reason: "a < b")
      return finding
    }
    var known = SampleRun.dirty[0]
    known.disposition = .known
    var info = SampleRun.dirty[1]
    info.severity = .info
    let report = JUnitReporter().report(suppressed + [known, info])
    #expect(
      report.contains(
        """
              <testcase classname="ango/recommended.metadata" name="metadata-missing-size" time="0">
                <skipped message="1 finding suppressed: a &lt; b; 1 finding in the baseline"/>
              </testcase>
              <testcase classname="ango/recommended.external" name="external-id-unique" time="0">
                <failure message="1 finding: externalId &quot;a.jpg&quot; appears a second time" type="info">
          export.json:95:19 /externalId externalId &quot;a.jpg&quot; appears a second time
          </failure>
        """.replacing("\n  ", with: "\n").dropFirst(2)), "\(report)")
  }

  @Test func `findings are failures, what was not judged are errors, and an error wins`() {
    var both = SampleRun.dirty[1]
    both.outcome = .notJudged
    both.message = "no such key: externalId"
    let findings = SampleRun.dirty + [SampleRun.dirty[0], both, SampleRun.unreadable]
    let summary = SampleRun.summary(of: findings, incompleteReasons: ["export.json: cut off", "a rule erred"])
    #expect(
      JUnitReporter().report(findings, summary: summary) == """
        \(Self.head) tests="5" failures="1" errors="3" time="0">
          <testsuite name="assay" tests="1" failures="0" errors="1" skipped="0" time="0">
            <properties>
        \(Self.runSuite(.incomplete))
            <testcase classname="assay" name="run-complete" time="0">
              <error message="incomplete: export.json: cut off" type="incomplete">
        export.json: cut off
        a rule erred
        </error>
            </testcase>
          </testsuite>
          <testsuite name="export.json" tests="4" failures="1" errors="2" skipped="1" time="0">
            <testcase classname="assay/input.json" name="json-syntax" time="0">
              <error message="1 not judged: the input ends inside a record" type="notJudged">
        export.json:120:1 not judged: the input ends inside a record
        </error>
            </testcase>
            <testcase classname="ango/recommended.metadata" name="metadata-missing-size" time="0">
              <failure message="2 findings: image without metadata.width" type="error">
        export.json:40:17 /metadata/width image without metadata.width
        export.json:40:17 /metadata/width image without metadata.width
        </failure>
            </testcase>
            <testcase classname="ango/recommended.external" name="external-id-unique" time="0">
              <error message="1 not judged: no such key: externalId; 1 finding: externalId &quot;a.jpg&quot; \
        appears a second time" type="notJudged">
        export.json:95:19 /externalId externalId &quot;a.jpg&quot; appears a second time
        export.json:95:19 /externalId not judged: no such key: externalId
        </error>
            </testcase>
            <testcase classname="ango/recommended.audio" name="audio-sample-rate" time="0">
              <skipped message="the rule matched nothing in this run"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `a run without inputs fails in its own case`() {
    let summary = SampleRun.summary(
      of: [], incompleteReasons: ["no input matched"], policy: Policy(failOn: .info), inputs: [])
    #expect(
      JUnitReporter().report([], summary: summary) == """
        \(Self.head) tests="1" failures="0" errors="1" time="0">
          <testsuite name="assay" tests="1" failures="0" errors="1" skipped="0" time="0">
            <properties>
        \(Self.runSuite(.incomplete, failOn: .info))
            <testcase classname="assay" name="run-complete" time="0">
              <error message="incomplete: no input matched" type="incomplete">
        no input matched
        </error>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }

  @Test func `the rich dialect has places and the number of skipped cases`() {
    let report = JUnitReporter(options: ReportOptions(junitDialect: .rich)).report([SampleRun.dirty[0]])
    #expect(report.hasPrefix("\(Self.head) tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"1\" time=\"0\">\n"))
    #expect(report.contains("<testsuite name=\"export.json\" file=\"export.json\" tests=\"4\" "))
    #expect(report.contains("name=\"metadata-missing-size\" file=\"export.json\" line=\"40\" time=\"0\">"))
    #expect(report.contains("name=\"external-id-unique\" time=\"0\"/>"))
  }

  @Test func `suites come in the order of the inputs, one for each file`() throws {
    var elsewhere = SampleRun.dirty[0]
    elsewhere.location.file = "rules.yaml"
    var decomposed = SampleRun.dirty[0]
    decomposed.location.file = "cafe\u{301}.json"
    let inputs = ["b.json", "empty.json", "café.json", "cafe\u{301}.json", "b.json"].map {
      InputSummary(file: $0, form: .ndjson, byteCount: 9, recordCount: $0 == "empty.json" ? 0 : 1)
    }
    let findings = [elsewhere, decomposed]
    let report = JUnitReporter().report(findings, summary: SampleRun.summary(of: findings, inputs: inputs))
    let suites = report.matches(of: /<testsuite name="([^"]*)" (tests.*) time/).map { "\($0.1) \($0.2)" }
    let counts = #"failures="0" errors="0" skipped="#
    let expected = [
      #"assay tests="1" \#(counts)"0""#, #"b.json tests="4" \#(counts)"1""#, #"empty.json tests="4" \#(counts)"4""#,
      #"café.json tests="4" \#(counts)"1""#,
      #"café.json tests="4" failures="1" errors="0" skipped="1""#,
      #"rules.yaml tests="1" failures="1" errors="0" skipped="0""#,
    ]
    #expect(suites == expected)
    #expect(report.contains(#"<skipped message="no record of this file was judged"/>"#))
  }

  @Test func `listings are capped, totals are not`() {
    let findings = [Finding](repeating: SampleRun.dirty[0], count: 1234)
    let line = "export.json:40:17 /metadata/width image without metadata.width\n"
    let byLines = JUnitReporter(options: ReportOptions(junitLinesPerCase: 2)).report(findings)
    let byBytes = JUnitReporter(options: ReportOptions(junitByteLimit: line.utf8.count + 1)).report(findings)
    #expect(byLines == byBytes)
    #expect(
      byLines.contains(
        """
              <failure message="1 234 findings: image without metadata.width" type="error">
        \(line)\(line)… and 1 232 more
        </failure>

        """))
    let all = JUnitReporter().report(findings)
    #expect(all.matches(of: /export.json:40:17/).count == 100)
    #expect(all.contains("… and 1 134 more\n"))
  }

  @Test func `a message of a megabyte is cut`() {
    var finding = SampleRun.dirty[0]
    finding.message = String(repeating: "<", count: 1_000_000)
    let report = JUnitReporter().report([finding])
    #expect(report.utf8.count < 20_000)
    #expect(report.contains("&lt;&lt;… (999 000 bytes more)\" type=\"error\">"))
  }

  @Test func `too many cases are drawn together in each file`() {
    let inputs = ["export.json", "b.json"].map {
      InputSummary(file: $0, form: .single, byteCount: 9, recordCount: 1)
    }
    let summary = SampleRun.summary(of: [SampleRun.dirty[0]], inputs: inputs)
    let report = JUnitReporter(options: ReportOptions(junitCaseLimit: 7)).report([SampleRun.dirty[0]], summary: summary)
    let cases = report.matches(of: /<testcase classname="([^"]*)" name="([^"]*)"/).map { "\($0.1) \($0.2)" }
    #expect(
      cases == [
        "assay run-complete", "ango/recommended.metadata metadata-missing-size", "assay all-other-rules",
        "assay all-other-rules",
      ])
  }

  @Test(.enabled(if: OutsideJudge.xmllint.isInstalled, "needs xmllint, of libxml2-utils"))
  func `xmllint accepts clean, failed and incomplete runs`() throws {
    for findings in [[], SampleRun.dirty, JSONReporterTests.findings] {
      try expectXMLLintAccepts(findings, SampleRun.summary(of: findings))
      try expectXMLLintAccepts(findings, SampleRun.summary(of: findings, incompleteReasons: ["a", "b"], inputs: []))
    }
  }

  @Test(
    .enabled(if: OutsideJudge.xmllint.isInstalled, "needs xmllint, of libxml2-utils"), arguments: HostileText.allCases)
  func `xmllint accepts hostile text`(hostile: HostileText) throws {
    let findings = [SampleRun.hostile(hostile.text)]
    try expectXMLLintAccepts(findings, SampleRun.summary(of: findings, incompleteReasons: [hostile.text]))
  }

  /// Expects the strict dialect to be valid and the rich one to be well-formed.
  private func expectXMLLintAccepts(_ findings: [Finding], _ summary: RunSummary) throws {
    let schema = SharedFolder.root.appending(path: "Fixtures/Schemas/junit-10.xsd").path
    let strict = JUnitReporter().report(findings, summary: summary)
    let valid = OutsideJudge.Answer(status: 0, output: "- validates\n")
    #expect(try OutsideJudge.xmllint.judge(strict, ["--noout", "--schema", schema, "-"]) == valid)
    let rich = JUnitReporter(options: ReportOptions(junitDialect: .rich)).report(findings, summary: summary)
    let wellFormed = OutsideJudge.Answer(status: 0, output: "")
    #expect(try OutsideJudge.xmllint.judge(rich, ["--noout", "-"]) == wellFormed)
  }

  @Test(arguments: 0..<200)
  func `an XML parser reads back the printed text`(seed: Int) throws {
    let text = randomText(seed: seed)
    let reader = CaseReader()
    let parser = XMLParser(data: Data(JUnitReporter().report([SampleRun.hostile(text)]).utf8))
    parser.delegate = reader
    #expect(parser.parse())
    var printed = ReportText()
    printed.appendPrintable(text)
    #expect(reader.messages == ["1 finding: \(printed.string)"])
    var pointer = ReportText()
    pointer.appendPrintable(JSONPointer([text]).description)
    #expect(reader.text == "\n\(printed.string):1:1 \(pointer.string) \(printed.string)\n")
  }
}

/// Collects the messages and the text of failures.
private final class CaseReader: NSObject, XMLParserDelegate {
  private(set) var messages: [String] = []
  private(set) var text = ""
  private var isInFailure = false

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    isInFailure = name == "failure"
    if isInFailure { messages.append(attributes["message"] ?? "") }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    isInFailure = false
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    if isInFailure { text += characters }
  }
}
