import Findings
import Reporters
import SourceText
import Testing

@Suite struct FixListingTests {
  /// A record of which one fix was applied and one was not.
  static func fixes(message: String = "width is 1920, not a number") -> RecordFixes {
    let finding = Finding(
      rule: "metadata-bad-size", severity: .error, message: message,
      location: Location(
        file: "a.json", record: 4, pointer: JSONPointer(["metadata", "width"]), start: .start, end: .start,
        span: SourceSpan(start: 20, end: 26)),
      fix: Fix(title: "Write the number as a number", safety: .safe, edits: []))
    var fix = RecordFix(of: finding, offset: 20)
    fix.position = SourcePosition(line: 9, column: 16)
    var other = fix
    (other.rule, other.pointer, other.safety) = ("tool-empty-title", JSONPointer(["title"]), .unsafe)
    return RecordFixes(
      file: "a.json", record: 4, start: SourcePosition(line: 7, column: 3), name: "street\u{1B}.jpg", applied: [fix],
      dropped: [DroppedFix(other, reason: "r would find: x")],
      changes: [
        RecordFixes.Change(pointer: JSONPointer(["metadata", "width"]), old: "\"1920\"", new: "1920"),
        RecordFixes.Change(pointer: JSONPointer(["list", "0"]), old: "null", new: nil),
        RecordFixes.Change(pointer: JSONPointer(["new"]), old: nil, new: "\"https://amara:hunter2@m.example\""),
      ])
  }

  private func listed(_ fixes: RecordFixes, revealsSecrets: Bool = false) -> String {
    var text = ReportText()
    FixListing(revealsSecrets: revealsSecrets).write(fixes, to: &text)
    return text.string
  }

  @Test func `a fix is a line, and one that was not applied says why`() {
    #expect(
      listed(Self.fixes()) == """
        a.json:9:16: safe: Write the number as a number [metadata-bad-size] /metadata/width: width is 1920, not a number
        a.json:9:16: not applied: Write the number as a number [tool-empty-title] /title: r would find: x

        """)
  }

  @Test func `secrets are hidden unless asked for`() {
    let fixes = Self.fixes(message: "at https://amara:hunter2@m.example")
    #expect(!listed(fixes).contains("hunter2"))
    #expect(listed(fixes, revealsSecrets: true).contains("hunter2"))
    var masked = Self.fixes()
    masked.hidesValues = true
    #expect(listed(masked).contains("/metadata/width: the value is secret\n"))
  }

  @Test(arguments: [
    (0, 0, 0, false, "a.json: nothing to fix\n"), (1, 0, 0, false, "a.json: 1 fix possible, in 1 of 12 records\n"),
    (1234, 0, 2, true, "a.json: 1 234 fixes applied, in 1 of 12 records; 2 more with --unsafe\n"),
    (0, 3, 0, true, "a.json: nothing to fix; 3 not applied\n"),
  ])
  func `the totals tell what was done and what was not`(
    applied: Int, dropped: Int, unsafe: Int, isWritten: Bool, expected: String
  ) {
    var summary = FixSummary(file: "a.json")
    (summary.appliedCount, summary.droppedCount, summary.unsafeCount) = (applied, dropped, unsafe)
    (summary.recordCount, summary.changedRecordCount) = (12, 1)
    var text = ReportText()
    FixListing.finish(summary, isWritten: isWritten, to: &text)
    #expect(text.string == expected)
  }

  @Test func `what the whole export says and what was not judged is told, too`() {
    var summary = FixSummary(file: "a.json")
    summary.worse = ["few-tiny": 2, "few-large": 1]
    summary.incompleteReasons = ["1 place was not judged"]
    var text = ReportText()
    FixListing.finish(summary, isWritten: true, to: &text)
    #expect(
      text.string == """
        a.json: nothing to fix
        the export as a whole: few-large finds 1 more than before
        the export as a whole: few-tiny finds 2 more than before
        not judged completely: 1 place was not judged

        """)
  }
}
