/// The sequences of keys that objects had so far, as a tree: every state is a key that followed another state's.
///
/// Objects of one kind repeat their keys in one order, so a state's last follower is nearly always right and one
/// comparison of two words is all that a key costs; where two kinds of objects take turns, it is the one before. What comes with it: an object's shape tells its keys without looking
/// at them, and a key that occurs twice is found when its sequence is met for the first time, never again later.
/// Bounded: sequences of more than `longest` keys and more than `mostStates` states are not kept; their objects have no
/// shape, and their keys are compared one by one.
@usableFromInline @safe struct KeyShapes: ~Copyable {
  /// One key in one sequence.
  @usableFromInline struct State {
    /// The key's first eight bytes, the first one lowest, and the eight behind them; which bits of both are the key's.
    var head: UInt64
    var next: UInt64
    var headMask: UInt64
    var nextMask: UInt64
    /// The key's number of bytes, and where they stand in `keyBytes` when there are more than sixteen.
    var byteCount: UInt32
    var bytesOffset: UInt32
    /// The key before this one; the states that last followed this one, the last one first.
    var parent: UInt32
    var follower: UInt32
    var otherFollower: UInt32 = 0
    /// The first key of the last object that was the value of this key, or an element of its array.
    var child: UInt32 = 0
    /// Keys in the sequence up to here.
    @usableFromInline var depth: UInt32
    /// Whether the key or one before it occurs twice in the sequence.
    var repeats: Bool
  }

  /// States kept at most of an export; at 64 bytes each they fit a second-level cache.
  static let mostStates = 8192
  /// Keys in a sequence at most.
  static let longest = 255
  /// Not a state: the sequence is not kept.
  static let none: UInt32 = .max

  let states: UnsafeMutablePointer<State>
  private var stateCount = 1
  private var slots: UnsafeMutablePointer<UInt32>
  /// A power of two, at least twice the number of states.
  private var slotCount = 512
  private let stateLimit: Int
  private var keyBytes: [UInt8] = []
  /// Keys so far that one comparison was not enough for.
  private(set) var lookUpCount = 0

  /// A tree of at most `stateLimit` states.
  init(stateLimit: Int = Self.mostStates) {
    self.stateLimit = stateLimit
    unsafe states = .allocate(capacity: stateLimit)
    unsafe slots = .allocate(capacity: slotCount)
    unsafe states.initialize(
      to: State(
        head: 0, next: 0, headMask: 0, nextMask: 0, byteCount: 0, bytesOffset: 0, parent: 0, follower: 0, depth: 0,
        repeats: false))
    unsafe slots.initialize(repeating: 0, count: slotCount)
  }

  deinit {
    unsafe states.deallocate()
    unsafe slots.deallocate()
  }

  /// Whether there is no room for another sequence.
  var isFull: Bool { stateCount == stateLimit }

  /// Forgets all sequences. Only between records.
  mutating func removeAll() {
    stateCount = 1
    unsafe (states[0].follower, states[0].otherFollower, states[0].child) = (0, 0, 0)
    unsafe slots.update(repeating: 0, count: slotCount)
    keyBytes.removeAll(keepingCapacity: true)
  }

