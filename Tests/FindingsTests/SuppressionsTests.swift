import Findings
import SourceText
import Testing

@Suite struct SuppressionsTests {
  static let place = Location(
    file: "assay.yaml", start: SourcePosition(line: 3, column: 5), end: SourcePosition(line: 3, column: 20),
    span: SourceSpan(start: 30, end: 45))

  static func suppression(
    _ rule: String? = nil, identity: Suppression.Identity? = nil, pointer: String? = nil, batch: String? = nil,
    until: Suppression.Day? = nil
  ) -> Suppression {
    Suppression(
      rule: rule.map { TextPattern($0) }, identity: identity, pointer: pointer.map { TextPattern($0) },
      batch: batch.map { TextPattern($0) }, reason: "agreed", until: until, location: place,
      excerpt: Excerpt(text: "  - {}", firstColumn: 1, isCutBefore: false, isCutAfter: false))
  }

  static let finding: Finding = {
    var finding = Finding(
      rule: "box-tiny", severity: .error, message: "tiny",
      location: Location(
        file: "a.json", record: 0, pointer: JSONPointer(["task", "tools", "3"]), start: .start, end: .start,
        span: SourceSpan(start: 0, end: 1)),
      identity: [IdentityPart(name: "asset", value: "north/a.jpg"), IdentityPart(name: "tool", value: "t7")])
    finding.attribution = [AttributionPart(.batch, "pilot"), AttributionPart(.annotator, "rework")]
    return finding
  }()

  @Test(arguments: [
    (suppression("box-tiny"), true), (suppression("box-*"), true), (suppression("box"), false),
    (suppression(identity: .any(TextPattern("t7"))), true), (suppression(identity: .any(TextPattern("north/*"))), true),
    (suppression(identity: .any(TextPattern("pilot"))), false),
    (suppression(identity: .parts(["asset": TextPattern("north/*")])), true),
    (suppression(identity: .parts(["asset": TextPattern("t7")])), false),
    (suppression(identity: .parts(["asset": TextPattern("north/*"), "tool": TextPattern("t8")])), false),
    (suppression(pointer: "/task/tools/*"), true), (suppression(pointer: "/task"), false),
    (suppression(batch: "pil*"), true), (suppression(batch: "rework"), false),
    (suppression("box-tiny", pointer: "/task/tools/4"), false), (suppression("other", batch: "pilot"), false),
  ])
  func `all that a suppression says must match`(suppression: Suppression, isCovered: Bool) {
    let suppressions = Suppressions([suppression], rules: ["box-tiny"], now: 0)
    #expect(suppressions.disposition(of: Self.finding) == (isCovered ? .suppressed(reason: "agreed") : .new))
  }

  @Test func `what has no place and no batch matches neither`() {
    let finding = Finding(
      rule: "r", severity: .error, message: "",
      location: Location(file: "a", start: .start, end: .start, span: SourceSpan(start: 0, end: 0)))
    let all = [
      Self.suppression(pointer: "/a*"), Self.suppression(batch: "a*"),
      Self.suppression(identity: .any(TextPattern("a*"))),
    ]
    #expect(Suppressions(all, rules: ["r"], now: 0).disposition(of: finding) == .new)
  }

  @Test(arguments: [(1000, true), (86_399, true), (86_400, false), (86_401, false)] as [(Int64, Bool)])
  func `a suppression covers to the end of its last day`(now: Int64, isCovered: Bool) {
    let day = Suppression.Day(text: "1970-01-01", endSeconds: 86_400)
    let suppressions = Suppressions([Self.suppression("box-tiny", until: day)], rules: ["box-tiny"], now: now)
    let covered = Disposition.suppressed(reason: "agreed", until: "1970-01-01")
    #expect(suppressions.disposition(of: Self.finding) == (isCovered ? covered : .new))
    #expect(
      suppressions.finish().findings.map(\.message)
        == (isCovered ? [] : ["expired with 1970-01-01, and 1 finding counts again: rule box-tiny"]))
  }

  @Test func `those that cover nothing and those that have expired are findings where they are written`() throws {
    let past = Suppression.Day(text: "1970-01-01", endSeconds: 86_400)
    let all = [
      Self.suppression("box-*"), Self.suppression("box-tiny"), Self.suppression("box-tiny", pointer: "/none"),
      Self.suppression("off-in-this-run"), Self.suppression("box-tiny", batch: "other", until: past),
      Self.suppression(identity: .any(TextPattern("t7")), until: past),
    ]
    let suppressions = Suppressions(all, rules: ["box-tiny"], now: 1 << 40)
    #expect(suppressions.disposition(of: Self.finding) == .suppressed(reason: "agreed"))
    let (findings, ledger) = suppressions.finish()
    #expect(
      findings.map { "\($0.rule): \($0.message)" } == [
        "suppression-unused: covers no finding: rule box-tiny",
        "suppression-unused: covers no finding: rule box-tiny, pointer /none",
        "suppression-expired: expired with 1970-01-01, and it would cover nothing: rule box-tiny, batch other",
        "suppression-expired: expired with 1970-01-01, and it would cover nothing: identity t7",
      ])
    let first = try #require(findings.first)
    #expect((first.location, first.severity, first.outcome) == (Self.place, .warning, .failed))
    #expect(Set(findings.map(\.fingerprint)).count == 4)
    var unused = LedgerEntry(rule: "suppression-unused", severity: .warning)
    (unused.seen, unused.passed, unused.failed, unused.notApplicable) = (6, 1, 2, 3)
    var expired = LedgerEntry(rule: "suppression-expired", severity: .warning)
    (expired.seen, expired.passed, expired.failed) = (6, 4, 2)
    #expect(ledger == [unused, expired])
    #expect(suppressions.rules.map(\.id) == ledger.map(\.rule))
  }
}
