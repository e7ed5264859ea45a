import SourceText

/// Where every key of one uniqueness rule occurred first: an open table of forty bytes an entry.
struct FirstOccurrences {
  /// Where a key occurred.
  struct Place {
    /// The input, by its number in the run.
    var input: UInt32
    /// The record, from 0 within its input.
    var record: UInt32
    /// In the uncompressed text of the input.
    var byteOffset: UInt64
    var line: UInt32
    var column: UInt32
  }

  private struct Entry {
    var hash: KeyHash
    var place: Place
  }

  /// Zero marks a free entry; a key with that hash has a place of its own.
  private static let free = KeyHash(low: 0, high: 0)
  private var entries: [Entry] = []
  private var zero: Place?
  private(set) var count = 0

  /// The place where the key was before; `nil` when it is new, and then `place` is where it was first.
  mutating func insert(_ hash: KeyHash, at place: Place) -> Place? {
    if hash == Self.free {
      defer { zero = zero ?? place }
      return zero
    }
    // Three quarters full at most.
    if entries.isEmpty || count * 4 >= entries.count * 3 { grow() }
    let slot = slot(of: hash)
    if entries[slot].hash == hash { return entries[slot].place }
    entries[slot] = Entry(hash: hash, place: place)
    count += 1
    return nil
  }

  /// The entry of `hash`, or the free one where it belongs.
  private func slot(of hash: KeyHash) -> Int {
    let mask = entries.count - 1
    var slot = Int(truncatingIfNeeded: hash.low) & mask
    while entries[slot].hash != hash, entries[slot].hash != Self.free { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = entries
    let nowhere = Place(input: 0, record: 0, byteOffset: 0, line: 0, column: 0)
    entries = [Entry](repeating: Entry(hash: Self.free, place: nowhere), count: max(1024, old.count * 2))
    for entry in old where entry.hash != Self.free { entries[slot(of: entry.hash)] = entry }
  }
}

extension KeyHash {
  /// The hash with these bits.
  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}
