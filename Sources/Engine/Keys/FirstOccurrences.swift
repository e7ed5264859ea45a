/// Where every key occurred first, within a budget of memory. What is beyond goes to temporary files, and every key is
/// still answered at once.
///
/// ```
///               ┌──────────────────────────────┬──────────────────────────┐
///  in memory    │ KeyTable                     │ PlaceLog, younger places │
///               │ hash → number, sorted        │ number → place           │
///               └───────────────┬──────────────┴────────────┬─────────────┘
///                  budget full: │ one sorted run            │ behind the others
///                               ▼                           ▼
///  in files      level 0  run run run … ──8──▶ one       older places
///                level 1  run run …     ──8──▶ one
///                each with a filter and fences in memory
/// ```
///
/// **Memory.** A key takes 20 bytes in a table between 7/8 and 7/10 full, about 8 in the log (16 with a tag) and 1.4 kept
/// free for the filter and fences that it needs once it is in a file: 32 to 38 bytes, 40 to 46 with a tag. Table and log
/// grow in place, so that growing takes no more. Counted against the budget are the table's slots, the log, its index,
/// filters, fences, and the buffers of writing and merging. Runs get half of that at most; beyond, their filters have
/// fewer bits a key, at last none. While nothing is in files, the memory that is touched is what the keys need, not the
/// budget.
///
/// **Time.** A new key costs a miss of the cache in the table and one in each filter, at most seven a level; one key in
/// eighty, and every duplicate, one read of 3 KB of a file. Each key is written once a level.
///
/// **Files** have no name. They are gone when the process ends in any way.
///
/// **Errors.** When files cannot be written, what is known stays known: keys in memory and in files are still found.
/// New ones are refused.
package final class FirstOccurrences {
  /// The least memory that it takes.
  package static let smallestBudget = 1 << 16
  /// Runs of one size that are merged into one.
  private static let fanIn = 8
  /// Bits of a filter for each key, when there is memory for them.
  private static let filterBitCount = 10
  /// Bytes that a key in memory will need for its part of a filter and of fences.
  private static let runBytesPerKey = 1.4
  private static let firstCapacity = 128

  private let budget: Int
  private let bufferByteCount: Int
  private let fenceByteCount: Int
  private let table: KeyTable
  private let places: PlaceLog
  /// The log may have this many bytes in memory while the table has its size.
  private var logLimit = 0
  /// The number of the first key in the table.
  private var firstNumber = 0
  /// By size: a run of a level is made of eight of the level before.
  private var levels: [[SortedRun]] = []
  /// Why no more keys can be kept.
  private var failure: KeyStoreError?
  /// Bytes written to files so far, those of merging included.
  package private(set) var writtenByteCount = 0

  /// No key yet; `byteCount` bytes of memory at most.
  package init(byteCount: Int) {
    budget = max(byteCount, Self.smallestBudget)
    bufferByteCount = min(max(budget >> 6, 4 << 10), 1 << 20)
    fenceByteCount = budget >> 8
    table = KeyTable(byteCount: budget)
    places = PlaceLog(byteCount: budget, indexByteCount: budget >> 5)
  }

  /// Different keys so far.
  package var count: Int { places.count }

  /// Runs in files.
  package var runCount: Int { levels.reduce(0) { $0 + $1.count } }

  /// The place where the key was before; `nil` when it is new, and then `place` is where it was first. Throws when nobody
  /// knows because a file cannot be read, or when the key is new but cannot be kept.
  package func insert(_ hash: KeyHash, at place: KeyPlace) throws(KeyStoreError) -> KeyPlace? {
    var slot = table.slot(of: hash)
    if let number = slot.number { return try places.place(firstNumber + Int(number)) }
    if !levels.isEmpty, let number = try numberInRuns(of: hash) { return try places.place(number) }
    if let failure { throw failure }
    if table.isFull || places.byteCount > logLimit {
      try makeRoom()
      slot = table.slot(of: hash)
    }
    while !table.insert(hash, number: UInt32(truncatingIfNeeded: places.count - firstNumber), at: slot.position) {
      if !table.growOverflow() { try spill() }
      slot = table.slot(of: hash)
    }
    places.append(place)
    return nil
  }

  /// Whether the key was inserted. Throws when a file cannot be read.
  package func contains(_ hash: KeyHash) throws(KeyStoreError) -> Bool {
    if table.slot(of: hash).number != nil { return true }
    return try numberInRuns(of: hash) != nil
  }

  private func numberInRuns(of hash: KeyHash) throws(KeyStoreError) -> Int? {
    for level in levels.indices {
      for run in levels[level].indices {
        if let number = try levels[level][run].number(of: hash) { return number }
      }
    }
    return nil
  }

  /// What the budget leaves for the table, the log, and what their keys will need in files.
  private var available: Int {
    budget - (Self.fanIn + 1) * bufferByteCount - places.indexByteCount - runByteCount
  }

  private var runByteCount: Int { levels.reduce(0) { $1.reduce($0) { $0 + $1.memoryByteCount } } }

  /// Makes the table larger or empties it into a run.
  private func makeRoom() throws(KeyStoreError) {
    if table.isFull {
      let logBytesPerKey = table.count == 0 ? 8 : Double(places.byteCount) / Double(table.count)
      let bytesPerHome = 20.1 + (Self.runBytesPerKey + logBytesPerKey) * 7 / 8
      let most = min(Int(Double(available - 640) / bytesPerHome), Int(UInt32.max) - 1)
      let wanted = min(max(Self.firstCapacity, table.capacity * 5 / 4), most)
      // A little more room is not worth the work.
      if wanted > table.capacity * 17 / 16, grow(to: wanted) { return }
      // However little memory there is, a few keys are kept in it.
      if table.capacity == 0, grow(to: Self.firstCapacity) { return }
    }
    try spill()
  }

  private func grow(to capacity: Int) -> Bool {
    guard table.grow(capacity: capacity) else { return false }
    let tableByteCount = table.byteCount + Int(Double(capacity) * 7 / 8 * Self.runBytesPerKey)
    logLimit = min(max(available - tableByteCount, 1024), places.byteLimit)
    return true
  }

  /// Moves all keys from memory to files.
  private func spill() throws(KeyStoreError) {
    do throws(KeyStoreError) {
      var writer = try SortedRun.Writer(
        count: table.count, bitsPerKey: filterBitCount(table.count), fenceByteCount: fenceByteCount,
        bufferByteCount: bufferByteCount)
      try table.forEach { hash, number throws(KeyStoreError) in
        try writer.append(hash, number: firstNumber + Int(number))
      }
      let run = try writer.finish()
      writtenByteCount += run.fileByteCount + places.byteCount
      try places.spill()
      if levels.isEmpty { levels.append([]) }
      levels[0].append(run)
      firstNumber = places.count
      table.removeAll()
      try merge()
      _ = grow(to: Self.firstCapacity)
    } catch {
      failure = error
      throw error
    }
  }

  private func merge() throws(KeyStoreError) {
    var level = 0
    while level < levels.count, levels[level].count == Self.fanIn {
      // Two filters for one key would be too many.
      for run in levels[level].indices { levels[level][run].dropFilter() }
      let count = levels[level].reduce(0) { $0 + $1.count }
      let merged = try SortedRun.merge(
        levels[level], bitsPerKey: filterBitCount(count), fenceByteCount: fenceByteCount,
        bufferByteCount: bufferByteCount)
      writtenByteCount += merged.fileByteCount
      levels[level] = []
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level].append(merged)
    }
  }

  /// How many bits a key a filter for `count` of them may have.
  private func filterBitCount(_ count: Int) -> Int {
    let room = (budget - (Self.fanIn + 1) * bufferByteCount) / 2 - runByteCount - fenceByteCount
    return min(Self.filterBitCount, max(0, room - 4096) * 8 / max(count, 1))
  }
}
