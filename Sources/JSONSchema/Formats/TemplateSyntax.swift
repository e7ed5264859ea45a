/// URI templates (RFC 6570, section 2).
enum TemplateSyntax {
  static func isTemplate(_ text: Span<UInt8>) -> Bool {
    var at = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "{"):
        let start = at + 1
        while at < text.count, text[at] != UInt8(ascii: "}") { at += 1 }
        guard at < text.count, isExpression(text.extracting(start..<at)) else { return false }
        at += 1
      case UInt8(ascii: "%"):
        guard at + 2 < text.count, ASCII.isHexadecimal(text[at + 1]), ASCII.isHexadecimal(text[at + 2]) else {
          return false
        }
        at += 3
      case 0...0x20, 0x22, 0x27, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7C, 0x7D, 0x7F: return false
      default:
        guard ScalarReading.scalar(text, &at) != nil else { return false }
      }
    }
    return true
  }

  private static func isExpression(_ text: Span<UInt8>) -> Bool {
    var at = 0
    if text.count > 0, isOperator(text[0]) { at = 1 }
    while true {
      guard takeName(text, &at) else { return false }
      if at < text.count, text[at] == UInt8(ascii: "*") {
        at += 1
      } else if at < text.count, text[at] == UInt8(ascii: ":") {
        let start = at + 1
        at = start
        while at < text.count, ASCII.isDigit(text[at]) { at += 1 }
        guard 1...4 ~= at - start, text[start] != UInt8(ascii: "0") else { return false }
      }
      if at == text.count { return true }
      guard text[at] == UInt8(ascii: ",") else { return false }
      at += 1
    }
  }

  private static func isOperator(_ byte: UInt8) -> Bool {
    ("+#./;?&=,!@|" as StaticString).withUTF8Buffer { $0.contains(byte) }
  }

  /// A name of letters, digits, `_` and percent-encoded bytes, with single dots between them.
  private static func takeName(_ text: Span<UInt8>, _ at: inout Int) -> Bool {
    var isBehindCharacter = false
    while at < text.count {
      let byte = text[at]
      if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == UInt8(ascii: "_") {
        at += 1
      } else if byte == UInt8(ascii: "%"), at + 2 < text.count, ASCII.isHexadecimal(text[at + 1]),
        ASCII.isHexadecimal(text[at + 2])
      {
        at += 3
      } else if byte == UInt8(ascii: "."), isBehindCharacter {
        isBehindCharacter = false
        at += 1
        continue
      } else {
        break
      }
      isBehindCharacter = true
    }
    return isBehindCharacter
  }
}
