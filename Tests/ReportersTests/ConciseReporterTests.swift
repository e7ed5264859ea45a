import Findings
import Reporters
import SourceText
import Testing

@Suite struct ConciseReporterTests {
  @Test func `a finding is a line`() {
    #expect(
      ConciseReporter().report(SampleRun.dirty) == """
        export.json:40:17: error: image without metadata.width [metadata-missing-size] /metadata/width
        export.json:95:19: warning: externalId "a.jpg" appears a second time [external-id-unique] /externalId

        """)
  }

  @Test func `a clean run is silent`() {
    #expect(ConciseReporter().report(SampleRun.clean) == "")
  }

  @Test func `an incomplete run is never silent`() {
    let summary = SampleRun.summary(of: [SampleRun.unreadable], incompleteReasons: ["no input\nmatched"])
    #expect(
      ConciseReporter().report([SampleRun.unreadable], summary: summary) == #"""
        export.json:120:1: error: not judged: the input ends inside a record [json-syntax]
        assay: incomplete: no input\nmatched

        """#)
    var silent = SampleRun.summary(of: [])
    silent.verdict = .incomplete
    #expect(ConciseReporter().report([], summary: silent) == "assay: incomplete: something could not be judged\n")
  }

  @Test func `what is not shown is counted`() {
    #expect(
      ConciseReporter(options: ReportOptions(maxShown: 1)).report(SampleRun.dirty) == """
        export.json:40:17: error: image without metadata.width [metadata-missing-size] /metadata/width
        assay: showing 1 of 2 findings

        """)
  }

  @Test func `hostile text stays on its line`() {
    #expect(
      ConciseReporter().report([SampleRun.hostile("\u{1B}]0;x\u{7}\r\n\u{2066}")]) == #"""
        \u{1b}]0;x\u{7}\r\n\u{2066}:1:1: error: \u{1b}]0;x\u{7}\r\n\u{2066} [json-syntax] /\u{1b}]0;x\u{7}\r\n\u{2066}

        """#)
  }
}
