import Findings
import Reporters
import SourceText

/// Runs that several tests report.
enum SampleRun {
  static let start = RunStart(
    version: "0.1.0",
    ruleSets: [RuleSetDescription(name: "ango/recommended", digest: "sha256:00ff")],
    rules: [
      RuleDescription(id: "json-syntax", severity: .error, title: "Records are JSON", ruleSet: "assay/input"),
      RuleDescription(
        id: "metadata-missing-size", severity: .error, title: "Images carry their width and height",
        ruleSet: "ango/recommended"),
      RuleDescription(
        id: "external-id-unique", severity: .warning, title: "No two assets share an externalId",
        ruleSet: "ango/recommended"),
      RuleDescription(
        id: "audio-sample-rate", severity: .info, title: "Audio carries its sample rate", ruleSet: "ango/recommended"),
    ])

  /// Nothing found.
  static let clean: [Finding] = []

  /// A missing member, and a duplicate that names the first occurrence.
  static let dirty = [
    Finding(
      rule: "metadata-missing-size", severity: .error, message: "image without metadata.width",
      location: Location(
        file: "export.json", record: 12, pointer: JSONPointer(["metadata", "width"]),
        documentPointer: JSONPointer(["12", "metadata", "width"]), start: SourcePosition(line: 40, column: 17),
        end: SourcePosition(line: 40, column: 33), span: SourceSpan(start: 1034, end: 1050)),
      identity: [
        IdentityPart(name: "asset", value: "street-000123.jpg"),
        IdentityPart(name: "task", value: "67c6af7c2587b2bf27c5a19d"),
      ],
      fingerprint: "00112233445566778899aabbccddeeff",
      excerpt: Excerpt(
        text: #"    "metadata": {"height": 1080},"#, firstColumn: 1, isCutBefore: false, isCutAfter: false)),
    Finding(
      rule: "external-id-unique", severity: .warning, message: #"externalId "a.jpg" appears a second time"#,
      location: Location(
        file: "export.json", record: 14, pointer: JSONPointer(["externalId"]),
        documentPointer: JSONPointer(["14", "externalId"]), start: SourcePosition(line: 95, column: 19),
        end: SourcePosition(line: 95, column: 26), span: SourceSpan(start: 2000, end: 2007)),
      identity: [IdentityPart(name: "asset", value: "a.jpg")],
      fingerprint: "ffeeddccbbaa99887766554433221100",
      related: [
        RelatedPlace(
          message: "first occurrence",
          location: Location(
            file: "export.json", record: 3, pointer: JSONPointer(["externalId"]),
            documentPointer: JSONPointer(["3", "externalId"]), start: SourcePosition(line: 9, column: 19),
            end: SourcePosition(line: 9, column: 26), span: SourceSpan(start: 210, end: 217)))
      ],
      excerpt: Excerpt(
        text: #""externalId": "a.jpg", "asset": "https://x"#, firstColumn: 5, isCutBefore: true, isCutAfter: true)),
  ]

  /// A finding with a fix of two edits.
  static let fixable: Finding = {
    var finding = dirty[0]
    finding.fix = Fix(
      title: "Write the \"number\"", safety: .unsafe,
      edits: [TextEdit(finding.location.span, "\"x\""), TextEdit(SourceSpan(start: 7, end: 9), "")])
    return finding
  }()

  /// A record that cannot be read.
  static let unreadable = Finding(
    rule: "json-syntax", severity: .error, outcome: .notJudged, message: "the input ends inside a record",
    location: Location(
      file: "export.json", start: SourcePosition(line: 120, column: 1), end: SourcePosition(line: 121, column: 4),
      span: SourceSpan(start: 3000, end: 3030)),
    excerpt: Excerpt(text: #"  {"asset": {"#, firstColumn: 1, isCutBefore: false, isCutAfter: false))

  /// A finding with the same text wherever text may stand.
  static func hostile(_ text: String) -> Finding {
    let location = Location(
      file: text, record: 0, pointer: JSONPointer([text]), documentPointer: JSONPointer(["0", text]), start: .start,
      end: SourcePosition(line: 1, column: 2), span: SourceSpan(start: 0, end: 1))
    return Finding(
      rule: "json-syntax", severity: .error, message: text, location: location,
      identity: [IdentityPart(name: "asset", value: text)], fingerprint: "",
      related: [RelatedPlace(message: text, location: location)],
      excerpt: Excerpt(text: text, firstColumn: 1, isCutBefore: false, isCutAfter: false))
  }

  /// The end of a run over one file in which `findings` were found.
  static func summary(
    of findings: [Finding], incompleteReasons: [String] = [], policy: Policy = Policy(),
    inputs: [InputSummary] = [
      InputSummary(file: "export.json", form: .array, byteCount: 104_857_600, recordCount: 4581)
    ]
  ) -> RunSummary {
    var counts = FindingCounts()
    for finding in findings { counts.add(finding) }
    counts.recordsWithFindings = findings.count
    counts.recordsWithErrors = findings.count { $0.outcome == .failed && $0.severity == .error }
    var ledger = start.rules.map { LedgerEntry(rule: $0.id, severity: $0.severity) }
    for index in ledger.indices.dropLast() {
      ledger[index].seen = 4581
      ledger[index].failed = findings.count { $0.rule == ledger[index].rule && $0.outcome == .failed }
      ledger[index].errored = findings.count { $0.rule == ledger[index].rule && $0.outcome == .notJudged }
      ledger[index].notApplicable = index == 1 ? 916 : 0
      ledger[index].passed =
        4581 - ledger[index].failed - ledger[index].errored - ledger[index].notApplicable
    }
    return RunSummary(
      verdict: Verdict(
        counts: counts, recordCount: inputs.reduce(0) { $0 + $1.recordCount }, isComplete: incompleteReasons.isEmpty,
        policy: policy), policy: policy,
      incompleteReasons: incompleteReasons, counts: counts, inputs: inputs, ledger: ledger)
  }
}

extension Reporter {
  /// The whole report of a run.
  func report(_ findings: [Finding], summary: RunSummary? = nil) -> String {
    var (reporter, output) = (self, ReportText())
    reporter.start(SampleRun.start, to: &output)
    for finding in findings { reporter.write(finding, to: &output) }
    reporter.finish(summary ?? SampleRun.summary(of: findings), to: &output)
    return output.string
  }
}
