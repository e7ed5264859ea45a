import Findings
import Foundation
import Reporters
import SourceText
import TestSupport
import Testing

@Suite struct GitLabReporterTests {
  @Test func `an entry for each finding, with a fingerprint of its own`() {
    var repeated = SampleRun.dirty[1]
    repeated.location.file = "./export.json"
    #expect(
      GitLabReporter().report(SampleRun.dirty + [repeated]) == #"""
        [
        {"type":"issue","check_name":"metadata-missing-size",\#
        "description":"metadata-missing-size: image without metadata.width","categories":["Bug Risk"],\#
        "severity":"critical","fingerprint":"00112233445566778899aabbccddeeff",\#
        "location":{"path":"export.json","lines":{"begin":40}}},
        {"type":"issue","check_name":"external-id-unique",\#
        "description":"external-id-unique: externalId \"a.jpg\" appears a second time","categories":["Bug Risk"],\#
        "severity":"minor","fingerprint":"ffeeddccbbaa99887766554433221100",\#
        "location":{"path":"export.json","lines":{"begin":95}}},
        {"type":"issue","check_name":"external-id-unique",\#
        "description":"external-id-unique: externalId \"a.jpg\" appears a second time","categories":["Bug Risk"],\#
        "severity":"minor","fingerprint":"ffeeddccbbaa99887766554433221100-2",\#
        "location":{"path":"export.json","lines":{"begin":95}}}
        ]

        """#)
  }

  @Test func `a clean run is an empty array`() { #expect(GitLabReporter().report([]) == "[]\n") }

  @Test func `what was not judged is a blocker, and so is a run that is incomplete`() {
    let findings = [SampleRun.unreadable]
    let report = GitLabReporter().report(
      findings, summary: SampleRun.summary(of: findings, incompleteReasons: ["export.json: cut off", "a rule erred"]))
    #expect(
      report == #"""
        [
        {"type":"issue","check_name":"json-syntax",\#
        "description":"json-syntax: not judged: the input ends inside a record","categories":["Bug Risk"],\#
        "severity":"blocker","fingerprint":"","location":{"path":"export.json","lines":{"begin":120}}},
        {"type":"issue","check_name":"run-complete",\#
        "description":"run-complete: incomplete: export.json: cut off; a rule erred","categories":["Bug Risk"],\#
        "severity":"blocker","fingerprint":"\#(Fingerprint.make(rule: "run-complete", identity: [], pointer: .root))",\#
        "location":{"path":"export.json","lines":{"begin":1}}}
        ]

        """#)
  }

  @Test(arguments: ReporterRuns.allCases)
  func `each entry has what GitLab needs, and none hides another`(run: ReporterRuns) throws {
    let report = Data(run.report(GitLabReporter()).utf8)
    let entries = try #require(JSONSerialization.jsonObject(with: report) as? [[String: Any]])
    for entry in entries {
      #expect(entry["type"] as? String == "issue")
      #expect((entry["description"] as? String)?.isEmpty == false)
      #expect(entry["check_name"] is String)
      #expect(entry["categories"] as? [String] == ["Bug Risk"])
      #expect(["info", "minor", "major", "critical", "blocker"].contains(entry["severity"] as? String))
      let location = try #require(entry["location"] as? [String: Any])
      #expect((location["path"] as? String)?.hasPrefix("./") == false)
      #expect((location["lines"] as? [String: Int]).map { $0["begin"] ?? 0 > 0 } == true)
    }
    #expect(Set(entries.map { $0["fingerprint"] as? String }).count == entries.count)
  }
}
