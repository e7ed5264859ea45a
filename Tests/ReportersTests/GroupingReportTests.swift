import Findings
import Foundation
import Reporters
import SourceText
import TestSupport
import Testing

/// Findings by group and the contents of an export, in all formats.
@Suite struct GroupingReportTests {
  static let findings: [Finding] = {
    var findings = SampleRun.dirty
    findings[0].attribution = [
      AttributionPart(.kind, "image"), AttributionPart(.annotator, "anna"), AttributionPart(.batch, "b\"1"),
      AttributionPart(.batch, "b2"), AttributionPart(.class, "car"),
    ]
    findings[1].attribution = [AttributionPart(.kind, "image"), AttributionPart(.annotator, "bob")]
    return findings
  }()

  static func counts(error: Int = 0, warning: Int = 0, notJudged: Int = 0, records: Int) -> FindingCounts {
    var counts = FindingCounts()
    (counts.error, counts.warning, counts.notJudged, counts.recordsWithFindings) = (error, warning, notJudged, records)
    return counts
  }

  static let annotators = GroupingSummary(
    .annotator,
    groups: [
      GroupSummary(
        name: "bob", recordCount: 1, counts: counts(warning: 1, records: 1), rate: Rate(ratio: 1, low: 0.2065, high: 1)),
      GroupSummary(name: "carl", recordCount: 7, rate: Rate(ratio: 0, low: 0, high: 0.35433)),
      GroupSummary(
        name: "anna", recordCount: 4000, counts: counts(error: 1000, records: 1000),
        rate: Rate(ratio: 0.25, low: 0.236832, high: 0.263648)),
    ], notTold: GroupSummary(recordCount: 3, counts: counts(notJudged: 2, records: 2)),
    others: GroupSummary(recordCount: 9, counts: counts(error: 3, records: 2)))

  static let summary: RunSummary = {
    var summary = SampleRun.summary(of: findings)
    summary.groupings = [annotators]
    summary.contents = [
      ContentSummary(
        name: "tools", keys: ["class", "geometry"],
        groups: [ContentGroup(values: ["c\n", nil], count: 3), ContentGroup(values: ["d", "box"], count: 1)],
        otherCount: 5),
      ContentSummary(
        name: "width", keys: [],
        groups: [
          ContentGroup(
            values: [], count: 4,
            distribution: Distribution(least: -1.5, median: 2, greatest: 1e300, sum: .infinity))
        ], otherCount: 0),
    ]
    return summary
  }()

