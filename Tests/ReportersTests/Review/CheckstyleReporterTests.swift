import Findings
import Reporters
import TestSupport
import Testing

@Suite struct CheckstyleReporterTests {
  @Test func `errors stand below their files`() {
    var other = SampleRun.dirty[1]
    other.location.file = "./b&c.json"
    #expect(
      CheckstyleReporter().report(SampleRun.dirty + [other]) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="export.json">
            <error line="40" column="17" severity="error" message="image without metadata.width" \
        source="assay.metadata-missing-size"/>
            <error line="95" column="19" severity="warning" message="externalId &quot;a.jpg&quot; appears a second time" \
        source="assay.external-id-unique"/>
          </file>
          <file name="b&amp;c.json">
            <error line="95" column="19" severity="warning" message="externalId &quot;a.jpg&quot; appears a second time" \
        source="assay.external-id-unique"/>
          </file>
        </checkstyle>

        """)
  }

  @Test func `an incomplete run is an error of the first input`() {
    let report = CheckstyleReporter().report([], summary: SampleRun.summary(of: [], incompleteReasons: ["cut off"]))
    #expect(
      report == """
        <?xml version="1.0" encoding="UTF-8"?>
        <checkstyle version="4.3">
          <file name="export.json">
            <error line="1" severity="error" message="incomplete: cut off" source="assay.run-complete"/>
          </file>
        </checkstyle>

        """)
    #expect(CheckstyleReporter().report([SampleRun.unreadable]).contains(#"message="not judged: the input ends"#))
  }

  @Test(
    .enabled(if: OutsideJudge.xmllint.isInstalled, "needs xmllint, of libxml2-utils"), arguments: ReporterRuns.allCases)
  func `xmllint accepts it`(run: ReporterRuns) throws {
    #expect(
      try OutsideJudge.xmllint.judge(run.report(CheckstyleReporter()), ["--noout", "-"])
        == OutsideJudge.Answer(status: 0, output: ""))
  }
}
