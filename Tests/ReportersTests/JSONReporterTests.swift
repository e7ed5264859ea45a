import Findings
import Foundation
import Reporters
import SourceText
import Testing

@Suite struct JSONReporterTests {
  static let lines = (
    missing: #"{"rule":"metadata-missing-size","severity":"error","outcome":"failed","#
      + #""message":"image without metadata.width","location":{"file":"export.json","record":12,"#
      + #""pointer":"/metadata/width","documentPointer":"/12/metadata/width","line":40,"column":17,"endLine":40,"#
      + #""endColumn":33,"byteStart":1034,"byteEnd":1050},"identity":{"asset":"street-000123.jpg","#
      + #""task":"67c6af7c2587b2bf27c5a19d"},"fingerprint":"00112233445566778899aabbccddeeff","related":[]}"#,
    duplicate: #"{"rule":"external-id-unique","severity":"warning","outcome":"failed","#
      + #""message":"externalId \"a.jpg\" appears a second time","location":{"file":"export.json","record":14,"#
      + #""pointer":"/externalId","documentPointer":"/14/externalId","line":95,"column":19,"endLine":95,"endColumn":26,"#
      + #""byteStart":2000,"byteEnd":2007},"identity":{"asset":"a.jpg"},"#
      + #""fingerprint":"ffeeddccbbaa99887766554433221100","related":[{"message":"first occurrence","#
      + #""location":{"file":"export.json","record":3,"pointer":"/externalId","documentPointer":"/3/externalId","#
      + #""line":9,"column":19,"endLine":9,"endColumn":26,"byteStart":210,"byteEnd":217}}]}"#,
    unreadable: #"{"rule":"json-syntax","severity":"error","outcome":"notJudged","#
      + #""message":"the input ends inside a record","location":{"file":"export.json","line":120,"column":1,"#
      + #""endLine":121,"endColumn":4,"byteStart":3000,"byteEnd":3030},"identity":{},"fingerprint":"","related":[]}"#
  )
  static let head =
    #""tool":"assay","version":"0.1.0","ruleSets":[{"name":"ango/recommended","digest":"sha256:00ff"}]"#
  static let cleanTail =
    #""verdict":"passed","exitCode":0,"complete":true,"failOn":"error","incompleteReasons":[],"#
    + #""inputs":[{"file":"export.json","form":"array","bytes":104857600,"records":4581,"unjudgedBytes":0}],"#
    + #""summary":{"error":0,"warning":0,"info":0,"notJudged":0,"recordsWithFindings":0,"recordsWithErrors":0},"#
    + #""vacuousRules":["audio-sample-rate"],"rulesWithoutOntology":[],"ledger":["#
    + #"{"rule":"json-syntax","seen":4581,"judged":4581,"passed":4581,"failed":0,"notApplicable":0,"errored":0},"#
    + #"{"rule":"metadata-missing-size","seen":4581,"judged":3665,"passed":3665,"failed":0,"notApplicable":916,"errored":0},"#
    + #"{"rule":"external-id-unique","seen":4581,"judged":4581,"passed":4581,"failed":0,"notApplicable":0,"errored":0},"#
    + #"{"rule":"audio-sample-rate","seen":0,"judged":0,"passed":0,"failed":0,"notApplicable":0,"errored":0}]"#
  static let incompleteTail =
    #""verdict":"incomplete","exitCode":3,"complete":false,"failOn":"never","incompleteReasons":["it \"ends\"","twice"],"#
    + #""inputs":[{"file":"none.json","form":null,"bytes":0,"records":0,"unjudgedBytes":7}],"#
    + #""summary":{"error":1,"warning":1,"info":0,"notJudged":1,"recordsWithFindings":3,"recordsWithErrors":1},"#
    + #""vacuousRules":["audio-sample-rate"],"rulesWithoutOntology":[],"ledger":["#
    + #"{"rule":"json-syntax","seen":4581,"judged":4580,"passed":4580,"failed":0,"notApplicable":0,"errored":1},"#
    + #"{"rule":"metadata-missing-size","seen":4581,"judged":3665,"passed":3664,"failed":1,"notApplicable":916,"errored":0},"#
    + #"{"rule":"external-id-unique","seen":4581,"judged":4581,"passed":4580,"failed":1,"notApplicable":0,"errored":0},"#
    + #"{"rule":"audio-sample-rate","seen":0,"judged":0,"passed":0,"failed":0,"notApplicable":0,"errored":0}]"#
  static let findings = SampleRun.dirty + [SampleRun.unreadable]
  static let incomplete = SampleRun.summary(
    of: findings, incompleteReasons: ["it \"ends\"", "twice"], policy: Policy(failOn: .never),
    inputs: [InputSummary(file: "none.json", form: nil, byteCount: 0, recordCount: 0, unjudgedByteCount: 7)])

