import Findings
import Foundation
import Reporters
import TestSupport
import Testing

@Suite struct HTMLReporterTests {
  @Test func `the verdict and the tables need no script`() throws {
    let page = HTMLReporter().report(SampleRun.dirty)
    #expect(
      page.contains(
        """
        <header class="verdict failed">
        <h1>failed</h1>
        <p>FAILED: 1 error, 1 warning, 0 infos in 2 of 4 581 records</p>
        <p class="quiet">Judged 4 581 records in 1 file, 104.9 MB</p>
        </header>
        <h2>Rules</h2>
        """))
    #expect(
      page.contains(
        """
        <tr class="error"><td class="number">1</td><td class="bar"><div style="width: 100%"></div></td>\
        <td><span class="tag">error</span></td><td><a href="#rule=metadata-missing-size">\
        <code>metadata-missing-size</code></a></td><td>Images carry their width and height</td></tr>
        """))
  }

  @Test func `an incomplete run says why`() {
    let findings = [SampleRun.unreadable]
    let page = HTMLReporter().report(
      findings, summary: SampleRun.summary(of: findings, incompleteReasons: ["a<b: cut off", "a rule erred"]))
    #expect(page.contains("<h1>incomplete</h1>"))
    #expect(page.contains("<p>Incomplete: a&lt;b: cut off</p>\n<p>Incomplete: a rule erred</p>"))
    #expect(page.contains(#"<tr class="not-judged">"#))
  }

  @Test func `the script gets findings with their excerpt and what to draw`() throws {
    var findings = SampleRun.dirty
    findings[0].evidence = Evidence(
      subject: #"{"polygon":[[1,2],[3,4]]}"#, frame: Evidence.Frame(width: 640, height: 480), number: 7)
    let data = try data(of: HTMLReporter().report(findings))
    #expect(data.count == 2)
    #expect(
      NSDictionary(dictionary: data[0]) == [
        "rule": "metadata-missing-size", "severity": "error", "message": "image without metadata.width",
        "file": "export.json", "line": 40, "column": 17, "pointer": "/metadata/width",
        "about": ["asset street-000123.jpg", "task 67c6af7c2587b2bf27c5a19d"], "related": [],
        "excerpt": [#"    "metadata": "#, #"{"height": 1080}"#, ","], "subject": #"{"polygon":[[1,2],[3,4]]}"#,
        "frame": [640, 480],
      ])
    #expect(data[1]["excerpt"] as? [String] == [#"…"externalId": "#, #""a.jpg""#, #", "asset": "https://x…"#])
    #expect(data[1]["related"] as? [String] == ["first occurrence: export.json:9:19"])
  }

  @Test func `numbers are drawn as a histogram`() {
    let findings = [1.0, 2, 2, 33].map { number in
      var finding = SampleRun.dirty[0]
      finding.evidence = Evidence(number: number)
      return finding
    }
    let page = HTMLReporter().report(findings)
    #expect(page.contains("<figcaption><code>metadata-missing-size</code></figcaption>"))
    #expect(page.contains(#"<rect x="0" y="40" width="9" height="40"/><rect x="10" y="0" width="9" height="80"/>"#))
    #expect(page.contains(#"<div class="quiet">1.0 to 33.0</div>"#))
  }

  @Test func `a page holds some findings of very many and counts them all`() throws {
    let findings = Array(repeating: SampleRun.dirty[1], count: 3 * HTMLReporter.findingLimit) + [SampleRun.dirty[0]]
    let page = HTMLReporter().report(findings)
    #expect(try data(of: page).count == HTMLReporter.findingLimit)
    #expect(
      page.contains("This page holds 2 000 of 6 001 findings, the worst of each rule; the tables count them all."))
    #expect(page.contains(#"<td class="number">6 000</td>"#))
  }

  @Test(.enabled(if: OutsideJudge.tidy.isInstalled, "needs tidy"), arguments: ReporterRuns.allCases)
  func `tidy finds nothing to mend`(run: ReporterRuns) throws {
    let answer = try OutsideJudge.tidy.judge(run.report(HTMLReporter()), ["-e", "-q", "-utf8"])
    #expect(answer.output == "")
    #expect(answer.status == 0)
  }

  /// The data that the script reads.
  private func data(of page: String) throws -> [[String: Any]] {
    let start = try #require(page.range(of: #"<script type="application/json" id="data">"#)).upperBound
    let end = try #require(page.range(of: "</script>", range: start..<page.endIndex)).lowerBound
    return try #require(JSONSerialization.jsonObject(with: Data(page[start..<end].utf8)) as? [[String: Any]])
  }
}
