import Baselines
import Findings
import SourceText
import TestSupport
import Testing

@Suite struct BaselineComparisonTests {
  private static func finding(
    _ rule: String, _ number: Int, outcome: Finding.Outcome = .failed, severity: Severity = .error, pointer: String = ""
  ) -> Finding {
    let digits = String(number, radix: 16)
    return Finding(
      rule: rule, severity: severity, outcome: outcome, message: "",
      location: Location(
        file: "a.json", pointer: JSONPointer(text: pointer), start: .start, end: .start,
        span: SourceSpan(start: 0, end: 0)),
      identity: [IdentityPart(name: "asset", value: "n\(number)"), IdentityPart(name: "task", value: "t")],
      fingerprint: String(repeating: "0", count: 32 - digits.count) + digits)
  }

  private static func comparison(_ text: String, in folder: ScratchFolder) throws -> BaselineComparison {
    try BaselineComparison(with: BaselineFile(folder.write("known.jsonl", text)))
  }

  private static func pruned(_ comparison: BaselineComparison, judged rules: Set<String>) throws -> String {
    var bytes: [UInt8] = []
    try comparison.prune(judged: rules) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `as many findings are known as the baseline counts`() throws {
    let folder = try ScratchFolder()
    let entries = [
      BaselineEntry(fingerprint: 1, rule: "a", count: 2), BaselineEntry(fingerprint: 2, rule: "b", count: 3),
      BaselineEntry(fingerprint: 3, rule: "off", count: 4), BaselineEntry(fingerprint: 4, rule: "b"),
    ]
    let comparison = try Self.comparison(BaselineTests.text(of: entries), in: folder)
    let found = [1, 1, 1, 2, 5].map { comparison.disposition(of: Self.finding("a", $0)) }
    #expect(found == [.known, .known, .new, .known, .new])
    var nameless = Self.finding("a", 1)
    nameless.fingerprint = ""
    #expect(comparison.disposition(of: nameless) == .new)
    #expect(
      try comparison.outcome(judged: ["a", "b"])
        == BaselineComparison.Outcome(
          gone: [BaselineEntry(fingerprint: 2, rule: "b", count: 2), BaselineEntry(fingerprint: 4, rule: "b")],
          goneCount: 3, unjudgedCount: 4))
    #expect(
      try Self.pruned(comparison, judged: ["a", "b"])
        == BaselineTests.text(of: [entries[0], BaselineEntry(fingerprint: 2, rule: "b"), entries[2]]))
    var unjudged: [BaselineEntry] = []
    try comparison.forEachUnjudged(["a", "b"]) { unjudged.append($0) }
    #expect(unjudged == [entries[2]])
  }

  @Test func `lines of which nothing is gone stay as they are`() throws {
    let folder = try ScratchFolder()
    let digits = String(repeating: "0", count: 31)
    let text = """
      {"tool":"9","assayBaseline":1}
      {"fingerprint":"\(digits)b","rule":"b","identity":"kept\\u002e"}
      {"count" : 2, "fingerprint":"\(digits)a","rule":"a"}

      """
    let comparison = try Self.comparison(text, in: folder)
    #expect([10, 10, 11].allSatisfy { comparison.disposition(of: Self.finding("a", $0)) == .known })
    #expect(try Self.pruned(comparison, judged: ["a", "b"]) == text)
  }

  @Test func `an outcome lists a thousand entries and counts all`() throws {
    let folder = try ScratchFolder()
    let entries = (1...1200).map { BaselineEntry(fingerprint: UInt128($0), rule: "r", count: 2) }
    let comparison = try Self.comparison(BaselineTests.text(of: entries), in: folder)
    #expect(comparison.disposition(of: Self.finding("r", 1)) == .known)
    var gone = Array(entries.prefix(1000))
    gone[0].count = 1
    #expect(
      try comparison.outcome(judged: ["r"]) == BaselineComparison.Outcome(gone: gone, goneCount: 2399, unjudgedCount: 0)
    )
  }

  @Test func `what failed and is not suppressed is collected, whatever its order`() {
    var suppressed = Self.finding("b", 3)
    suppressed.disposition = .suppressed(reason: "r")
    var known = Self.finding("b", 2)
    known.disposition = .known
    let findings = [
      Self.finding("a", 1, severity: .info, pointer: "/0"), Self.finding("a", 1, pointer: "/2"),
      Self.finding("a", 1, pointer: "/1"), known, suppressed, Self.finding("b", 4, outcome: .notJudged),
    ]
    for findings in [findings, findings.reversed()] {
      var collection = BaselineCollection()
      for finding in findings { collection.add(finding) }
      #expect(collection.count == 4)
      var bytes: [UInt8] = []
      collection.write(tool: "0.1.0", ruleSets: []) { bytes += $0 }
      #expect(
        String(decoding: bytes, as: UTF8.self)
          == BaselineTests.text(of: [
            BaselineEntry(fingerprint: 1, rule: "a", severity: .error, count: 3, identity: "n1", pointer: "/1"),
            BaselineEntry(fingerprint: 2, rule: "b", severity: .error, identity: "n2"),
          ]))
    }
  }

  @Test(arguments: 0..<50)
  func `a baseline of all findings knows them in any order, and one more is new`(seed: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let findings = (0..<40).map { _ in
      Self.finding("r\(Int.random(in: 0..<3, using: &generator))", Int.random(in: 0..<20, using: &generator) << 58)
    }
    // A fingerprint is made of the rule, so it belongs to one.
    .reduce(into: [String: Finding]()) { $0[$1.fingerprint] = $0[$1.fingerprint] ?? $1 }.sorted { $0.key < $1.key }
    .flatMap { Array(repeating: $0.value, count: Int.random(in: 1...3, using: &generator)) }
    var collection = BaselineCollection()
    for finding in findings.shuffled(using: &generator) { collection.add(finding) }
    var bytes: [UInt8] = []
    collection.write(tool: "0.1.0", ruleSets: []) { bytes += $0 }
    let text = String(decoding: bytes, as: UTF8.self)
    let folder = try ScratchFolder()
    let comparison = try Self.comparison(text, in: folder)
    #expect(findings.shuffled(using: &generator).allSatisfy { comparison.disposition(of: $0) == .known })
    #expect(comparison.disposition(of: findings[0]) == .new)
    #expect(try comparison.outcome(judged: ["r0", "r1", "r2"]) == BaselineComparison.Outcome())
    #expect(try Self.pruned(comparison, judged: ["r0", "r1", "r2"]) == text)
  }
}
