import Findings
import Reporters
import SourceText
import Testing

@Suite struct GitHubReporterTests {
  @Test func `findings are annotations, and the last notice has the totals`() {
    #expect(
      GitHubReporter().report(SampleRun.dirty) == """
        ::error title=metadata-missing-size,file=export.json,line=40,endLine=40,col=17,endColumn=33::\
        image without metadata.width
        ::warning title=external-id-unique,file=export.json,line=95,endLine=95,col=19,endColumn=26::\
        externalId "a.jpg" appears a second time
        ::notice title=assay::FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records

        """)
  }

  @Test func `a run that is incomplete is the first error`() {
    let findings = [SampleRun.dirty[0], SampleRun.unreadable]
    let report = GitHubReporter().report(
      findings, summary: SampleRun.summary(of: findings, incompleteReasons: ["export.json: cut off", "100 % lost"]))
    #expect(
      report == """
        ::error title=incomplete::export.json: cut off; 100 %25 lost
        ::error title=json-syntax,file=export.json,line=120,endLine=121::not judged: the input ends inside a record
        ::error title=metadata-missing-size,file=export.json,line=40,endLine=40,col=17,endColumn=33::\
        image without metadata.width
        ::notice title=assay::INCOMPLETE: 1 place not judged; 1 error, 0 warnings, 0 infos in 2 of 4 581 records

        """)
  }

  @Test func `of each level as many as a step may have`() {
    var info = SampleRun.dirty[1]
    info.severity = .info
    let findings = [SampleRun.dirty[0], SampleRun.dirty[1], info].flatMap { Array(repeating: $0, count: 12) }
    let lines = GitHubReporter().report(findings).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("::error ") } == 10)
    #expect(lines.count { $0.hasPrefix("::warning ") } == 10)
    #expect(lines.count { $0.hasPrefix("::notice ") } == 10)
    #expect(
      lines.last
        == "::notice title=assay::FAILED: 12 errors, 12 warnings, 12 infos in 36 of 4 581 records; showing 29 of 36 findings"
    )
  }

  @Test func `data cannot end a property or begin a command`() {
    var finding = SampleRun.dirty[0]
    finding.location.file = "a,b:c%.json"
    finding.message = "x\n::error::y\r\u{1B}[31m"
    let line = GitHubReporter().report([finding]).split(separator: "\n")[0]
    #expect(
      line
        == #"::error title=metadata-missing-size,file=a%2Cb%3Ac%25.json,line=40,endLine=40,col=17,endColumn=33::x\n::error::y\r\u{1b}[31m"#
    )
  }
}