  /// The state that the key of `count` bytes at `start` leads to from `state`, or `none`. Sixteen bytes from `start` on
  /// can be read. `outer` is the state of the key whose value, or an element of it, the object is; 0 when there is none.
  @inline(__always)
  mutating func state(
    after state: UInt32, within outer: UInt32 = 0, key start: UnsafePointer<UInt8>, count: Int
  ) -> UInt32 {
    // First keys follow nothing; what the object is the value of tells them nearly as well.
    let expected = unsafe state == 0 ? states[Int(outer)].child : states[Int(state)].follower
    let entry = unsafe states + Int(expected)
    let words = unsafe UnsafeRawPointer(start)
    let head = unsafe UInt64(littleEndian: words.loadUnaligned(as: UInt64.self))
    let next = unsafe UInt64(littleEndian: words.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let differs =
      unsafe (head ^ entry.pointee.head) & entry.pointee.headMask
      | (next ^ entry.pointee.next) & entry.pointee.nextMask
    if differs == 0, unsafe Int(entry.pointee.byteCount) == count, expected != 0, count <= 16 { return expected }
    let found = unsafe find(after: state, key: start, count: count, head: head, next: next)
    if state == 0, found != Self.none { unsafe states[Int(outer)].child = found }
    return found
  }

  /// The same for keys that are not the expected one or are longer than two words.
  @inline(never)
  private mutating func find(
    after state: UInt32, key start: UnsafePointer<UInt8>, count: Int, head: UInt64, next: UInt64
  ) -> UInt32 {
    let (headMask, nextMask) = (Self.mask(count), Self.mask(count - 8))
    let (head, next) = (head & headMask, next & nextMask)
    lookUpCount += 1
    let expected = unsafe states[Int(state)].follower
    if expected != 0, unsafe isSame(states[Int(expected)], start, head, next, count) { return expected }
    let other = unsafe states[Int(state)].otherFollower
    if other != 0, unsafe isSame(states[Int(other)], start, head, next, count) {
      expect(other, after: state)
      return other
    }
    var slot = self.slot(state: state, head: head, next: next, count: count)
    while case let candidate = unsafe slots[slot], candidate != 0 {
      let entry = unsafe states[Int(candidate)]
      if entry.parent == state, unsafe isSame(entry, start, head, next, count) {
        expect(candidate, after: state)
        return candidate
      }
      slot = (slot &+ 1) & (slotCount - 1)
    }
    let depth = unsafe states[Int(state)].depth + 1
    guard !isFull, depth <= Self.longest else { return Self.none }
    var bytesOffset = 0
    if count > 16 {
      guard count <= 4096 else { return Self.none }
      bytesOffset = keyBytes.count
      unsafe keyBytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }
    let added = UInt32(stateCount)
    stateCount += 1
    unsafe (states + Int(added)).initialize(
      to: State(
        head: head, next: next, headMask: headMask, nextMask: nextMask, byteCount: UInt32(count),
        bytesOffset: UInt32(bytesOffset), parent: state, follower: 0, depth: depth, repeats: false))
    unsafe states[Int(added)].repeats = states[Int(state)].repeats || occursBefore(added, start)
    expect(added, after: state)
    unsafe slots[slot] = added
    if stateCount * 2 > slotCount { growSlots() }
    return added
  }

  /// Makes `follower` the one that is expected next time, and the one so far the second guess.
  private func expect(_ follower: UInt32, after state: UInt32) {
    let entry = unsafe states + Int(state)
    unsafe entry.pointee.otherFollower = entry.pointee.follower
    unsafe entry.pointee.follower = follower
  }

  /// The bits of a word that hold its first `count` bytes.
  private static func mask(_ count: Int) -> UInt64 {
    count <= 0 ? 0 : count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
  }

  private mutating func growSlots() {
    unsafe slots.deallocate()
    slotCount *= 4
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    for state in 1..<stateCount {
      let entry = unsafe states[state]
      var slot = self.slot(state: entry.parent, head: entry.head, next: entry.next, count: Int(entry.byteCount))
      while unsafe slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
      unsafe slots[slot] = UInt32(state)
    }
  }

  /// Whether an object of this shape has one key twice.
  @inline(__always) func repeats(_ state: UInt32) -> Bool { unsafe states[Int(state)].repeats }

  /// Whether one of the keys before `state` is the same as its own, which starts at `start`.
  private func occursBefore(_ state: UInt32, _ start: UnsafePointer<UInt8>) -> Bool {
    let key = unsafe states[Int(state)]
    var earlier = key.parent
    while earlier != 0 {
      let entry = unsafe states[Int(earlier)]
      if unsafe isSame(entry, start, key.head, key.next, Int(key.byteCount)) { return true }
      earlier = entry.parent
    }
    return false
  }

  /// Whether the key of `entry` is the one of `count` bytes at `start`, of which `head` and `next` are the first sixteen.
  private func isSame(
    _ entry: State, _ start: UnsafePointer<UInt8>, _ head: UInt64, _ next: UInt64, _ count: Int
  ) -> Bool {
    guard entry.head == head, entry.next == next, Int(entry.byteCount) == count else { return false }
    guard count > 16 else { return true }
    for place in 16..<count where unsafe keyBytes[Int(entry.bytesOffset) + place] != start[place] { return false }
    return true
  }

  private func slot(state: UInt32, head: UInt64, next: UInt64, count: Int) -> Int {
    // Multiplication spreads, the upper bits of the product are the best spread ones.
    var hash = (head ^ next &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ UInt64(state) &+ UInt64(count) << 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 40) & (slotCount - 1)
  }
}
