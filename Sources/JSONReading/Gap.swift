/// What stands between two nodes: blanks, commas and colons only, as the structural index knows; here it is asked how
/// many and which. Nearly always there is nothing or a separator without blanks, which takes one comparison.
@safe enum Gap {
  /// The two bytes before `offset`, which is 2 or more, the first one lowest.
  @inline(__always)
  static func pair(_ text: UnsafePointer<UInt8>, _ offset: Int) -> UInt16 {
    unsafe UInt16(littleEndian: UnsafeRawPointer(text + (offset &- 2)).loadUnaligned(as: UInt16.self))
  }

  static let quoteAndColon = UInt16(UInt8(ascii: "\"")) | UInt16(UInt8(ascii: ":")) << 8
  static let quoteAndComma = UInt16(UInt8(ascii: "\"")) | UInt16(UInt8(ascii: ",")) << 8

  /// Whether there is the right thing between a value that ends at `end` and the node `next`: a comma or, if that is a
  /// closing bracket, nothing; and blanks.
  @inline(__always)
  static func follows(_ next: RawNode, _ end: Int, _ text: UnsafePointer<UInt8>) -> Bool {
    if next.isClosing { return unsafe isBlank(text, end, next.start) }
    if next.start == end &+ 1, unsafe text[end] == UInt8(ascii: ",") { return true }
    return unsafe isSeparated(text, end, next.start)
  }

  /// Whether only blanks are between two offsets.
  @inline(__always)
  static func isBlank(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    unsafe start == end || blanksEnd(text, start, end) == end
  }

  /// Whether only blanks and one comma are between two offsets.
  private static func isSeparated(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let comma = unsafe blanksEnd(text, start, end)
    guard comma < end, unsafe text[comma] == UInt8(ascii: ",") else { return false }
    return unsafe blanksEnd(text, comma &+ 1, end) == end
  }

  /// The first byte from `start` on, and before `end`, that is no blank; else `end`. Pretty-printed texts have a line feed
  /// and many spaces there.
  private static func blanksEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    guard at < end, unsafe text[at] <= 0x20 else { return at }
    at &+= 1
    while end &- at >= 8, unsafe word(text, at) == eightSpaces { at &+= 8 }
    while at < end, unsafe text[at] <= 0x20 { at &+= 1 }
    return at
  }

  /// Behind the closing quote of a string that blanks, `separator` if there is one, and blanks divide from the node that
  /// starts at `next`; `nil` when something else does.
  static func stringEnd(_ text: UnsafePointer<UInt8>, before next: Int, separator: UInt8? = nil) -> Int? {
    // A quote is found before the text begins to be another one's.
    var end = next
    while end >= 8, unsafe word(text, end &- 8) == eightSpaces { end &-= 8 }
    while unsafe text[end &- 1] <= 0x20 { end &-= 1 }
    if let separator {
      guard unsafe text[end &- 1] == separator else { return nil }
      end &-= 1
      while unsafe text[end &- 1] <= 0x20 { end &-= 1 }
    }
    return unsafe text[end &- 1] == UInt8(ascii: "\"") ? end : nil
  }

  private static let eightSpaces: UInt64 = 0x2020_2020_2020_2020

  @inline(__always)
  private static func word(_ text: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
    unsafe UnsafeRawPointer(text + offset).loadUnaligned(as: UInt64.self)
  }
}
