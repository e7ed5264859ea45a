/// A member name or other text of at most 32 bytes, to look for in records: five words without references, so that tables
/// of them are read without counting any.
public struct JSONShortKey: Hashable, Sendable {
  /// Its number of bytes.
  @usableFromInline let count: Int
  /// The first eight bytes, the first one lowest, filled up with zeros; the next eight of more than sixteen.
  @usableFromInline let head: UInt64
  @usableFromInline let second: UInt64
  /// The eight bytes before the last eight of more than sixteen; the last eight of eight or more.
  @usableFromInline let beforeTail: UInt64
  @usableFromInline let tail: UInt64

  /// The key with the UTF-8 of `text`; `nil` when that is too long.
  public init?(_ text: String) {
    let count = text.utf8.count
    guard count <= 32 else { return nil }
    self.count = count
    var text = text
    (head, second, beforeTail, tail) = text.withUTF8 { bytes in
      unsafe (
        bytes.word(at: 0), count > 16 ? bytes.word(at: 8) : 0, count > 16 ? bytes.word(at: count - 16) : 0,
        count < 8 ? 0 : bytes.word(at: count - 8)
      )
    }
  }

  /// The text of `count` bytes at `start`, 32 at most, behind which eight more can be read.
  @inlinable init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    self.count = count
    head = unsafe count < 8 ? Self.word(start) & ((1 << UInt64(count &* 8)) &- 1) : Self.word(start)
    second = unsafe count > 16 ? Self.word(start + 8) : 0
    beforeTail = unsafe count > 16 ? Self.word(start + (count &- 16)) : 0
    tail = unsafe count < 8 ? 0 : Self.word(start + (count &- 8))
  }

  /// Whether it has no bytes.
  @inlinable public var isEmpty: Bool { count == 0 }

  /// The text mixed into one word.
  @inlinable public var digest: UInt64 {
    let ends = (head ^ UInt64(truncatingIfNeeded: count)) &* 0xD6E8_FEB8_6659_FD93 ^ tail &* 0xA076_1D64_78BD_642F
    let middle = second &* 0x8EBC_6AF0_9C88_C6E3 ^ beforeTail &* 0x5899_65CC_7537_4CC3
    let words = ends ^ middle
    return (words ^ words >> 32) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The key of at most sixteen bytes, none of them 0: the first eight, the first one lowest, and the next eight, both
  /// filled up with zeros.
  @inlinable public init(low: UInt64, high: UInt64) {
    let lowCount = 8 - low.leadingZeroBitCount / 8
    let highCount = 8 - high.leadingZeroBitCount / 8
    count = lowCount &+ highCount
    head = low
    second = 0
    beforeTail = 0
    // The last eight bytes: what of the first eight is not among the last ones is shifted out.
    let shift = UInt64(truncatingIfNeeded: 8 &* highCount)
    tail = lowCount < 8 ? 0 : highCount == 0 ? low : highCount == 8 ? high : low >> shift | high << (64 &- shift)
  }

  /// The eight bytes from the ninth on, the first one lowest, filled up with zeros.
  var next: UInt64 { count <= 8 ? 0 : count > 16 ? second : tail >> UInt64(truncatingIfNeeded: 8 &* (16 &- count)) }

  /// Whether `count` bytes at `start`, behind which eight more can be read, are this key's.
  @inlinable @inline(__always)
  func matches(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count == self.count else { return false }
    let first = unsafe Self.word(start)
    if count < 8 { return first & ((1 << UInt64(count &* 8)) &- 1) == head }
    guard first == head, unsafe Self.word(start + (count &- 8)) == tail else { return false }
    return unsafe count <= 16
      || (Self.word(start + 8) == second && Self.word(start + (count &- 16)) == beforeTail)
  }

  @inlinable @inline(__always)
  static func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }
}

extension JSONShortKey {
  /// The keys with the UTF-8 of `texts`; `nil` when one of them is too long.
  public static func keys(_ texts: [String]) -> ContiguousArray<JSONShortKey>? {
    let keys = texts.compactMap { JSONShortKey($0) }
    return keys.count == texts.count ? ContiguousArray(keys) : nil
  }
}

extension JSONNode {
  /// The value that the members called `keys` lead to, one in the other; `nil` when one of them is missing.
  public func member(_ keys: ContiguousArray<JSONShortKey>) -> JSONNode? {
    var here = self
    for key in keys {
      guard let next = here.member(key) else { return nil }
      here = next
    }
    return here
  }

