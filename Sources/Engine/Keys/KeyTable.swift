/// The keys in memory, each with its number: an open table in the order of the hashes.
///
/// ```
///  home:   0      1      2      3            capacity - 1 | overflow
///        ┌──────┬──────┬──────┬──────┬─ ─ ─┬──────┐┌──────┬─ ─
///        │ 03…  │ 05…  │ free │ 1f…  │     │ fd…  ││ fe…  │
///        └──────┴──────┴──────┴──────┴─ ─ ─┴──────┘└──────┴─ ─
///  entry: high 8 bytes │ low 8 bytes │ number + 1, 4 bytes (0: free)
/// ```
///
/// A hash belongs to the slot `high · capacity / 2⁶⁴` or, when that is taken, behind it; between the two no slot is free.
/// Homes ascend with hashes, and who comes later shifts the larger ones: the slots from first to last are the sorted
/// keys, so they can be written out as they lie, and the table can grow by any factor by two passes in its own memory.
@safe final class KeyTable {
  static let entryByteCount = 20
  private let memory: ReservedMemory
  private let start: UnsafeMutableRawPointer
  private(set) var count = 0
  /// How many slots are homes, and all of them with those behind the last home.
  private(set) var capacity = 0
  private(set) var slotCount = 0

  /// Where a hash is or belongs.
  struct Slot {
    var position: Int
    /// The number of the key, `nil` when it is not in the table.
    var number: UInt32?
  }

  /// A table of `byteCount` bytes at most.
  init(byteCount: Int) {
    memory = ReservedMemory(upTo: byteCount)
    unsafe start = memory.start
  }

  /// Bytes of slots.
  var byteCount: Int { slotCount * Self.entryByteCount }

  /// Whether the table wants to grow before another key comes: seven eighths of the homes are as many as lie well.
  var isFull: Bool { count * 8 >= capacity * 7 }

  /// The slots that a table with `capacity` homes has at first.
  static func slotCount(capacity: Int) -> Int { capacity + 16 + capacity / 256 }

  private func home(_ high: UInt64, _ capacity: Int) -> Int {
    Int(truncatingIfNeeded: high.multipliedFullWidth(by: UInt64(truncatingIfNeeded: capacity)).high)
  }

  // Slots are below `slotCount`, which `memory` has room for.
  private func high(_ slot: Int) -> UInt64 {
    unsafe start.loadUnaligned(fromByteOffset: slot &* Self.entryByteCount, as: UInt64.self)
  }
  private func low(_ slot: Int) -> UInt64 {
    unsafe start.loadUnaligned(fromByteOffset: slot &* Self.entryByteCount &+ 8, as: UInt64.self)
  }
  private func mark(_ slot: Int) -> UInt32 {
    unsafe start.loadUnaligned(fromByteOffset: slot &* Self.entryByteCount &+ 16, as: UInt32.self)
  }
  private func address(_ slot: Int) -> UnsafeMutableRawPointer { unsafe start + slot &* Self.entryByteCount }

  /// Finds `hash`, or where it belongs.
  func slot(of hash: KeyHash) -> Slot {
    var slot = home(hash.high, capacity)
    while slot < slotCount {
      let mark = mark(slot)
      if mark == 0 { break }
      let high = high(slot)
      if high >= hash.high {
        if high > hash.high { break }
        let low = low(slot)
        if low == hash.low { return Slot(position: slot, number: mark - 1) }
        if low > hash.low { break }
      }
      slot += 1
    }
    return Slot(position: slot, number: nil)
  }

  /// Puts in a hash that is not in the table, at the place that `slot(of:)` gave for it. `false` when there is no free
  /// slot behind: then the overflow must grow.
  func insert(_ hash: KeyHash, number: UInt32, at slot: Int) -> Bool {
    var free = slot
    while free < slotCount, mark(free) != 0 { free += 1 }
    guard free < slotCount else { return false }
    if free > slot {
      unsafe address(slot + 1).copyMemory(from: address(slot), byteCount: (free - slot) * Self.entryByteCount)
    }
    let entry = unsafe address(slot)
    unsafe entry.storeBytes(of: hash.high, as: UInt64.self)
    unsafe entry.storeBytes(of: hash.low, toByteOffset: 8, as: UInt64.self)
    unsafe entry.storeBytes(of: number + 1, toByteOffset: 16, as: UInt32.self)
    count += 1
    return true
  }

  /// Adds a few slots behind the last home. `false` when the memory has no room.
  func growOverflow() -> Bool {
    let grown = slotCount + 16 + slotCount / 256
    guard grown * Self.entryByteCount <= memory.byteCount else { return false }
    // Behind the slots nothing was ever written.
    slotCount = grown
    return true
  }

  /// Gives the table `newCapacity` homes, which are not fewer than now. `false` when the memory has no room.
  func grow(capacity newCapacity: Int) -> Bool {
    if newCapacity * Self.entryByteCount > 1 << 25 { memory.preferLargePages() }
    // How far the last keys will be from home.
    var end = 0
    for slot in 0..<slotCount where mark(slot) != 0 { end = max(home(high(slot), newCapacity), end) + 1 }
    let newCount = max(Self.slotCount(capacity: newCapacity), end + 16)
    guard newCount * Self.entryByteCount <= memory.byteCount, newCount >= slotCount else { return false }
    // All to the end of the new slots, from the last on, so that nothing is overwritten …
    var packed = newCount
    for slot in stride(from: slotCount - 1, through: 0, by: -1) where mark(slot) != 0 {
      packed -= 1
      if packed != slot {
        unsafe address(packed).copyMemory(from: address(slot), byteCount: Self.entryByteCount)
      }
    }
    // … then each to its new place, from the first on: as all that follow fit behind it, it lies not behind the old one.
    var free = 0
    for slot in packed..<newCount {
      let place = max(home(high(slot), newCapacity), free)
      if place > free { zero(free..<place) }
      if place != slot { unsafe address(place).copyMemory(from: address(slot), byteCount: Self.entryByteCount) }
      free = place + 1
    }
    zero(free..<newCount)
    (capacity, slotCount) = (newCapacity, newCount)
    return true
  }

  private func zero(_ slots: Range<Int>) {
    unsafe address(slots.lowerBound).initializeMemory(
      as: UInt8.self, repeating: 0, count: slots.count * Self.entryByteCount)
  }

  /// Lends every key with its number, in the order of the hashes.
  func forEach(_ body: (KeyHash, UInt32) throws(KeyStoreError) -> Void) throws(KeyStoreError) {
    for slot in 0..<slotCount {
      let mark = mark(slot)
      if mark != 0 { try body(KeyHash(low: low(slot), high: high(slot)), mark - 1) }
    }
  }

  /// Forgets all keys and gives the memory back.
  func removeAll() {
    memory.clear()
    (count, capacity, slotCount) = (0, 0, 0)
  }
}
