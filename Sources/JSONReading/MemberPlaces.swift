/// Where members stand in objects of a shape, as far as somebody looked: an answer that was given before costs one
/// comparison, however many keys the objects have.
///
/// What is looked up takes the place of what had the same slot before, so that the memory is bounded. Of one reader, and
/// for one thread.
@usableFromInline @safe struct MemberPlaces: ~Copyable {
  /// The answer for one key of at most sixteen bytes in one shape.
  @usableFromInline struct Entry: Sendable {
    /// As in the key.
    @usableFromInline var head: UInt64
    @usableFromInline var tail: UInt64
    @usableFromInline var shape: UInt32
    @usableFromInline var count: UInt8
    /// The member's position in the object, from 1; 0 where there is none.
    @usableFromInline var position: UInt8
  }

  /// Objects of the exports at hand come in some hundred combinations of shape and key. Most of these 48 KB stay in a first-level cache.
  private static let bits: UInt64 = 11
  /// Not the number of a shape.
  private static let noShape = UInt32.max

  let entries: UnsafeMutablePointer<Entry>
  /// Of the shapes in the entries.
  private var numbering: UInt64 = 0

  init() {
    unsafe entries = .allocate(capacity: 1 << Int(Self.bits))
    unsafe entries.initialize(repeating: Self.none, count: 1 << Int(Self.bits))
  }

  deinit { unsafe entries.deallocate() }

  private static let none = Entry(head: 0, tail: 0, shape: noShape, count: 0, position: 0)

  /// Forgets all when shapes are numbered anew.
  mutating func follow(_ numbering: UInt64) {
    guard numbering != self.numbering else { return }
    self.numbering = numbering
    unsafe entries.update(repeating: Self.none, count: 1 << Int(Self.bits))
  }

  /// The number of bytes of an entry that is about a list of keys: more than any key has. Its position is how many members
  /// of the list there are.
  static let listCount = UInt8.max

  /// The slot of the key with these words in objects of `shape`.
  @inline(__always)
  static func slot(head: UInt64, tail: UInt64, _ shape: UInt32) -> Int {
    // Multiplication spreads, the upper bits of the product are the best spread ones.
    let words = head ^ tail &* 0xD6E8_FEB8_6659_FD93 ^ UInt64(shape) &* 0xA076_1D64_78BD_642F
    return Int(truncatingIfNeeded: (words &* 0x9E37_79B9_7F4A_7C15) >> (64 &- bits))
  }
}
