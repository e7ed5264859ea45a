import SourceText

extension ReportText {
  /// Appends `text` as a JSON string (RFC 8259, section 7). Control characters of all kinds are escaped, U+007F to
  /// U+009F too, so that a report shown on a terminal never drives it.
  mutating func appendJSON(_ text: String) {
    append(byte: UInt8(ascii: "\""))
    appendEscaped(text, isToken: false)
    append(byte: UInt8(ascii: "\""))
  }

  /// Appends `pointer` as a JSON string.
  mutating func appendJSON(_ pointer: JSONPointer) {
    append(byte: UInt8(ascii: "\""))
    for token in pointer.tokens {
      append(byte: UInt8(ascii: "/"))
      appendEscaped(token, isToken: true)
    }
    append(byte: UInt8(ascii: "\""))
  }

  /// Appends `text` in runs of bytes that stand for themselves. In a token of a JSON Pointer `~` and `/` do not.
  private mutating func appendEscaped(_ text: String, isToken: Bool) {
    var text = text
    text.withUTF8 { utf8 in
      var run = 0
      for (offset, byte) in utf8.enumerated() {
        var control: UInt8?
        var length = 1
        switch byte {
        case 0..<0x20, 0x7F: control = byte
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): break
        case UInt8(ascii: "~") where isToken, UInt8(ascii: "/") where isToken: break
        case 0xC2 where offset + 1 < utf8.count && utf8[offset + 1] < 0xA0:
          // U+0080 to U+009F have the value of their second byte.
          control = utf8[offset + 1]
          length = 2
        default: continue
        }
        append(bytes: utf8[run..<offset])
        run = offset + length
        if let control { appendEscape(of: control) } else { appendEscape(ofSign: byte) }
      }
      append(bytes: utf8[run...])
    }
  }

  private mutating func appendEscape(ofSign sign: UInt8) {
    switch sign {
    case UInt8(ascii: "~"): append("~0")
    case UInt8(ascii: "/"): append("~1")
    default:
      append(byte: UInt8(ascii: "\\"))
      append(byte: sign)
    }
  }

  private mutating func appendEscape(of control: UInt8) {
    switch control {
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    default:
      append("\\u00")
      append(byte: hexadecimalDigit(control >> 4))
      append(byte: hexadecimalDigit(control & 15))
    }
  }

  private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
