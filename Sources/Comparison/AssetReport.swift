import Engine
import Findings
import JSONReading
import Secrets
import SourceText

/// Says how assets differ: reads the records that do a second time.
struct AssetReport {
  private let old, new: RecordSource
  private let identifier: RecordIdentifier
  private let options: CheckOptions
  private let changeLimit: Int
  private var partCounts: [JSONPointer: Int] = [:]
  /// Records that were not where they had been.
  private(set) var lostCount = 0

  /// Bytes of changed records that are held at once, beside those of one asset.
  private static let batchByteCount = 64 << 20
  private static let batchCount = 4096
  /// Parts of records that are told apart.
  private static let mostParts = 1000

  init(
    _ old: RecordSource, _ new: RecordSource, identifier: RecordIdentifier, options: CheckOptions, changeLimit: Int
  ) {
    self.old = old
    self.new = new
    self.identifier = identifier
    self.options = options
    self.changeLimit = changeLimit
  }

  /// The parts that differ, most often first.
  var parts: [PartCount] {
    partCounts.map { PartCount(pointer: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.pointer.description) < ($0.count, $1.pointer.description) }
  }

  /// Hands over every difference.
  mutating func tell(_ matching: AssetMatching, _ report: (AssetDifference) -> Void) {
    name(matching.removed, in: old) { _, part, place in report(.removed(part, from: place)) }
    name(matching.added, in: new) { _, part, place in report(.added(part, at: place)) }
    tellChanged(matching.changed, report)
    for isInOld in [true, false] {
      let repeated = matching.repeated.filter { $0.isInOld == isInOld }
      name(repeated.map(\.first), in: isInOld ? old : new) { number, part, place in
        let one = repeated[number]
        report(.repeated(part, at: place, old: one.old, new: one.new, isEqual: one.isEqual))
      }
    }
  }

  /// Reads the identities of `records`, which ascend.
  private mutating func name(
    _ records: [RecordDigest], in source: RecordSource, _ visit: (Int, IdentityPart, RecordPosition) -> Void
  ) {
    var foundCount = 0
    source.read(records) { number, node in
      guard let part = identity(of: node, records[number]) else { return }
      foundCount += 1
      visit(number, part, position(of: records[number], in: source))
    }
    lostCount += records.count - foundCount
  }

  /// The identity of a record, if it is still the one that it was.
  private func identity(of node: JSONNode, _ digest: RecordDigest) -> IdentityPart? {
    guard let seed = options.digestSeed, RecordDigest.content(of: node, seed: seed) == digest.content,
      let part = identifier.identity(of: node)
    else { return nil }
    return options.revealsSecrets ? part : IdentityPart(name: part.name, value: SecretMask.masked(part.value))
  }

  private func position(of digest: RecordDigest, in source: RecordSource) -> RecordPosition {
    let name = options.revealsSecrets ? source.name : SecretMask.masked(source.name)
    return RecordPosition(file: name, record: digest.record)
  }

  /// One version of a changed record.
  private struct Version {
    var part: IdentityPart
    var position: RecordPosition
    var text: [UInt8]
  }

  /// Compares changed records, some at a time: the others of the second export lie elsewhere.
  private mutating func tellChanged(
    _ changed: [(old: RecordDigest, new: RecordDigest)], _ report: (AssetDifference) -> Void
  ) {
    var start = 0
    while start < changed.count {
      var (end, byteCount) = (start, 0)
      while end < changed.count, end - start < Self.batchCount, byteCount < Self.batchByteCount {
        byteCount += Int(changed[end].old.byteCount) + Int(changed[end].new.byteCount)
        end += 1
      }
      let batch = changed[start..<end]
      let olds = versions(batch.map(\.old), in: old)
      // Records are read in the order in which they stand.
      let order = batch.indices.sorted { changed[$0].new.precedes(changed[$1].new) }
      var news = [Version?](repeating: nil, count: batch.count)
      for (place, version) in zip(order, versions(order.map { changed[$0].new }, in: new)) {
        news[place - start] = version
      }
      for (before, after) in zip(olds, news) { compare(before, after, report) }
      start = end
    }
  }

  private mutating func compare(_ old: Version?, _ new: Version?, _ report: (AssetDifference) -> Void) {
    let limits = options.limits
    guard let old, let new, let before = try? ReadRecord(old.text, limits: limits),
      let after = try? ReadRecord(new.text, limits: limits)
    else {
      lostCount += 1
      return
    }
    let difference = RecordDifference(
      of: before, and: after, limit: changeLimit, revealsSecrets: options.revealsSecrets)
    count(difference.parts)
    report(
      .changed(old.part, from: old.position, to: new.position, difference.changes, count: difference.count))
  }

  /// Counts the parts in which an asset differs, each once; beyond the most that are told apart, what they are parts of.
  private mutating func count(_ parts: Set<JSONPointer>) {
    var counted: Set<JSONPointer> = []
    for var part in parts.sorted(by: { $0.description < $1.description }) {
      while partCounts[part] == nil, partCounts.count >= Self.mostParts, !part.tokens.isEmpty {
        part.tokens.removeLast()
      }
      if counted.insert(part).inserted { partCounts[part, default: 0] += 1 }
    }
  }

  /// The texts of `records`, which ascend; `nil` for those that are lost.
  private func versions(_ records: [RecordDigest], in source: RecordSource) -> [Version?] {
    var versions = [Version?](repeating: nil, count: records.count)
    source.read(records) { number, node in
      guard let part = identity(of: node, records[number]) else { return }
      versions[number] = Version(
        part: part, position: position(of: records[number], in: source), text: Array(node.sourceText.utf8))
    }
    return versions
  }
}
