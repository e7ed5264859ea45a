import Findings
import Foundation
import SourceText
import TestSupport
import Testing

@testable import Reporters

@Suite struct SARIFReporterTests {
  @Test func `a result tells the rule, the place, other places and what it is about`() throws {
    let report = SARIFReporter().report(SampleRun.dirty)
    let results = report.split(separator: "\n").filter { $0.hasPrefix("{\"ruleId\"") }
    #expect(
      results == [
        #"""
        {"ruleId":"metadata-missing-size","ruleIndex":1,"level":"error",\#
        "message":{"text":"image without metadata.width"},\#
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"export.json"},\#
        "region":{"startLine":40,"startColumn":17,"endLine":40,"endColumn":33,"byteOffset":1034,"byteLength":16}},\#
        "logicalLocations":[{"fullyQualifiedName":"/12/metadata/width"}]}],\#
        "partialFingerprints":{"primaryLocationLineHash":"00112233445566778899aabbccddeeff"},\#
        "fingerprints":{"assay/v1":"00112233445566778899aabbccddeeff"},\#
        "properties":{"identity":{"asset":"street-000123.jpg","task":"67c6af7c2587b2bf27c5a19d"}}},
        """#,
        #"""
        {"ruleId":"external-id-unique","ruleIndex":2,"level":"warning",\#
        "message":{"text":"externalId \"a.jpg\" appears a second time"},\#
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"export.json"},\#
        "region":{"startLine":95,"startColumn":19,"endLine":95,"endColumn":26,"byteOffset":2000,"byteLength":7}},\#
        "logicalLocations":[{"fullyQualifiedName":"/14/externalId"}]}],\#
        "relatedLocations":[{"id":0,"physicalLocation":{"artifactLocation":{"uri":"export.json"},\#
        "region":{"startLine":9,"startColumn":19,"endLine":9,"endColumn":26,"byteOffset":210,"byteLength":7}},\#
        "logicalLocations":[{"fullyQualifiedName":"/3/externalId"}],"message":{"text":"first occurrence"}}],\#
        "partialFingerprints":{"primaryLocationLineHash":"ffeeddccbbaa99887766554433221100"},\#
        "fingerprints":{"assay/v1":"ffeeddccbbaa99887766554433221100"},\#
        "properties":{"identity":{"asset":"a.jpg"}}}
        """#,
      ])
    #expect(report.contains(#""executionSuccessful":true,"exitCode":1"#))
  }

  @Test func `an incomplete run is not successful, and says why`() {
    let findings = [SampleRun.unreadable]
    let report = SARIFReporter().report(
      findings, summary: SampleRun.summary(of: findings, incompleteReasons: ["export.json: cut off"]))
    #expect(
      report.contains(
        #"""
        "invocations":[{"executionSuccessful":false,"exitCode":3,"toolExecutionNotifications":[
        {"level":"error","message":{"text":"incomplete: export.json: cut off"}},
        """#))
    #expect(report.contains(#""level":"error","message":{"text":"not judged: the input ends inside a record"}"#))
  }

  @Test func `what is cut is stated`() {
    let findings = Array(repeating: SampleRun.dirty[1], count: 5) + [SampleRun.dirty[0]]
    let report = SARIFReporter(resultLimit: 3).report(findings)
    #expect(
      report.contains(
        #"{"level":"warning","message":{"text":"showing 3 of 6 findings, the worst of each rule"}}"#))
    let results = report.split(separator: "\n").filter { $0.hasPrefix("{\"ruleId\"") }
    #expect(results.count == 3)
    #expect(results.last?.contains("metadata-missing-size") == true)
  }

  @Test func `a path becomes a reference`() {
    var finding = SampleRun.dirty[0]
    finding.location.file = "./a b/c:d?é.zip!/x#1.json"
    #expect(SARIFReporter().report([finding]).contains(#""uri":"a%20b/c%3Ad%3F%C3%A9.zip!/x%231.json""#))
  }

  @Test(.enabled(if: ReporterRuns.judge("sarif-schema-2.1.0.json") != nil, "needs ../shared and python3-jsonschema"))
  func `a suppressed result says why`() throws {
    var finding = SampleRun.dirty[0]
    finding.disposition = .suppressed(reason: "the \"old\" scanner\n", until: "2026-03-01")
    let report = SARIFReporter().report([finding, SampleRun.dirty[1]])
    let suppression = #"{"kind":"external","status":"accepted","justification":"the \"old\" scanner\n"}"#
    #expect(report.components(separatedBy: #","suppressions":[\#(suppression)]"#).count == 2)
    let judge = try #require(ReporterRuns.judge("sarif-schema-2.1.0.json"))
    #expect(try judge.judge(report, []) == OutsideJudge.Answer(status: 0, output: ""))
  }

  @Test(
    .enabled(if: ReporterRuns.judge("sarif-schema-2.1.0.json") != nil, "needs ../shared and python3-jsonschema"),
    arguments: ReporterRuns.allCases)
  func `the schema of OASIS accepts it`(run: ReporterRuns) throws {
    let judge = try #require(ReporterRuns.judge("sarif-schema-2.1.0.json"))
    #expect(try judge.judge(run.report(SARIFReporter()), []) == OutsideJudge.Answer(status: 0, output: ""))
  }
}
