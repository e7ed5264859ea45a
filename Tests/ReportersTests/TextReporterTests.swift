import Findings
import Reporters
import SourceText
import Testing

@Suite struct TextReporterTests {
  @Test func `a run with findings`() {
    #expect(
      TextReporter().report(SampleRun.dirty) == """
        export.json:40:17: error[metadata-missing-size]: image without metadata.width
           |
        40 |     "metadata": {"height": 1080},
           |                 ^^^^^^^^^^^^^^^^
           = asset street-000123.jpg · task 67c6af7c2587b2bf27c5a19d · /metadata/width · record 12

        export.json:95:19: warning[external-id-unique]: externalId "a.jpg" appears a second time
           |
        95 | …"externalId": "a.jpg", "asset": "https://x…
           |                ^^^^^^^
           = asset a.jpg · /externalId · record 14
           = first occurrence: export.json:9:19 · record 3

        findings  severity  rule                   title
               1  error     metadata-missing-size  Images carry their width and height
               1  warning   external-id-unique     No two assets share an externalId

        1 rule matched nothing: audio-sample-rate
        4 rules judged 4 581 records in 1 file, 104.9 MB
        FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records

        """)
  }

  @Test func `a clean run`() {
    #expect(
      TextReporter().report(SampleRun.clean) == """
        1 rule matched nothing: audio-sample-rate
        4 rules judged 4 581 records in 1 file, 104.9 MB
        PASSED: no findings in 4 581 records

        """)
  }

  @Test(arguments: [
    (ConfigurationDescription(file: "assay.yaml", keys: []), "assay.yaml"),
    (
      ConfigurationDescription(
        file: "../a\u{1b}.yaml", keys: ["rules", "policy.fail_on", "policy.max_errors", "jobs"]),
      "../a\\u{1b}.yaml: rules, policy, jobs"
    ),
  ])
  func `the verdict names the configuration`(configuration: ConfigurationDescription, note: String) {
    var summary = SampleRun.summary(of: [])
    summary.configuration = configuration
    let lines = TextReporter().report([], summary: summary).split(separator: "\n")
    #expect(lines.last.map(String.init) == "PASSED: no findings in 4 581 records (\(note))")
    summary.policy = Policy(failOn: .never)
    let lenient = TextReporter().report([], summary: summary).split(separator: "\n")
    #expect(lenient.last.map(String.init) == "PASSED: no findings in 4 581 records (fail-on never; \(note))")
  }

  @Test func `an incomplete run`() {
    let input = InputSummary(
      file: "export.json", form: .array, byteCount: 3030, recordCount: 31, unjudgedByteCount: 30)
    let summary = SampleRun.summary(
      of: [SampleRun.unreadable], incompleteReasons: ["export.json: the input ends inside a record"],
      inputs: [input])
    #expect(
      TextReporter().report([SampleRun.unreadable], summary: summary) == """
        export.json:120:1: not judged[json-syntax]: the input ends inside a record
            |
        120 |   {"asset": {
            | ^^^^^^^^^^^^^ to 121:4

        findings  severity    rule         title
               1  not judged  json-syntax  Records are JSON

        1 rule matched nothing: audio-sample-rate
        4 rules judged 31 records in 1 file, 3.0 kB, of which 30 bytes could not be judged
        incomplete: export.json: the input ends inside a record
        INCOMPLETE: 1 place not judged; 0 errors, 0 warnings, 0 infos in 1 of 31 records

        """)
  }

  @Test(arguments: [(0, ""), (1, " in 1 of 1 record")])
  func `where no record was judged, nobody is told which rules matched nothing`(recordCount: Int, place: String) {
    let input = InputSummary(
      file: "export.json", form: .single, byteCount: 30, recordCount: recordCount, unjudgedByteCount: 30)
    var summary = SampleRun.summary(of: [SampleRun.unreadable], incompleteReasons: ["one"], inputs: [input])
    summary.readRecordCount = 0
    let extent = recordCount == 0 ? "0 records" : "1 record"
    #expect(
      TextReporter(options: ReportOptions(maxShown: 0)).report([SampleRun.unreadable], summary: summary) == """
        showing 0 of 1 finding

        findings  severity    rule         title
               1  not judged  json-syntax  Records are JSON

        4 rules judged \(extent) in 1 file, 30 bytes, of which 30 bytes could not be judged
        incomplete: one
        INCOMPLETE: 1 place not judged; 0 errors, 0 warnings, 0 infos\(place)

        """)
  }

  @Test func `an incomplete run without a finding or a reason says so`() {
    var summary = SampleRun.summary(of: [], inputs: [])
    summary.verdict = .incomplete
    #expect(
      TextReporter().report([], summary: summary) == """
        4 rules judged 0 records in 0 files, 0 bytes
        incomplete: something could not be judged
        INCOMPLETE: not everything was judged; no findings in 0 records

        """)
  }

  @Test func `what is not shown is counted`() {
    #expect(
      TextReporter(options: ReportOptions(maxShown: 0)).report(SampleRun.dirty) == """
        showing 0 of 2 findings

        findings  severity  rule                   title
               1  error     metadata-missing-size  Images carry their width and height
               1  warning   external-id-unique     No two assets share an externalId

        1 rule matched nothing: audio-sample-rate
        4 rules judged 4 581 records in 1 file, 104.9 MB
        FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records

        """)
    let many = [Finding](repeating: SampleRun.dirty[0], count: 1200)
    let report = TextReporter(options: ReportOptions(maxShown: 50)).report(many)
    #expect(report.contains("\n\nshowing 50 of 1 200 findings\n\n"))
    #expect(report.contains("\n   1 200  error     metadata-missing-size  Images"))
    #expect(report.split(separator: "\n").count { $0.hasPrefix("export.json:40:17: ") } == 50)
  }

  @Test func `quiet says only what went wrong`() {
    let quiet = TextReporter(options: ReportOptions(quiet: true))
    #expect(quiet.report([]) == "")
    #expect(quiet.report(SampleRun.dirty) == "FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records\n")
    #expect(quiet.report([SampleRun.dirty[1]]) == "")
    let summary = SampleRun.summary(of: [SampleRun.unreadable], incompleteReasons: ["one", "two"])
    #expect(
      quiet.report([SampleRun.unreadable], summary: summary) == """
        incomplete: one
        incomplete: two
        INCOMPLETE: 1 place not judged; 0 errors, 0 warnings, 0 infos in 1 of 4 581 records

        """)
  }

  @Test func `a failure level that is not the default is named`() {
    let never = SampleRun.summary(of: SampleRun.dirty, policy: Policy(failOn: .never))
    let warning = SampleRun.summary(of: SampleRun.dirty, policy: Policy(failOn: .warning))
    let quiet = TextReporter(options: ReportOptions(maxShown: 0))
    #expect(
      quiet.report(SampleRun.dirty, summary: never).hasSuffix(
        "\nPASSED: 1 error, 1 warning, 0 infos in 2 of 4 581 records (fail-on never)\n"))
    #expect(
      quiet.report(SampleRun.dirty, summary: warning).hasSuffix(
        "\nFAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records (fail-on warning)\n"))
  }

  @Test func `statistics are the whole ledger`() {
    let options = ReportOptions(quiet: true, statistics: true)
    #expect(
      TextReporter(options: options).report(SampleRun.dirty) == """
        rule                   severity   seen  judged  passed  failed  not applicable  errored
        json-syntax            error     4 581   4 581   4 581       0               0        0
        metadata-missing-size  error     4 581   3 665   3 664       1             916        0
        external-id-unique     warning   4 581   4 581   4 580       1               0        0
        audio-sample-rate      info          0       0       0       0               0        0

        FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records

        """)
  }

  @Test func `a narrow terminal gets less of lines and titles`() {
    #expect(
      TextReporter(options: ReportOptions(width: 44)).report([SampleRun.dirty[1]]) == """
        export.json:95:19: warning[external-id-unique]: externalId "a.jpg" appears a second time
           |
        95 | …xternalId": "a.jpg", "asset": "https:…
           |              ^^^^^^^
           = asset a.jpg · /externalId · record 14
           = first occurrence: export.json:9:19 · record 3

        findings  severity  rule
               1  warning   external-id-unique

        1 rule matched nothing: audio-sample-rate
        4 rules judged 4 581 records in 1 file, 104.9 MB
        PASSED: 0 errors, 1 warning, 0 infos in 1 of 4 581 records

        """)
  }

  @Test func `color paints, and changes nothing else`() {
    let report = TextReporter(options: ReportOptions(color: true)).report(SampleRun.dirty + [SampleRun.unreadable])
    #expect(
      report.hasPrefix(
        "\u{1B}[1mexport.json:40:17\u{1B}[0m: \u{1B}[1;31merror[metadata-missing-size]\u{1B}[0m: "
          + "\u{1B}[1mimage without metadata.width\u{1B}[0m\n"))
    let plain = TextReporter().report(SampleRun.dirty + [SampleRun.unreadable])
    #expect(report.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    #expect(!plain.contains("\u{1B}"))
  }

  @Test func `data never drive a terminal`() {
    let finding = SampleRun.hostile("\u{1B}[2J\u{202E}\n]]>&")
    #expect(
      TextReporter(options: ReportOptions(maxShown: 1)).report([finding]) == #"""
        \u{1b}[2J\u{202e}\n]]>&:1:1: error[json-syntax]: \u{1b}[2J\u{202e}\n]]>&
          |
        1 | \u{1b}[2J\u{202e}\n]]>&
          | ^^^^^^
          = asset \u{1b}[2J\u{202e}\n]]>& · /\u{1b}[2J\u{202e}\n]]>& · record 0
          = \u{1b}[2J\u{202e}\n]]>&: \u{1b}[2J\u{202e}\n]]>&:1:1 · record 0

        findings  severity  rule         title
               1  error     json-syntax  Records are JSON

        1 rule matched nothing: audio-sample-rate
        4 rules judged 4 581 records in 1 file, 104.9 MB
        FAILED: 1 error, 0 warnings, 0 infos in 1 of 4 581 records

        """#)
  }

  @Test func `a message of a megabyte is cut`() {
    var finding = SampleRun.unreadable
    finding.message = String(repeating: "x", count: 1_000_000)
    finding.excerpt = nil
    let report = TextReporter().report([finding])
    #expect(report.utf8.count < 2000)
    #expect(report.contains("xxx… (999 000 bytes more)\n\n"))
  }

  @Test(arguments: 0..<100)
  func `no text of the data adds a line or a control character`(seed: Int) {
    let finding = SampleRun.hostile(randomText(seed: seed))
    for format in [ReportFormat.text, .concise] {
      let report = format.reporter().report([finding])
      #expect(report.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
      #expect(report.utf8.count { $0 == 10 } == (format == .text ? 13 : 1))
    }
  }

  @Test func `rows are ordered by what matters, then by number, then by name`() {
    func findings(_ rule: String, _ severity: Severity, _ outcome: Finding.Outcome, _ count: Int) -> [Finding] {
      let location = Location(file: "a", start: .start, end: .start, span: SourceSpan(start: 0, end: 0))
      let finding = Finding(rule: rule, severity: severity, outcome: outcome, message: "m", location: location)
      return [Finding](repeating: finding, count: count)
    }
    let all =
      findings("d", .info, .failed, 9) + findings("c", .error, .failed, 1) + findings("b", .error, .failed, 1)
      + findings("e", .error, .failed, 2) + findings("a", .warning, .failed, 3) + findings("d", .info, .notJudged, 1)
    let report = TextReporter(options: ReportOptions(maxShown: 0)).report(all)
    #expect(
      report.hasPrefix(
        """
        showing 0 of 17 findings

        findings  severity    rule  title
               1  not judged  d
               2  error       e
               1  error       b
               1  error       c
               3  warning     a
               9  info        d

        1 rule
        """))
  }
}
