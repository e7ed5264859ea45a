/// Some keys in the order in which they came, each once, and which place each has among them.
///
/// A table of places: the lower bits of a hash say where to begin to look. They are as good as random for whoever does not
/// know the seed of the run, so there is nothing left to hash.
struct KeyPositions {
  private var keys: ContiguousArray<KeyHash> = []
  /// Places counted from 1, 0 where none is. A power of two, at least twice the number of keys.
  private var slots: ContiguousArray<UInt32> = []

  var count: Int { keys.count }

  /// The place of `key` and whether it is new: then it comes behind all others.
  @inline(__always)
  mutating func insert(_ key: KeyHash) -> (place: Int, isNew: Bool) {
    if 2 * keys.count >= slots.count { grow() }
    let slot = slot(of: key)
    if slots[slot] != 0 { return (Int(slots[slot]) - 1, false) }
    keys.append(key)
    slots[slot] = UInt32(keys.count)
    return (keys.count - 1, true)
  }

  /// The place of `key`; `nil` when it is not among them.
  func place(of key: KeyHash) -> Int? {
    guard !keys.isEmpty else { return nil }
    let place = slots[slot(of: key)]
    return place == 0 ? nil : Int(place) - 1
  }

  /// Forgets all keys. What was many keys is made anew, so that a few keys are forgotten fast ever after.
  mutating func removeAll() {
    if keys.isEmpty { return }
    keys.removeAll(keepingCapacity: slots.count <= 1024)
    if slots.count > 1024 {
      slots = []
    } else {
      for slot in slots.indices { slots[slot] = 0 }
    }
  }

  /// Where `key` is, or belongs.
  @inline(__always)
  private func slot(of key: KeyHash) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key.low) & mask
    while slots[slot] != 0, keys[Int(slots[slot]) &- 1] != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: 0, count: max(16, 4 * slots.count))
    for place in keys.indices { slots[slot(of: keys[place])] = UInt32(place + 1) }
  }
}
