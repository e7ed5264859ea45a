import Findings
import Reporters
import SourceText
import Testing

@Suite struct FixDifferenceTests {
  @Test func `values are shown as they were and as they are`() {
    var text = ReportText()
    var difference = FixDifference(revealsSecrets: true)
    difference.write(FixListingTests.fixes(), to: &text)
    difference.write(FixListingTests.fixes(), to: &text)
    let record = """
      @@ record 4, line 7, street\\u{1b}.jpg @@ metadata-bad-size
      -/metadata/width: "1920"
      +/metadata/width: 1920
      -/list/0: null
      +/new: "https://amara:hunter2@m.example"

      """
    #expect(text.string == "--- a.json\n+++ a.json (fixed)\n" + record + record)
  }

  @Test func `secrets are hidden, long values are cut`() {
    var fixes = FixListingTests.fixes()
    fixes.changes[0].new = "\"" + String(repeating: "x", count: 500) + "\""
    var text = ReportText()
    var difference = FixDifference()
    difference.write(fixes, to: &text)
    #expect(!text.string.contains("hunter2"))
    #expect(text.string.contains("xxx… (302 bytes more)\n"))
    fixes.hidesValues = true
    var hidden = ReportText()
    difference.write(fixes, to: &hidden)
    #expect(hidden.string.contains("-/metadata/width: …\n+/metadata/width: …\n-/list/0: …\n+/new: …\n"))
  }

  @Test func `a record of which nothing changed is not shown`() {
    var fixes = FixListingTests.fixes()
    fixes.applied = []
    var text = ReportText()
    var difference = FixDifference()
    difference.write(fixes, to: &text)
    #expect(text.string == "")
  }
}