  @Test func `the text report has a table for each grouping, the surest rates first`() {
    let options = ReportOptions(maxShown: 0, groupings: [.annotator, .rule, .batch])
    #expect(
      TextReporter(options: options).report(Self.findings, summary: Self.summary) == """
        showing 0 of 2 findings

        findings  errors  warnings  infos  not judged  affected  records     rate          95 %  annotator
           1 000   1 000         0      0           0     1 000    4 000   25.0 %   23.7–26.4 %  anna
               1       0         1      0           0         1        1  100.0 %  20.7–100.0 %  bob
               2       0         0      0           2         2        3        -             -  (not told)
               3       3         0      0           0         2        9        -             -  (others)

        3 annotators and others, 1 without findings

        findings  severity  rule                   title
               1  error     metadata-missing-size  Images carry their width and height
               1  warning   external-id-unique     No two assets share an externalId

        1 rule matched nothing: audio-sample-rate
        4 rules judged 4 581 records in 1 file, 104.9 MB
        FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records

        """)
  }

  @Test func `statistics show the groups without findings, too`() {
    var summary = Self.summary
    summary.groupings[0].notTold.counts = FindingCounts()
    summary.groupings[0].others = GroupSummary()
    let options = ReportOptions(maxShown: 0, statistics: true, groupings: [.annotator])
    let lines = TextReporter(options: options).report([], summary: summary).split(separator: "\n")
    #expect(
      lines.prefix(5) == [
        "showing 0 of 2 findings",
        "findings  errors  warnings  infos  affected  records     rate          95 %  annotator",
        "   1 000   1 000         0      0     1 000    4 000   25.0 %   23.7–26.4 %  anna",
        "       1       0         1      0         1        1  100.0 %  20.7–100.0 %  bob",
        "       0       0         0      0         0        7    0.0 %    0.0–35.4 %  carl",
      ])
    #expect(lines.contains("3 annotators, 1 without findings"))
  }

  @Test func `the concise report has a line for each group`() {
    let options = ReportOptions(maxShown: 1, groupings: [.annotator, .rule])
    #expect(
      ConciseReporter(options: options).report(Self.findings, summary: Self.summary) == """
        export.json:40:17: error: image without metadata.width [metadata-missing-size] /metadata/width
        assay: annotator anna: 1 000 findings in 1 000 of 4 000 records, 25.0 % (23.7–26.4 %)
        assay: annotator bob: 1 finding in 1 of 1 record, 100.0 % (20.7–100.0 %)
        assay: annotator (not told): 2 findings in 2 of 3 records
        assay: annotator (others): 3 findings in 2 of 9 records
        assay: rule metadata-missing-size: 1 finding (error)
        assay: rule external-id-unique: 1 finding (warning)
        assay: showing 1 of 2 findings

        """)
  }

  static let json = """
    "summary":{"error":1,"warning":1,"info":0,"notJudged":0,"recordsWithFindings":2,"recordsWithErrors":1,
    "annotators":{"groups":[{"name":"bob","records":1,"recordsWithFindings":1,"rate":1,"interval":[0.2065,1],\
    "findings":1,"error":0,"warning":1,"info":0,"notJudged":0},{"name":"carl","records":7,"recordsWithFindings":0,\
    "rate":0,"interval":[0,0.3543],"findings":0,"error":0,"warning":0,"info":0,"notJudged":0},{"name":"anna",\
    "records":4000,"recordsWithFindings":1000,"rate":0.25,"interval":[0.2368,0.2636],"findings":1000,"error":1000,\
    "warning":0,"info":0,"notJudged":0}],"notTold":{"records":3,"recordsWithFindings":2,"findings":2,"error":0,\
    "warning":0,"info":0,"notJudged":2},"others":{"records":9,"recordsWithFindings":2,"findings":3,"error":3,\
    "warning":0,"info":0,"notJudged":0}},
    "contents":{
    "tools":{"groups":[{"by":{"class":"c\\n","geometry":null},"count":3},{"by":{"class":"d","geometry":"box"},\
    "count":1}],"others":{"count":5}},
    "width":{"groups":[{"count":4,"min":-1.5,"median":2,"max":1e+300}],"others":{"count":0}}}},
    """

  @Test func `the JSON report tells groups and contents`() {
    let report = JSONReporter().report(Self.findings, summary: Self.summary)
    #expect(report.contains(Self.json.dropLast()))
    #expect(
      report.contains(
        #","attribution":{"kind":"image","batches":["b\"1","b2"],"annotator":"anna","class":"car"},"fingerprint""#))
    #expect(report.contains(#","attribution":{"kind":"image","annotator":"bob"},"fingerprint""#))
  }

  @Test func `the last of JSON Lines is one line with the same`() {
    let lines = JSONLinesReporter().report(Self.findings, summary: Self.summary).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.last?.contains(Self.json.split(separator: "\n").joined()) == true)
  }

  @Test(.enabled(if: OutsideJudge.reportSchemas.isInstalled, "needs python3 with the package jsonschema"))
  func `the JSON report keeps its schema`() throws {
    let report = JSONReporter().report(Self.findings, summary: Self.summary).split(separator: "\n").joined()
    #expect(
      try OutsideJudge.reportSchemas.judge(report, ["report.schema.json"]) == OutsideJudge.Answer(status: 0, output: "")
    )
    for (old, new) in [
      (#""name":"bob","#, ""), (#""interval":[0.2065,1],"#, ""), (#""interval":[0.2065,1]"#, #""interval":[0.2065]"#),
      (#""rate":1,"#, #""rate":2,"#), (#""geometry":null"#, #""geometry":1"#),
      (#""batches":["b\"1","b2"]"#, #""batches":"b""#),
      (#""others":{"count":5}"#, #""others":5"#),
    ] {
      #expect(report.contains(old), "\(old)")
      let answer = try OutsideJudge.reportSchemas.judge(report.replacing(old, with: new), ["report.schema.json"])
      #expect(answer.output != "", "\(new)")
    }
  }

  @Test func `JUnit has properties of a case in the dialect that has them`() {
    let strict = JUnitReporter().report(Self.findings, summary: Self.summary)
    #expect(!strict.contains("name=\"annotator\""))
    var findings = Self.findings
    findings[1] = findings[0]
    findings[1].attribution = [AttributionPart(.annotator, "bob")]
    findings += (0..<20).map { number in
      var finding = findings[0]
      finding.attribution = [AttributionPart(.annotator, "n\(number)"), AttributionPart(.kind, "image")]
      return finding
    }
    let rich = JUnitReporter(options: ReportOptions(junitDialect: .rich)).report(findings, summary: Self.summary)
    let others = (0..<8).map { "        <property name=\"annotator\" value=\"n\($0)\"/>\n" }.joined()
    #expect(
      rich.contains(
        """
         time="0">
              <properties>
                <property name="kind" value="image"/>
                <property name="batch" value="b&quot;1"/>
                <property name="batch" value="b2"/>
                <property name="annotator" value="anna"/>
                <property name="annotator" value="bob"/>
        \(others)        <property name="class" value="car"/>
              </properties>
              <failure message="22 findings: image without metadata.width" type="error">

        """))
  }
}
