internal import CJSONIndex

/// The sequences of keys that objects had so far, as a tree: every state is a key that followed another state's.
///
/// Objects of one kind repeat their keys in one order, so a state's last follower is nearly always right and one
/// comparison of its text is all that a key costs (`cjson_walk`). Where kinds of objects take turns, a guess by a hash of
/// the key's first bytes comes next, and then a search. What comes with it: an object's shape tells its keys without
/// looking at them, and a key that occurs twice is found when its sequence is met for the first time, never again later.
/// Bounded: sequences of more than `longest` keys and more than `mostStates` states are not kept; their objects have no
/// shape, and their keys are compared one by one.
@usableFromInline @safe struct KeyShapes: ~Copyable {
  /// One key in one sequence. Laid out as `CJSONKeyState`, where the words for its parts are.
  @usableFromInline struct State {
    var text = KeyText()
    var byteCount: UInt32 = 0
    /// Where the key's bytes stand in `keyBytes` when `text` does not hold them all.
    var bytesOffset: UInt32 = 0
    var parent: UInt32 = 0
    var follower: UInt32 = 0
    var child: UInt32 = 0
    /// A bit for every byte of `text` that has to be in a text where the key stands.
    var mask: UInt32 = 0
    @usableFromInline var depth: UInt16 = 0
    var span: UInt8 = 0
    var repeats = false
  }

  /// States kept at most of an export; at 64 bytes each they fit a second-level cache.
  static let mostStates = 8192
  /// Keys in a sequence at most.
  static let longest = 255
  /// The state where no key came yet.
  static let start: UInt32 = 0
  /// The state of all sequences that are not kept.
  static let none = UInt32(CJSON_NO_STATE)
  /// These two.
  private static let firstCount = 2

  let states: UnsafeMutablePointer<State>
  /// States of keys that were not the expected ones, for `cjson_walk`.
  let guesses = UnsafeMutablePointer<UInt32>.allocate(capacity: Int(CJSON_GUESSES))
  private var stateCount = Self.firstCount
  private var slots: UnsafeMutablePointer<UInt32>
  /// A power of two, at least twice the number of states.
  private var slotCount = 512
  private let stateLimit: Int
  private var keyBytes: [UInt8] = []
  /// Keys so far that had to be searched for.
  private(set) var lookUpCount = 0

  /// A tree with room for `keyCount` keys, but for no more than `mostStates` states.
  init(keyCount: Int = .max) {
    precondition(MemoryLayout<State>.stride == MemoryLayout<CJSONKeyState>.stride, "two layouts of one state")
    // One more than there can be: only a tree that lacked room once is full.
    let others = Self.firstCount + 1
    stateLimit = min(keyCount, Self.mostStates - others) + others
    unsafe states = .allocate(capacity: stateLimit)
    unsafe slots = .allocate(capacity: slotCount)
    unsafe (states[Int(Self.start)], states[Int(Self.none)]) = (State(), State(repeats: true))
    unsafe slots.initialize(repeating: 0, count: slotCount)
    unsafe guesses.initialize(repeating: 0, count: Int(CJSON_GUESSES))
  }

  deinit {
    unsafe states.deallocate()
    unsafe guesses.deallocate()
    unsafe slots.deallocate()
  }

  /// Whether there is no room for another sequence.
  var isFull: Bool { stateCount == stateLimit }

  /// Forgets all sequences. Only between records.
  mutating func removeAll() {
    stateCount = Self.firstCount
    unsafe (states[Int(Self.start)], states[Int(Self.none)]) = (State(), State(repeats: true))
    unsafe slots.update(repeating: 0, count: slotCount)
    unsafe guesses.update(repeating: 0, count: Int(CJSON_GUESSES))
    keyBytes.removeAll(keepingCapacity: true)
  }

  /// The state that the key of `count` bytes at `start` leads to from `state`, or `none`. `outer` is the state of the key
  /// whose value, or an element of it, the object is; 0 when there is none. `KeyText.byteCount` bytes from `start` on can be
  /// read.
  mutating func state(
    after state: UInt32, within outer: UInt32 = 0, key start: UnsafePointer<UInt8>, count: Int
  ) -> UInt32 {
    let found = unsafe find(after: state, key: start, count: count)
    if state == Self.start, found != Self.none { unsafe states[Int(outer)].child = found }
    return found
  }

  private mutating func find(after state: UInt32, key start: UnsafePointer<UInt8>, count: Int) -> UInt32 {
    let text = unsafe KeyText(start, count)
    lookUpCount += 1
    let expected = unsafe states[Int(state)].follower
    if expected != 0, unsafe isSame(states[Int(expected)], text, start, count) { return expected }
    var slot = self.slot(state: state, text, count)
    while case let candidate = unsafe slots[slot], candidate != 0 {
      let entry = unsafe states[Int(candidate)]
      if entry.parent == state, unsafe isSame(entry, text, start, count) {
        unsafe states[Int(state)].follower = candidate
        return candidate
      }
      slot = (slot &+ 1) & (slotCount - 1)
    }
    let depth = unsafe states[Int(state)].depth + 1
    guard !isFull, depth <= Self.longest else { return Self.none }
    var bytesOffset = 0
    if count > KeyText.byteCount {
      guard count <= 4096 else { return Self.none }
      bytesOffset = keyBytes.count
      unsafe keyBytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    }
    let added = UInt32(stateCount)
    stateCount += 1
    let span = text.holdsColon(count) ? count + 3 : 0
    unsafe (states + Int(added)).initialize(
      to: State(
        text: text, byteCount: UInt32(count), bytesOffset: UInt32(bytesOffset), parent: state,
        mask: span == 0 ? 0 : (1 << UInt32(span - 1)) - 1, depth: depth, span: UInt8(span)))
    unsafe states[Int(added)].repeats = states[Int(state)].repeats || occursBefore(added, start)
    unsafe states[Int(state)].follower = added
    unsafe slots[slot] = added
    if stateCount * 2 > slotCount { growSlots() }
    return added
  }

  private mutating func growSlots() {
    unsafe slots.deallocate()
    slotCount *= 4
    unsafe slots = .allocate(capacity: slotCount)
    unsafe slots.initialize(repeating: 0, count: slotCount)
    for state in Self.firstCount..<stateCount {
      let entry = unsafe states[state]
      var slot = self.slot(state: entry.parent, entry.text, Int(entry.byteCount))
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
      if unsafe isSame(entry, key.text, start, Int(key.byteCount)) { return true }
      earlier = entry.parent
    }
    return false
  }

  /// Whether the key of `entry` is the one of `count` bytes at `start` that begins as `text` does.
  private func isSame(_ entry: State, _ text: KeyText, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard entry.text == text, Int(entry.byteCount) == count else { return false }
    guard count > KeyText.byteCount else { return true }
    for place in KeyText.byteCount..<count
    where unsafe keyBytes[Int(entry.bytesOffset) + place] != start[place] { return false }
    return true
  }

  private func slot(state: UInt32, _ text: KeyText, _ count: Int) -> Int {
    // Multiplication spreads, the upper bits of the product are the best spread ones.
    let hash = (text.hash ^ UInt64(state) &+ UInt64(count) << 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: hash >> 40) & (slotCount - 1)
  }
}
