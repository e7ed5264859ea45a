public import Findings
import SourceText

/// Collects the findings of a run for a new baseline: 40 bytes for each, and what it is about.
public struct BaselineCollection {
  private struct Entry {
    // Together a number of 128 bits.
    var high, low: UInt64
    /// Where in `texts` it says what it is about.
    var start: Int
    var length: UInt32
    var count: UInt32
    /// A position in `kinds`.
    var kind: UInt32

    var fingerprint: UInt128 { UInt128(high) << 64 | UInt128(low) }
  }

  private struct Kind: Hashable {
    var rule: String
    var severity: Severity?

    /// By rule, the worst first.
    static func isBefore(_ left: Kind, _ right: Kind) -> Bool {
      left.rule == right.rule
        ? (left.severity?.rawValue ?? -1) > (right.severity?.rawValue ?? -1) : left.rule < right.rule
    }
  }

  private var entries: [Entry] = []
  private var texts: [UInt8] = []
  private var kinds: [Kind] = []
  private var positions: [Kind: UInt32] = [:]
  /// Findings so far.
  public private(set) var count = 0

  /// Nothing yet.
  public init() {}

  /// Adds `finding`, as reports show it: secrets are hidden in it. What was not judged nobody can accept, and what a
  /// suppression covers has been accepted there.
  public mutating func add(_ finding: Finding) {
    guard finding.outcome == .failed, let number = UInt128(fingerprint: finding.fingerprint) else { return }
    if case .suppressed = finding.disposition { return }
    keep(
      BaselineEntry(
        fingerprint: number, rule: finding.rule, severity: finding.severity,
        identity: finding.identity.first?.value ?? "", pointer: finding.location.pointer?.description ?? ""))
  }

  /// Adds an entry of an earlier baseline.
  public mutating func keep(_ entry: BaselineEntry) {
    let kind = Kind(rule: entry.rule, severity: entry.severity)
    let position = positions[kind] ?? UInt32(kinds.count)
    if position == kinds.count {
      kinds.append(kind)
      positions[kind] = position
    }
    let about = entry.about
    entries.append(
      Entry(
        high: UInt64(truncatingIfNeeded: entry.fingerprint >> 64), low: UInt64(truncatingIfNeeded: entry.fingerprint),
        start: texts.count, length: UInt32(about.count), count: UInt32(entry.count), kind: position))
    texts += about
    count += entry.count
  }

  /// Hands the lines of the baseline to `write`, as one that `tool` wrote by `ruleSets`. The same for the same findings,
  /// whatever their order: of those with one fingerprint the line tells of the first by severity and name.
  public consuming func write(tool: String, ruleSets: [RuleSetDescription], _ write: ([UInt8]) -> Void) {
    let named = ruleSets.map { ruleSet in
      "{\"name\": \(JSONText.quoted(ruleSet.name)), \"digest\": \(JSONText.quoted(ruleSet.digest))}"
    }
    write(
      Array(
        ("{\"assayBaseline\": \(BaselineFile.version), \"tool\": \(JSONText.quoted(tool)), "
          + "\"ruleSets\": [\(named.joined(separator: ", "))]}\n").utf8))
    sort()
    var place = entries.startIndex
    while place < entries.endIndex {
      let first = entries[place]
      let kind = kinds[Int(first.kind)]
      var count = 0
      while place < entries.endIndex, entries[place].fingerprint == first.fingerprint,
        kinds[Int(entries[place].kind)].rule == kind.rule
      {
        count += Int(entries[place].count)
        place += 1
      }
      write(
        BaselineEntry.line(
          rule: kind.rule, severity: kind.severity, first.fingerprint, count: count, about: about(first)))
    }
  }

  private func about(_ entry: Entry) -> ArraySlice<UInt8> { texts[entry.start..<entry.start + Int(entry.length)] }

  /// By rule, fingerprint, severity and what they are about.
  private mutating func sort() {
    let order = kinds.indices.sorted { Kind.isBefore(kinds[$0], kinds[$1]) }
    var ranks = [UInt32](repeating: 0, count: kinds.count)
    var ruleRanks = ranks
    for (rank, kind) in order.enumerated() {
      ranks[kind] = UInt32(rank)
      // That of the first kind of the rule.
      let isFirst = rank == 0 || kinds[order[rank - 1]].rule != kinds[kind].rule
      ruleRanks[kind] = isFirst ? UInt32(rank) : ruleRanks[order[rank - 1]]
    }
    let texts = texts
    entries.sort { left, right in
      let (leftRule, rightRule) = (ruleRanks[Int(left.kind)], ruleRanks[Int(right.kind)])
      if leftRule != rightRule { return leftRule < rightRule }
      if left.fingerprint != right.fingerprint { return left.fingerprint < right.fingerprint }
      if left.kind != right.kind { return ranks[Int(left.kind)] < ranks[Int(right.kind)] }
      return texts[left.start..<left.start + Int(left.length)].lexicographicallyPrecedes(
        texts[right.start..<right.start + Int(right.length)])
    }
  }
}
