import Findings
import SourceText
import TestSupport
import Testing

@testable import Engine

@Suite struct PendingReferencesTests {
  static func entry(_ random: inout RandomJSON, _ number: Int) -> PendingReferences.Entry {
    PendingReferences.Entry(
      rule: number, hash: KeyHash(low: .random(in: 0...(.max)), high: .random(in: 0...(.max))),
      input: random.number(in: 0...9), number: random.number(in: 0...200), subjectStart: random.number(in: 0...1 << 33),
      counted: RecordOutcome(rawValue: UInt8(random.number(in: 0...3))),
      groups: [
        ContentTotals.Place(tally: 0, group: .notTold),
        ContentTotals.Place(tally: 1, group: random.pick([.others, .number(0), .number(1000)])),
      ], content: random.pick([true, false]) ? .finding(finding(&random, number)) : .record(record(&random)))
  }

  private static func record(_ random: inout RandomJSON) -> KeptRecord {
    let bytes = Array(random.string().utf8)
    let member = KeptRecord.Member(
      name: random.string(), isArray: random.pick([true, false]), element: random.number(in: 0...1 << 40))
    return KeptRecord(
      bytes: bytes, start: random.number(in: 0...bytes.count), byteOffset: random.number(in: 0...1 << 40),
      position: SourcePosition(line: random.number(in: 1...1 << 40), column: random.number(in: 1...300)),
      number: random.number(in: 0...1 << 40), form: random.pick(InputForm.allCases), member: random.pick([nil, member]))
  }

  private static func finding(_ random: inout RandomJSON, _ number: Int) -> Finding {
    let pointer = JSONPointer((0..<random.number(in: 0...3)).map { _ in random.string() })
    let position = SourcePosition(line: random.number(in: 1...1 << 40), column: random.number(in: 1...300))
    var finding = Finding(
      rule: "r-\(number)", severity: random.pick(Severity.allCases), message: random.string(),
      location: Location(
        file: random.string(), record: random.pick([nil, 0, 7]), pointer: random.pick([nil, pointer]),
        documentPointer: random.pick([nil, pointer]), start: position, end: position,
        span: SourceSpan(start: 0, end: .max)),
      identity: (0..<random.number(in: 0...2)).map { IdentityPart(name: "\($0)", value: random.string()) },
      attribution: (0..<random.number(in: 0...2)).map { AttributionPart(Grouping.ofRecords[$0], random.string()) },
      fingerprint: random.pick(["", "0123456789abcdef0123456789abcdef"]))
    if random.number(in: 0...1) == 0 {
      finding.excerpt = Excerpt(
        text: random.string(), firstColumn: random.number(in: -40...40), isCutBefore: random.pick([true, false]),
        isCutAfter: random.pick([true, false]))
    }
    return finding
  }

  @Test(arguments: [0, 100, 5000, 1 << 20])
  func `come back as they were, in their order, from memory and from files`(byteCount: Int) throws {
    var random = RandomJSON(seed: byteCount)
    let entries = (0..<1000).map { Self.entry(&random, $0) }
    let pending = PendingReferences(byteCount: byteCount)
    for entry in entries { try pending.append(entry) }
    var read: [PendingReferences.Entry] = []
    try pending.forEach(where: { _, _ in true }) { read.append($0) }
    #expect(read == entries)
    var some: [PendingReferences.Entry] = []
    try pending.forEach(where: { rule, hash in rule > 3 && hash.low.isMultiple(of: 3) }) { some.append($0) }
    let wanted = entries.filter { $0.rule > 3 && $0.hash.low.isMultiple(of: 3) }
    #expect(some == wanted)
    #expect((1..<entries.count).contains(some.count))
  }

  @Test func `an entry may be larger than a piece that is read`() throws {
    var random = RandomJSON(seed: 1)
    var entry = Self.entry(&random, 1)
    var finding = Self.finding(&random, 1)
    finding.message = String(repeating: "é", count: 1 << 17)
    entry.content = .finding(finding)
    let pending = PendingReferences(byteCount: 10)
    for _ in 0..<3 { try pending.append(entry) }
    var count = 0
    try pending.forEach(where: { _, _ in true }) { if $0 == entry { count += 1 } }
    #expect(count == 3)
  }
}
