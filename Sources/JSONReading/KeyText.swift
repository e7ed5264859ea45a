/// The first bytes of a key, with the closing quote and the colon behind it if there is room: what is expected in a text where
/// the key stands. Zeros behind.
@usableFromInline @safe struct KeyText: Equatable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  /// Bytes that it holds.
  static let byteCount = 32

  /// No key.
  init() {}

  /// The key of `count` bytes at `start`. `byteCount` bytes from there on can be read.
  init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    let words = unsafe UnsafeRawPointer(start)
    @inline(__always) func word(_ number: Int) -> UInt64 {
      let word = unsafe UInt64(littleEndian: words.loadUnaligned(fromByteOffset: number * 8, as: UInt64.self))
      return word & Self.mask(count - number * 8)
    }
    (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
    guard holdsColon(count) else { return }
    let behind = UInt16(UInt8(ascii: "\"")) | UInt16(UInt8(ascii: ":")) << 8
    unsafe withUnsafeMutableBytes(of: &self) {
      unsafe $0.storeBytes(of: behind.littleEndian, toByteOffset: count, as: UInt16.self)
    }
  }

  /// Whether it holds all of a key of `count` bytes and what stands behind it.
  func holdsColon(_ count: Int) -> Bool { count + 2 < Self.byteCount }

  /// The first sixteen bytes of the key, which has `count` of them; zeros behind.
  func words(_ count: Int) -> (head: UInt64, tail: UInt64) {
    (first & Self.mask(count), second & Self.mask(count - 8))
  }

  var hash: UInt64 {
    // Multiplication spreads.
    var hash = (first ^ second &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ third ^ hash >> 32) &* 0xA076_1D64_78BD_642F
    return (hash ^ fourth ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
  }

  /// The bits of a word that hold its first `count` bytes.
  private static func mask(_ count: Int) -> UInt64 {
    count <= 0 ? 0 : count >= 8 ? .max : (1 << UInt64(count * 8)) - 1
  }
}
