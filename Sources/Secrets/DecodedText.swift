#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A text with escapes taken away, and where each of its bytes comes from.
struct DecodedText {
  private(set) var bytes: [UInt8] = []
  /// For each byte where it starts in the original, and behind the last one where that ends.
  private(set) var starts: [Int] = []

  /// The bytes of the original that `range` comes from.
  func origin(of range: Range<Int>) -> Range<Int> { starts[range.lowerBound]..<starts[range.upperBound] }

  private mutating func append(_ byte: UInt8, from start: Int) {
    bytes.append(byte)
    starts.append(start)
  }

  /// A text of JSON without its escapes (RFC 8259, section 7); `nil` when it has none. What is no escape stays.
  static func withoutJSONEscapes(_ text: Span<UInt8>) -> DecodedText? {
    guard contains(text, UInt8(ascii: "\\")) else { return nil }
    var decoded = DecodedText()
    var at = 0
    while at < text.count {
      guard text[at] == UInt8(ascii: "\\"), at + 1 < text.count else {
        decoded.append(text[at], from: at)
        at += 1
        continue
      }
      if text[at + 1] == UInt8(ascii: "u"), let scalar = scalar(text, at + 2) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { decoded.append(byte, from: at) }
        at += 6
      } else {
        decoded.append(meaning(of: text[at + 1]), from: at)
        at += 2
      }
    }
    decoded.starts.append(text.count)
    return decoded
  }

  /// This text without percent-encoding (RFC 3986, section 2.1); `nil` when it has none.
  func withoutPercentEncoding() -> DecodedText? {
    var decoded = DecodedText()
    var (at, isChanged) = (0, false)
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = ParameterName.hexValue(bytes[at + 1]),
        let low = ParameterName.hexValue(bytes[at + 2])
      {
        decoded.append(high << 4 | low, from: starts[at])
        at += 3
        isChanged = true
      } else {
        decoded.append(bytes[at], from: starts[at])
        at += 1
      }
    }
    decoded.starts.append(starts[bytes.count])
    return isChanged ? decoded : nil
  }

  /// `text` as it is.
  init(_ text: Span<UInt8>) {
    bytes.reserveCapacity(text.count)
    for at in 0..<text.count { bytes.append(text[at]) }
    starts = Array(0...text.count)
  }

  private init() {}

  private static func scalar(_ text: Span<UInt8>, _ start: Int) -> Unicode.Scalar? {
    guard start + 4 <= text.count else { return nil }
    var value: UInt32 = 0
    for place in start..<start + 4 {
      guard let digit = ParameterName.hexValue(text[place]) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    // Half of a pair is nothing that a credential has.
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// What an escape of two characters stands for.
  private static func meaning(of letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    default: letter
    }
  }

  /// Whether there may be more in `text` without its escapes: whether it has any but single slashes, colons, commas, tildes
  /// and plus signs, which addresses are full of and no credential begins with.
  static func tellsMore(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if place(of: UInt8(ascii: "\\"), in: text, from: 0) != nil { return true }
    var (at, wasSlash) = (0, -1)
    while let place = place(of: UInt8(ascii: "%"), in: text, from: at), place + 2 < text.count {
      switch (text[place + 1], text[place + 2] & 0xDF) {
      case (UInt8(ascii: "2"), UInt8(ascii: "F")):
        if wasSlash == place - 3 { return true }
        wasSlash = place
      case (UInt8(ascii: "2"), UInt8(ascii: "B")), (UInt8(ascii: "2"), UInt8(ascii: "C")),
        (UInt8(ascii: "3"), UInt8(ascii: "A")), (UInt8(ascii: "7"), UInt8(ascii: "E")):
        break
      default: return true
      }
      at = place + 1
    }
    return false
  }

  /// The place of the first `byte` from `start` on.
  private static func place(of byte: UInt8, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let bytes = text.baseAddress, start < text.count,
      let found = memchr(bytes + start, Int32(byte), text.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }

  private static func contains(_ text: Span<UInt8>, _ wanted: UInt8) -> Bool {
    for at in 0..<text.count where text[at] == wanted { return true }
    return false
  }
}
