/// One escape of a string (RFC 8259, section 7).
@safe struct JSONEscape {
  /// The scalar it stands for, or half a surrogate pair.
  var value: UInt32
  /// 2, 6, or 12 for a pair of surrogates.
  var byteCount: Int

  /// Half of a pair without the other half.
  var isLoneSurrogate: Bool { value & 0xFFFF_F800 == 0xD800 }

  /// The escape whose backslash is at `offset` of `text`, in a string that ends at `end`; `nil` when it is none.
  init?(_ text: PaddedBytes, _ offset: Int, end: Int) {
    precondition(offset >= 0 && end <= text.count, "a string outside of its text")
    unsafe self.init(text.base, offset, end: end)
  }

  /// The escape whose backslash is at `offset` of a string that ends at `end`; `nil` when it is none.
  init?(_ text: UnsafePointer<UInt8>, _ offset: Int, end: Int) {
    guard offset + 1 < end else { return nil }
    byteCount = 2
    switch unsafe text[offset + 1] {
    case UInt8(ascii: "\""): value = 0x22
    case UInt8(ascii: "\\"): value = 0x5C
    case UInt8(ascii: "/"): value = 0x2F
    case UInt8(ascii: "b"): value = 0x08
    case UInt8(ascii: "f"): value = 0x0C
    case UInt8(ascii: "n"): value = 0x0A
    case UInt8(ascii: "r"): value = 0x0D
    case UInt8(ascii: "t"): value = 0x09
    case UInt8(ascii: "u"):
      guard let unit = unsafe Self.unit(text, offset, end) else { return nil }
      value = unit
      byteCount = 6
      if unit & 0xFFFF_FC00 == 0xD800, let low = unsafe Self.unit(text, offset + 6, end), low & 0xFFFF_FC00 == 0xDC00 {
        value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        byteCount = 12
      }
    default: return nil
    }
  }

  /// The four hexadecimal digits of `\uXXXX` at `offset`.
  private static func unit(_ text: UnsafePointer<UInt8>, _ offset: Int, _ end: Int) -> UInt32? {
    guard offset + 6 <= end, unsafe text[offset] == UInt8(ascii: "\\"), unsafe text[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for place in 2..<6 {
      let byte = unsafe text[offset + place]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// The content of a string, given without its quotes, as UTF-8. Half a pair is written like a scalar of its number,
  /// as WTF-8 does: no other text has these bytes, so unequal strings stay unequal.
  /// With `repairs` it becomes U+FFFD instead.
  static func decode(_ content: UnsafeBufferPointer<UInt8>, repairs: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count)
    guard let text = content.baseAddress else { return bytes }
    var offset = 0
    while offset < content.count {
      let byte = unsafe text[offset]
      guard byte == UInt8(ascii: "\\"), let escape = unsafe JSONEscape(text, offset, end: content.count) else {
        bytes.append(byte)
        offset += 1
        continue
      }
      append(repairs && escape.isLoneSurrogate ? 0xFFFD : escape.value, to: &bytes)
      offset += escape.byteCount
    }
    return bytes
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3F | 0x80) }
    switch value {
    case 0..<0x80: bytes.append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800: bytes += [UInt8(truncatingIfNeeded: value >> 6 | 0xC0), tail(0)]
    case 0x800..<0x10000: bytes += [UInt8(truncatingIfNeeded: value >> 12 | 0xE0), tail(6), tail(0)]
    default: bytes += [UInt8(truncatingIfNeeded: value >> 18 | 0xF0), tail(12), tail(6), tail(0)]
    }
  }
}
