/// Finds the ends of numbers and words, which tells whether they are any (RFC 8259, sections 3 and 6).
@safe enum ScalarScan {
  /// Behind the number at `start`, whatever its length; `nil` when it is none.
  static func numberEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int? {
    var end = start
    func skipDigits() -> Bool {
      let first = end
      while unsafe text[end] &- UInt8(ascii: "0") <= 9 { end += 1 }
      return end > first
    }
    if unsafe text[end] == UInt8(ascii: "-") { end += 1 }
    let isZero = unsafe text[end] == UInt8(ascii: "0")
    let first = end
    guard skipDigits(), !isZero || end == first + 1 else { return nil }
    if unsafe text[end] == UInt8(ascii: ".") {
      end += 1
      guard skipDigits() else { return nil }
    }
    if unsafe text[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      if unsafe text[end] == UInt8(ascii: "+") || text[end] == UInt8(ascii: "-") { end += 1 }
      guard skipDigits() else { return nil }
    }
    return end
  }

  /// Behind `true`, `false` or `null`; `nil` when none of them is at `start`.
  static func wordEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int? {
    let word = unsafe UInt32(littleEndian: UnsafeRawPointer(text + start).loadUnaligned(as: UInt32.self))
    switch word {
    case 0x6575_7274, 0x6C6C_756E: return start &+ 4  // true, null
    case 0x736C_6166 where unsafe text[start &+ 4] == UInt8(ascii: "e"): return start &+ 5  // false
    default: return nil
    }
  }
}
