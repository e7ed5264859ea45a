import SourceText

/// Keys in a file, in the order of their hashes; in memory, a filter and the first hash of every so many keys.
///
/// ```
///  file:    │ high 8 │ low 8 │ number 8 │ high 8 │ …          24 bytes a key, ascending
///  fences:  high of key 0, of key 1 · spacing, of key 2 · spacing …
/// ```
struct SortedRun {
  static let entryByteCount = 24
  /// Keys that are read at a time.
  static let pageLength = 128
  let file: ScratchFile
  let count: Int
  let fences: [UInt64]
  let spacing: Int
  /// `nil` when there was no memory for one: then every question is one to the file.
  private(set) var filter: KeyFilter?

  /// What it holds in memory.
  var memoryByteCount: Int { fences.capacity * MemoryLayout<UInt64>.stride + (filter?.byteCount ?? 0) }

  /// What it holds in its file.
  var fileByteCount: Int { file.byteCount }

  /// Gives the filter's memory back.
  mutating func dropFilter() { filter = nil }

  /// The number of `hash`, `nil` when it is not in the run.
  func number(of hash: KeyHash) throws(KeyStoreError) -> Int? {
    if let filter, !filter.mayContain(hash) { return nil }
    // The keys between the fences that enclose the hash.
    let places = 0..<fences.count
    var from = max(0, places.partitioningIndex { fences[$0] >= hash.high } - 1) * spacing
    var to = min(count, places.partitioningIndex { fences[$0] > hash.high } * spacing)
    while to - from > Self.pageLength {
      let middle = (from + to) / 2
      let entry = try entry(middle)
      if (entry.hash.high, entry.hash.low) <= (hash.high, hash.low) { from = middle } else { to = middle }
    }
    var found: Int?
    var failure: KeyStoreError?
    unsafe withUnsafeTemporaryAllocation(byteCount: max(0, to - from) * Self.entryByteCount, alignment: 8) { page in
      do throws(KeyStoreError) {
        try unsafe file.read(page, at: from * Self.entryByteCount)
        for start in stride(from: 0, to: page.count, by: Self.entryByteCount) {
          if let number = unsafe Self.number(of: hash, in: page, at: start) { found = number }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return found
  }

  private static func number(of hash: KeyHash, in page: UnsafeMutableRawBufferPointer, at start: Int) -> Int? {
    guard unsafe page.load(fromByteOffset: start, as: UInt64.self) == hash.high,
      unsafe page.load(fromByteOffset: start + 8, as: UInt64.self) == hash.low
    else { return nil }
    return unsafe page.load(fromByteOffset: start + 16, as: Int.self)
  }

  private func entry(_ position: Int) throws(KeyStoreError) -> (hash: KeyHash, number: Int) {
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    var failure: KeyStoreError?
    unsafe withUnsafeMutableBytes(of: &words) { bytes in
      do throws(KeyStoreError) {
        try unsafe file.read(bytes, at: position * Self.entryByteCount)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return (KeyHash(low: words.1, high: words.0), Int(words.2))
  }
}
