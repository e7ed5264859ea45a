import Findings
import Foundation
import Reporters
import SourceText
import Testing

@Suite struct ReviewdogReporterTests {
  @Test func `a diagnostic a line`() {
    #expect(
      ReviewdogReporter().report(SampleRun.dirty) == #"""
        {"message":"image without metadata.width","location":{"path":"export.json",\#
        "range":{"start":{"line":40,"column":17},"end":{"line":40,"column":33}}},"severity":"ERROR",\#
        "source":{"name":"assay"},"code":{"value":"metadata-missing-size"}}
        {"message":"externalId \"a.jpg\" appears a second time","location":{"path":"export.json",\#
        "range":{"start":{"line":95},"end":{"line":95}}},"severity":"WARNING","source":{"name":"assay"},\#
        "code":{"value":"external-id-unique"},"relatedLocations":[{"message":"first occurrence",\#
        "location":{"path":"export.json","range":{"start":{"line":9},"end":{"line":9}}}}]}

        """#)
  }

  @Test func `columns count bytes`() {
    var finding = SampleRun.dirty[0]
    finding.location.start.column = 3
    finding.location.end.column = 5
    finding.excerpt = Excerpt(text: "é𐐀€x", firstColumn: 1, isCutBefore: false, isCutAfter: false)
    #expect(
      ReviewdogReporter().report([finding]).contains(
        #""range":{"start":{"line":40,"column":7},"end":{"line":40,"column":11}}"#))
  }

  @Test func `a fix that replaces the place of the finding is a suggestion where columns are known`() {
    var finding = SampleRun.dirty[0]
    finding.location.start.column = 3
    finding.location.end.column = 5
    finding.excerpt = nil
    finding.fix = Fix(title: "T", safety: .safe, edits: [TextEdit(finding.location.span, "\"x\"")])
    #expect(!ReviewdogReporter().report([finding]).contains("suggestions"))
    finding.excerpt = Excerpt(text: "é𐐀€x", firstColumn: 1, isCutBefore: false, isCutAfter: false)
    let range = #"{"start":{"line":40,"column":7},"end":{"line":40,"column":11}}"#
    #expect(
      ReviewdogReporter().report([finding]).contains(#","suggestions":[{"range":\#(range),"text":"\"x\""}]}"#))
    finding.fix?.edits = [TextEdit(SourceSpan(start: 0, end: 1), "")]
    #expect(!ReviewdogReporter().report([finding]).contains("suggestions"))
  }

  @Test func `an incomplete run is a diagnostic without a range`() {
    let report = ReviewdogReporter().report(
      [SampleRun.unreadable], summary: SampleRun.summary(of: [], incompleteReasons: ["cut off", "a rule erred"]))
    #expect(
      report == #"""
        {"message":"not judged: the input ends inside a record","location":{"path":"export.json",\#
        "range":{"start":{"line":120,"column":1},"end":{"line":121}}},"severity":"ERROR","source":{"name":"assay"},\#
        "code":{"value":"json-syntax"}}
        {"message":"incomplete: cut off; a rule erred","location":{"path":"export.json"},"severity":"ERROR",\#
        "source":{"name":"assay"},"code":{"value":"run-complete"}}

        """#)
  }

  @Test(arguments: ReporterRuns.allCases)
  func `each line is an object with what reviewdog needs`(run: ReporterRuns) throws {
    for line in run.report(ReviewdogReporter()).split(separator: "\n") {
      let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["message"] is String)
      #expect((object["location"] as? [String: Any])?["path"] is String)
      #expect(["ERROR", "WARNING", "INFO"].contains(object["severity"] as? String))
    }
  }
}