  /// The value of an object's first member called `key`; `nil` when there is none, and for other kinds. Looks at the
  /// object's shape, which most often tells without a look at the text that there is none.
  public func member(_ key: JSONShortKey) -> JSONNode? {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return nil }
    guard let position = position(of: key, inShape: self.raw(Int(raw.link)).link) else { return memberByText(key) }
    return position == 0 ? nil : member(at: position)
  }

  /// Whether it is an object with a member called `key`.
  public func hasMember(_ key: JSONShortKey) -> Bool {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return false }
    guard let position = position(of: key, inShape: self.raw(Int(raw.link)).link) else {
      return memberByText(key) != nil
    }
    return position != 0
  }

  /// The position from 1 of the first member called `key` in an object of `shape`, 0 when there is none; `nil` when the
  /// shape does not tell.
  @inline(__always)
  private func position(of key: JSONShortKey, inShape shape: UInt32) -> Int? {
    guard let places = unsafe tree.pointee.places else { return keyPosition(key, shape) }
    let entry = unsafe places + MemberPlaces.slot(head: key.head, tail: key.tail, shape)
    if unsafe entry.pointee.shape == shape, unsafe entry.pointee.head == key.head,
      unsafe entry.pointee.tail == key.tail, unsafe Int(entry.pointee.count) == key.count
    {
      return unsafe Int(entry.pointee.position)
    }
    guard let position = keyPosition(key, shape) else { return nil }
    // More bytes than the entry has would have to be compared.
    if key.count <= 16 {
      unsafe entry.initialize(
        to: MemberPlaces.Entry(
          head: key.head, tail: key.tail, shape: shape, count: UInt8(key.count), position: UInt8(position)))
    }
    return position
  }

  /// The same by a walk over the keys of the shape.
  @inline(never)
  private func keyPosition(_ key: JSONShortKey, _ shape: UInt32) -> Int? {
    let shapes = unsafe tree.pointee.shapes
    guard shape & RawNode.shapeless == 0, unsafe !shapes[Int(shape)].repeats else { return nil }
    var state = Int(shape)
    while state != 0 {
      let entry = unsafe shapes + state
      if unsafe Int(entry.pointee.byteCount) == key.count,
        unsafe entry.pointee.text.words(key.count) == (key.head, key.next)
      {
        return unsafe key.count <= 16 ? Int(entry.pointee.depth) : nil
      }
      state = unsafe Int(entry.pointee.parent)
    }
    return 0
  }

  /// The value of the member at `position`, from 1, which is there.
  private func member(at position: Int) -> JSONNode {
    let nodes = unsafe tree.pointee.nodes
    var at = index &+ 1
    for _ in 1..<position {
      let value = unsafe nodes[at &+ 1]
      at = value.kind >= RawNode.array ? Int(value.link) &+ 1 : at &+ 2
    }
    return unsafe JSONNode(tree: tree, index: at &+ 1)
  }

  private func memberByText(_ key: JSONShortKey) -> JSONNode? {
    for (name, value) in members where name.isString(key) { return value }
    return nil
  }

  /// A string's content, if it has at most 32 bytes and no escapes; `nil` for other values.
  @inlinable public var shortText: JSONShortKey? {
    let raw = self.raw
    guard raw.kind == RawNode.string, raw.link & RawNode.escapes == 0 else { return nil }
    let count = end &- raw.start &- 2
    return unsafe count <= 32 ? JSONShortKey(text + (raw.start &+ 1), count) : nil
  }

  /// Whether it is a string with the content of `key`.
  @inlinable public func isString(_ key: JSONShortKey) -> Bool {
    let raw = self.raw
    guard raw.kind == RawNode.string else { return false }
    guard raw.link & RawNode.escapes == 0 else { return isEscapedString(key) }
    return unsafe key.matches(text + (raw.start &+ 1), end &- raw.start &- 2)
  }

  @usableFromInline func isEscapedString(_ key: JSONShortKey) -> Bool {
    // Behind the decoded bytes eight more can be read, as the keys' comparison needs.
    let decoded = decodedBytes
    return unsafe (decoded + [UInt8](repeating: 0, count: 8)).withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map { unsafe key.matches($0, decoded.count) } ?? false
    }
  }

  /// Whether a string starts with `key`; `nil` where it must be decoded first, and for other kinds.
  @inlinable public func starts(with key: JSONShortKey) -> Bool? {
    let raw = self.raw
    guard raw.kind == RawNode.string, raw.link & RawNode.escapes == 0 else { return nil }
    guard end &- raw.start &- 2 >= key.count else { return false }
    return unsafe key.matches(text + (raw.start &+ 1), key.count)
  }

  /// Whether a string ends with `key`; `nil` where it must be decoded first, and for other kinds.
  @inlinable public func ends(with key: JSONShortKey) -> Bool? {
    let raw = self.raw
    guard raw.kind == RawNode.string, raw.link & RawNode.escapes == 0 else { return nil }
    guard end &- raw.start &- 2 >= key.count else { return false }
    return unsafe key.matches(text + (end &- 1 &- key.count), key.count)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The eight bytes from `start` on, the first one lowest; zeros stand for those behind the end.
  func word(at start: Int) -> UInt64 {
    var word: UInt64 = 0
    for place in start..<Swift.min(start + 8, count) {
      unsafe word |= UInt64(self[place]) << UInt64(8 * (place - start))
    }
    return word
  }
}
