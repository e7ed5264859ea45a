/// Says of most hashes that they are not in a run, without a look at the file: a blocked Bloom filter. All bits of a key
/// lie within 64 bytes, so a question costs one miss of the cache; of keys that are not there, one in eighty passes at
/// ten bits a key.
@safe struct KeyFilter {
  private static let blockByteCount = 64
  private let memory: ReservedMemory
  private let start: UnsafeMutableRawPointer
  private let blockCount: UInt64
  /// Bits that each key sets.
  private let bitCount: Int

  /// A filter for `count` keys with `bitsPerKey` bits each.
  init(count: Int, bitsPerKey: Int) {
    let blocks = max(1, (count * bitsPerKey + 511) / 512)
    memory = ReservedMemory(byteCount: blocks * Self.blockByteCount)
    unsafe start = memory.start
    if memory.byteCount > 1 << 25 { memory.preferLargePages() }
    blockCount = UInt64(blocks)
    // The best number is 0.69 times the bits of a key; nine bits of the hash choose each, so seven at the most.
    bitCount = min(7, max(1, bitsPerKey * 7 / 10))
  }

  var byteCount: Int { memory.byteCount }

  // The block follows the order of runs: a filter is filled from its first byte to its last.
  private func offset(of hash: KeyHash) -> Int {
    Int(truncatingIfNeeded: hash.high.multipliedFullWidth(by: blockCount).high) &* Self.blockByteCount
  }

  /// Remembers `hash`.
  func insert(_ hash: KeyHash) {
    let block = offset(of: hash)
    var bits = hash.low
    for _ in 0..<bitCount {
      let word = block &+ Int(truncatingIfNeeded: bits >> 3 & 0x38)
      let old = unsafe start.load(fromByteOffset: word, as: UInt64.self)
      unsafe start.storeBytes(of: old | 1 &<< (bits & 63), toByteOffset: word, as: UInt64.self)
      bits >>= 9
    }
  }

  /// `false`: the hash was not remembered. `true`: it may have been.
  func mayContain(_ hash: KeyHash) -> Bool {
    let block = offset(of: hash)
    var bits = hash.low
    for _ in 0..<bitCount {
      let word = unsafe start.load(fromByteOffset: block &+ Int(truncatingIfNeeded: bits >> 3 & 0x38), as: UInt64.self)
      if word &>> (bits & 63) & 1 == 0 { return false }
      bits >>= 9
    }
    return true
  }
}
