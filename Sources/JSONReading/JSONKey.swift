/// A member name to look for. Made once and used often: its first and last bytes lie ready for comparison.
public struct JSONKey: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name, decoded.
  public let name: String
  /// Its UTF-8.
  @usableFromInline let bytes: [UInt8]
  /// The first eight bytes, the first one lowest, filled up with zeros.
  @usableFromInline let head: UInt64
  /// The last eight bytes, the first one lowest; 0 for names of fewer than eight bytes.
  @usableFromInline let tail: UInt64

  /// The key `name`.
  public init(_ name: String) {
    var text = name
    (bytes, head, tail) = text.withUTF8 { bytes in
      unsafe (Array(bytes), bytes.word(at: 0), bytes.count < 8 ? 0 : bytes.word(at: bytes.count - 8))
    }
    self.name = name
  }

  /// The key written as a literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// The name.
  public var description: String { name }

  /// Compares contents.
  public static func == (left: JSONKey, right: JSONKey) -> Bool { left.bytes == right.bytes }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// Whether `count` bytes at `start`, behind which eight more can be read, are this key's.
  @inlinable @inline(__always)
  func matches(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard count == bytes.count else { return false }
    let word = unsafe UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    if count < 8 { return word & ((1 << UInt64(count &* 8)) &- 1) == head }
    guard word == head else { return false }
    let last = unsafe UInt64(
      littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
    guard last == tail else { return false }
    return unsafe count <= 16 || matchesMiddle(start)
  }

  /// The bytes between the first and the last eight.
  @usableFromInline func matchesMiddle(_ start: UnsafePointer<UInt8>) -> Bool {
    for place in 8..<(bytes.count - 8) where unsafe start[place] != bytes[place] { return false }
    return true
  }
}
