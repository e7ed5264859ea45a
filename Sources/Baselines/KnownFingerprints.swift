import SourceText

/// Fingerprints and how often each is known, 24 bytes each.
struct KnownFingerprints {
  private struct Entry {
    // Together a number of 128 bits, which alone would take 32 bytes.
    var high, low: UInt64
    var count: UInt32
    /// How often there was a finding with it, never more than is known.
    var seen: UInt32 = 0

    var fingerprint: UInt128 { UInt128(high) << 64 | UInt128(low) }
  }

  /// Ascending, once they are all there.
  private var entries: [Entry] = []

  /// Adds findings. Fingerprints are looked up only behind `sort`.
  mutating func append(_ fingerprint: UInt128, count: Int) {
    entries.append(
      Entry(
        high: UInt64(truncatingIfNeeded: fingerprint >> 64), low: UInt64(truncatingIfNeeded: fingerprint),
        count: UInt32(clamping: count)))
  }

  /// Puts them in order.
  /// - Returns: one that is there twice, if there is any.
  mutating func sort() -> UInt128? {
    entries.sort { ($0.high, $0.low) < ($1.high, $1.low) }
    let pairs = zip(entries, entries.dropFirst())
    return pairs.first { $0.high == $1.high && $0.low == $1.low }?.0.fingerprint
  }

  private func place(of fingerprint: UInt128) -> Int? {
    let place = (0..<entries.count).partitioningIndex { entries[$0].fingerprint >= fingerprint }
    return place < entries.count && entries[place].fingerprint == fingerprint ? place : nil
  }

  /// Whether a finding with `fingerprint` is one of those that are known, each of which is taken once.
  mutating func take(_ fingerprint: UInt128) -> Bool {
    guard let place = place(of: fingerprint), entries[place].seen < entries[place].count else { return false }
    entries[place].seen += 1
    return true
  }

  /// How many of the findings with `fingerprint` have not been taken.
  func missingCount(of fingerprint: UInt128) -> Int {
    place(of: fingerprint).map { Int(entries[$0].count - entries[$0].seen) } ?? 0
  }

  /// Whether all have been taken.
  var areAllTaken: Bool { entries.allSatisfy { $0.seen == $0.count } }
}
