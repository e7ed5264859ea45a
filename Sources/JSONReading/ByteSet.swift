/// Some of the 256 bytes, to find the first of them in a text. Takes two or three instructions a byte where they are rare.
///
/// Made once for each set that a program has, and never freed.
@safe public struct ByteSet: @unchecked Sendable {
  // May cross threads: it is constant.
  private let isMember: UnsafePointer<UInt8>

  /// The bytes of which `isMember` is true.
  public init(where isMember: (UInt8) -> Bool) {
    let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    for byte in 0..<256 { unsafe (table + byte).initialize(to: isMember(UInt8(byte)) ? 1 : 0) }
    unsafe self.isMember = UnsafePointer(table)
  }

  /// Whether `byte` is one of them.
  public func contains(_ byte: UInt8) -> Bool { unsafe isMember[Int(byte)] != 0 }

  /// The place of the first of them in `text` at `start` or behind it; `nil` when there is none.
  public func first(in text: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let bytes = text.baseAddress else { return nil }
    let table = unsafe isMember
    var at = start
    while at &+ 4 <= text.count {
      let first = unsafe table[Int(bytes[at])] | table[Int(bytes[at &+ 1])]
      let second = unsafe table[Int(bytes[at &+ 2])] | table[Int(bytes[at &+ 3])]
      if first | second != 0 { break }
      at &+= 4
    }
    while at < text.count {
      if unsafe table[Int(bytes[at])] != 0 { return at }
      at &+= 1
    }
    return nil
  }
}
