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
    let bytes = Array(text.utf8)
    guard bytes.count <= 32 else { return nil }
    func word(_ part: ArraySlice<UInt8>) -> UInt64 { part.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    count = bytes.count
    head = word(bytes.prefix(8))
    second = count > 16 ? word(bytes[8..<16]) : 0
    beforeTail = count > 16 ? word(bytes[(count - 16)..<(count - 8)]) : 0
    tail = count < 8 ? 0 : word(bytes.suffix(8))
  }

  /// Whether `count` bytes at `start`, behind which eight more can be read, are this key's.
  @inlinable @inline(__always)
  func matches(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count == self.count else { return false }
    let first = unsafe word(start)
    if count < 8 { return first & ((1 << UInt64(count &* 8)) &- 1) == head }
    guard first == head, unsafe word(start + (count &- 8)) == tail else { return false }
    return unsafe count <= 16 || (word(start + 8) == second && word(start + (count &- 16)) == beforeTail)
  }

  @inlinable @inline(__always)
  func word(_ start: UnsafePointer<UInt8>) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }
}

extension JSONNode {
  /// The value of an object's first member called `key`; `nil` when there is none, and for other kinds. Linear in
  /// the number of members.
  @inlinable public func member(_ key: JSONShortKey) -> JSONNode? {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return nil }
    let nodes = unsafe tree.pointee.nodes
    let text = unsafe tree.pointee.text
    let end = Int(raw.link)
    var at = index &+ 1
    while at < end {
      let name = unsafe nodes[at]
      if name.link & RawNode.escapes == 0
        ? unsafe key.matches(text + (name.start &+ 1), Int(name.link) &- name.start &- 2)
        : unsafe JSONNode(tree: tree, index: at).isString(key)
      {
        return unsafe JSONNode(tree: tree, index: at &+ 1)
      }
      let value = unsafe nodes[at &+ 1]
      at = value.kind >= RawNode.array ? Int(value.link) &+ 1 : at &+ 2
    }
    return nil
  }

  /// Whether it is a string with the content of `key`.
  @inlinable public func isString(_ key: JSONShortKey) -> Bool {
    let raw = self.raw
    guard raw.kind == RawNode.string else { return false }
    guard raw.link & RawNode.escapes == 0 else { return isEscapedString(key) }
    return unsafe key.matches(text + (raw.start &+ 1), Int(raw.link) &- raw.start &- 2)
  }

  @usableFromInline func isEscapedString(_ key: JSONShortKey) -> Bool {
    // Behind the decoded bytes eight more can be read, as the keys' comparison needs.
    let decoded = decodedBytes
    return unsafe (decoded + [UInt8](repeating: 0, count: 8)).withUnsafeBufferPointer { bytes in
      unsafe bytes.baseAddress.map { unsafe key.matches($0, decoded.count) } ?? false
    }
  }
}
