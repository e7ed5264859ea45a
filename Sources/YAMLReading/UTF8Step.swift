/// Steps over the scalars of a UTF-8 text.
enum UTF8Step {
  /// The bytes of the scalar that starts at `offset`, which is within `bytes`; `nil` when they are not UTF-8 (RFC 3629,
  /// section 4).
  static func length(at offset: Int, in bytes: [UInt8]) -> Int? {
    let second: ClosedRange<UInt8>
    let length: Int
    switch bytes[offset] {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return nil }
    for later in bytes[(offset + min(length, 2))..<(offset + length)] where later & 0xC0 != 0x80 { return nil }
    return length
  }
}
