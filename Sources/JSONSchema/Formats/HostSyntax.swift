/// Host names (RFC 1123, section 2.1) and international ones (RFC 5890, section 2.3.2.3).
enum HostSyntax {
  static func isHost(_ text: Span<UInt8>, international: Bool) -> Bool {
    guard text.count > 0 else { return false }
    var byteCount = 0
    var hasInternationalLabel = false
    var start = 0
    while true {
      let end = labelEnd(text, from: start, international)
      guard let label = label(text.extracting(start..<end), international) else { return false }
      byteCount += label.byteCount + 1
      if label.isInternational { hasInternationalLabel = true }
      if end == text.count { break }
      start = end + separatorLength(text, end, international)
    }
    return byteCount - 1 <= 253 && (!hasInternationalLabel || followsBidiRule(text, international))
  }

  /// Whether the directions of writing go together in all labels, of which each is a good one.
  private static func followsBidiRule(_ text: Span<UInt8>, _ international: Bool) -> Bool {
    var labels: [[Unicode.Scalar]] = []
    var start = 0
    while true {
      let end = labelEnd(text, from: start, international)
      let label = text.extracting(start..<end)
      labels.append((isEncoded(label) ? Punycode.decode(label.extracting(4..<label.count)) : nil) ?? scalars(label))
      if end == text.count { return BidiRule.holds(labels) }
      start = end + separatorLength(text, end, international)
    }
  }

  /// Where the next dot stands, or the end.
  private static func labelEnd(_ text: Span<UInt8>, from start: Int, _ international: Bool) -> Int {
    var at = start
    while at < text.count, separatorLength(text, at, international) == 0 { at += 1 }
    return at
  }

  /// Bytes of the dot at `at`; international names may have three other ones (RFC 3490, section 3.1).
  private static func separatorLength(_ text: Span<UInt8>, _ at: Int, _ international: Bool) -> Int {
    if text[at] == UInt8(ascii: ".") { return 1 }
    guard international, text[at] >= 0xE3, at + 2 < text.count else { return 0 }
    var behind = at
    guard let scalar = ScalarReading.scalar(text, &behind) else { return 0 }
    return scalar == "\u{3002}" || scalar == "\u{FF0E}" || scalar == "\u{FF61}" ? 3 : 0
  }

  /// How many bytes a label takes in ASCII, and whether it is an international one; `nil` when it is no label.
  private static func label(
    _ label: Span<UInt8>, _ international: Bool
  ) -> (byteCount: Int, isInternational: Bool)? {
    guard label.count > 0, label[0] != UInt8(ascii: "-"), label[label.count - 1] != UInt8(ascii: "-") else {
      return nil
    }
    var isASCII = true
    for place in label.indices {
      let byte = label[place]
      if byte >= 0x80 {
        isASCII = false
      } else if !ASCII.isLetter(byte), !ASCII.isDigit(byte), byte != UInt8(ascii: "-") {
        return nil
      }
    }
    guard isASCII || international else { return nil }
    if !isASCII { return internationalLength(label).map { ($0, true) } }
    guard label.count <= 63 else { return nil }
    // Two dashes at the third place are kept for encoded labels, which must then be good ones.
    guard label.count >= 4, label[2] == UInt8(ascii: "-"), label[3] == UInt8(ascii: "-") else {
      return (label.count, false)
    }
    return isGoodEncoded(label) ? (label.count, true) : nil
  }

  private static func isEncoded(_ label: Span<UInt8>) -> Bool {
    label.count >= 4 && label[0] | 0x20 == UInt8(ascii: "x") && label[1] | 0x20 == UInt8(ascii: "n")
      && label[2] == UInt8(ascii: "-") && label[3] == UInt8(ascii: "-")
  }

  /// Whether an encoded label stands for a good one, and is how that is encoded.
  private static func isGoodEncoded(_ label: Span<UInt8>) -> Bool {
    guard isEncoded(label), case let encoded = label.extracting(4..<label.count),
      let scalars = Punycode.decode(encoded), scalars.contains(where: { !$0.isASCII }),
      InternationalLabel.isGood(scalars)
    else { return false }
    let again = Punycode.encode(scalars)
    guard again.count == encoded.count else { return false }
    for place in encoded.indices {
      let byte = encoded[place]
      if (ASCII.isLetter(byte) ? byte | 0x20 : byte) != again[place] { return false }
    }
    return true
  }

  private static func internationalLength(_ label: Span<UInt8>) -> Int? {
    let scalars = scalars(label)
    // Encoded, no label of more scalars fits, and none needs to be worked out.
    guard scalars.count <= 59, InternationalLabel.isGood(scalars) else { return nil }
    let length = Punycode.encode(scalars).count + 4
    return length <= 63 ? length : nil
  }

  /// The scalars of a label; half a surrogate pair, which no label may have, becomes U+FFFD.
  private static func scalars(_ label: Span<UInt8>) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var at = 0
    while at < label.count { scalars.append(ScalarReading.scalar(label, &at) ?? "\u{FFFD}") }
    return scalars
  }
}
