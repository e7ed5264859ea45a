/// Groups of things that a worker counted before, by the numbers of their names, see `KnownTexts`: what stands for a group
/// need not be worked out from its names again.
///
/// Bounded, whatever the data are: of more than `slotCount` groups, and of those that stand in the way of too many others,
/// none is kept.
struct KnownGroups {
  /// A tally and what a group is called in it.
  struct Key: Hashable {
    private var low: UInt64
    private var high: UInt64 = 0
    private var nameCount = 0
    /// The names that a group may have.
    static let mostNames = 3

    /// A group of `tally` without names.
    init(tally: Int) { low = UInt64(truncatingIfNeeded: tally) << 32 }

    /// Adds the number of a name, 0 for a thing that has none.
    mutating func add(_ number: Int32) {
      let number = UInt64(UInt32(bitPattern: number))
      switch nameCount {
      case 0: low |= number
      case 1: high |= number << 32
      default: high |= number
      }
      nameCount += 1
    }

    fileprivate var slot: Int {
      Int(truncatingIfNeeded: ((low &* 0xD6E8_FEB8_6659_FD93 ^ high) &* 0x9E37_79B9_7F4A_7C15) >> 54)
    }
  }

  /// Plain values: to look at a slot counts no references.
  private struct Slot {
    let key: Key
    let hash: KeyHash
    /// Where the group was counted last.
    var position: Int
    /// Its place among the groups.
    let group: Int
  }

  private static let slotCount = 1024
  private static let mostProbes = 8
  private var slots = ContiguousArray<Slot?>(repeating: nil, count: slotCount)
  /// The groups before anything of them was counted.
  private var groups: ContiguousArray<ContentCounts.Group> = []

  /// Where the group of `key` is counted in `counts`; `nil` where it is not kept.
  mutating func position(of key: Key, in counts: inout ContentCounts) -> Int? {
    guard let place = place(of: key), let slot = slots[place] else { return nil }
    if counts.isGroup(slot.position, slot.hash) { return slot.position }
    let position = counts.position(of: groups[slot.group])
    slots[place]?.position = position
    return position
  }

  /// Keeps the group of `key`, which is counted at `position`, if there is room.
  mutating func keep(_ key: Key, _ group: ContentCounts.Group, at position: Int) {
    guard let place = place(of: key), slots[place] == nil else { return }
    slots[place] = Slot(key: key, hash: group.hash, position: position, group: groups.count)
    groups.append(group.empty)
  }

  /// The place of `key`, or where it may be kept; `nil` where there is no room.
  private func place(of key: Key) -> Int? {
    var place = key.slot
    for _ in 0..<Self.mostProbes {
      guard let slot = slots[place], slot.key != key else { return place }
      place = (place &+ 1) & (Self.slotCount &- 1)
    }
    return nil
  }
}
