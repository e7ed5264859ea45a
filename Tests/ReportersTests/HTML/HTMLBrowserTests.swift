import Findings
import Foundation
import Reporters
import TestSupport
import Testing

/// The page in a browser. One at a time: browsers take memory.
@Suite(.enabled(if: Browser.chromium.isInstalled, "needs chromium"), .serialized)
struct HTMLBrowserTests {
  @Test(arguments: ReporterRuns.allCases)
  func `the script lists every finding and complains about nothing`(run: ReporterRuns) throws {
    let view = try Browser.chromium.view(run.report(HTMLReporter()))
    #expect(view.complaints == [])
    let counts: [ReporterRuns: Int] = [.clean: 0, .dirty: 4, .incomplete: 3, .hostile: HostileText.allCases.count]
    #expect(view.page.ranges(of: "<article").count == counts[run])
  }

  @Test func `an address with a rule shows its findings`() throws {
    let view = try Browser.chromium.view(
      HTMLReporter().report(SampleRun.dirty + SampleRun.dirty), fragment: "#rule=external-id-unique")
    #expect(view.complaints == [])
    #expect(view.page.ranges(of: "<article").count == 2)
    #expect(view.page.contains("2 of 4 on this page"))
    #expect(!view.page.contains("</span> <code>metadata-missing-size"))
  }

  @Test func `shapes are drawn in their frame`() throws {
    var finding = SampleRun.dirty[0]
    finding.evidence = Evidence(
      subject: #"{"bounding-box":{"x":600,"y":10,"width":100,"height":20},"segmentation":{"zones":[{"region":"#
        + #"[[0,0],[4,0],[4,4]],"holes":[[[1,1],[2,1],[2,2]]]}]}}"#, frame: Evidence.Frame(width: 640, height: 480))
    let view = try Browser.chromium.view(HTMLReporter().report([finding]))
    #expect(view.complaints == [])
    #expect(view.page.contains(#"<rect class="frame" width="640" height="480"></rect>"#))
    #expect(view.page.contains(#"d="M600 10L700 10L700 30L600 30Z""#))
    #expect(view.page.contains(#"d="M0 0L4 0L4 4ZM1 1L2 1L2 2Z""#))
  }

  @Test func `text of the data is never run`() throws {
    let attack = "<img src=x onerror=document.title='run'></script><script>document.title='run'</script>"
    var finding = SampleRun.hostile(attack)
    finding.evidence = Evidence(subject: "{\"polygon\":\"\(attack)\"}")
    let view = try Browser.chromium.view(HTMLReporter().report([finding]))
    #expect(view.complaints == [])
    #expect(view.page.contains("<title>Assay: failed</title>"))
    #expect(!view.page.contains("<img"))
  }
}