  @Test func `a finding tells its fix, unless it is refused`() {
    var finding = SampleRun.fixable
    let fix =
      #","fix":{"title":"Write the \"number\"","safety":"unsafe","edits":[{"byteStart":1034,"byteEnd":1050,"#
      + #""text":"\"x\""},{"byteStart":7,"byteEnd":9,"text":""}]}}"#
    #expect(JSONReporter().report([finding]).contains(Self.lines.missing.dropLast() + fix))
    finding.fix = Fix(title: "T", safety: .safe, edits: [], refusal: "no")
    #expect(JSONReporter().report([finding]).contains(Self.lines.missing))
  }

  @Test func `a clean run is one object`() {
    #expect(JSONReporter().report([]) == "{\(Self.head),\n\"findings\":[],\n\(Self.cleanTail)}\n")
  }

  @Test func `an incomplete run has its findings line by line`() {
    let expected = """
      {\(Self.head),
      "findings":[
      \(Self.lines.missing),
      \(Self.lines.duplicate),
      \(Self.lines.unreadable)
      ],
      \(Self.incompleteTail)}

      """
    #expect(JSONReporter().report(Self.findings, summary: Self.incomplete) == expected)
  }

  @Test func `JSON Lines have the same objects, the report last and without findings`() {
    #expect(JSONLinesReporter().report([]) == "{\(Self.head),\(Self.cleanTail)}\n")
    let expected = """
      \(Self.lines.missing)
      \(Self.lines.duplicate)
      \(Self.lines.unreadable)
      {\(Self.head),\(Self.incompleteTail)}

      """
    #expect(JSONLinesReporter().report(Self.findings, summary: Self.incomplete) == expected)
  }

  @Test func `findings that do not count say why, and are counted apart`() {
    var findings = SampleRun.dirty
    findings[0].disposition = .known
    findings[1].disposition = .suppressed(reason: "the \"pilot\"")
    let known = Self.lines.missing.replacing(
      #""outcome":"failed","#, with: #""outcome":"failed","disposition":"known","#)
    let suppressed = Self.lines.duplicate.replacing(
      #""outcome":"failed","#,
      with: #""outcome":"failed","disposition":"suppressed","suppression":{"reason":"the \"pilot\""},"#)
    let report = JSONLinesReporter().report(findings).split(separator: "\n")
    #expect(report.dropLast() == [known[...], suppressed[...]])
    #expect(report.last?.contains(#""recordsWithErrors":1,"known":1,"suppressed":1}"#) == true)
  }

  @Test func `of two identities with one name the inner one is kept`() {
    var finding = SampleRun.unreadable
    finding.identity = [("tool", "outer"), ("task", "t"), ("tool", "inner")].map { IdentityPart(name: $0, value: $1) }
    #expect(JSONLinesReporter().report([finding]).contains(#""identity":{"task":"t","tool":"inner"},"#))
  }

  @Test(arguments: HostileText.allCases)
  func `hostile text is read back whole`(hostile: HostileText) throws {
    let text = hostile.text
    let read = try JSONSerialization.jsonObject(with: Data(JSONReporter().report([SampleRun.hostile(text)]).utf8))
    let finding = try #require(((read as? [String: Any])?["findings"] as? [[String: Any]])?.first)
    #expect(finding["message"] as? String == text)
    #expect((finding["identity"] as? [String: String]) == ["asset": text])
    let location = try #require(finding["location"] as? [String: Any])
    #expect(location["file"] as? String == text)
    #expect(location["pointer"] as? String == JSONPointer([text]).description)
    #expect(location["documentPointer"] as? String == JSONPointer(["0", text]).description)
  }

  @Test func `a drained report is the same report`() {
    var (reporter, output, drained) = (JSONReporter(), ReportText(), [UInt8]())
    func drain() {
      drained += output.bytes
      output.removeAll()
    }
    reporter.start(SampleRun.start, to: &output)
    drain()
    for finding in Self.findings {
      reporter.write(finding, to: &output)
      drain()
    }
    reporter.finish(Self.incomplete, to: &output)
    drain()
    #expect(String(decoding: drained, as: UTF8.self) == JSONReporter().report(Self.findings, summary: Self.incomplete))
  }
}

@Suite struct ReportFormatTests {
  @Test(arguments: ReportFormat.allCases)
  func `a format says whether it tells digests`(format: ReportFormat) {
    var reporter = format.reporter()
    var text = ReportText()
    reporter.start(SampleRun.start, to: &text)
    for finding in SampleRun.dirty { reporter.write(finding, to: &text) }
    reporter.finish(SampleRun.summary(of: SampleRun.dirty), to: &text)
    #expect(String(decoding: text.bytes, as: UTF8.self).contains("sha256:00ff") == format.tellsDigests)
  }

  @Test func `formats have the names of the command line`() {
    #expect(
      ReportFormat.allCases.map { "\($0.rawValue): \(type(of: $0.reporter()))" } == [
        "text: TextReporter", "concise: ConciseReporter", "json: JSONReporter", "jsonl: JSONLinesReporter",
        "junit: JUnitReporter", "sarif: SARIFReporter", "github: GitHubReporter", "gitlab: GitLabReporter",
        "rdjsonl: ReviewdogReporter", "checkstyle: CheckstyleReporter", "markdown: MarkdownReporter",
        "html: HTMLReporter",
      ])
  }
}
