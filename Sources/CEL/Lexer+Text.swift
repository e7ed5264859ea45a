// Strings and bytes.
extension Lexer {
  /// The literal at the quote ahead, behind its prefix.
  mutating func text(isRaw: Bool, isBytes: Bool) throws(CELError) -> Token.Kind {
    let start = at
    let quote = peek()
    let width = peek(1) == quote && peek(2) == quote ? 3 : 1
    at += width
    var content: [UInt8] = []
    while true {
      guard at < source.count else { throw error("unclosed string", from: start) }
      if peek() == quote, width == 1 || peek(1) == quote && peek(2) == quote { break }
      switch peek() {
      case UInt8(ascii: "\\") where !isRaw: try escape(into: &content, isBytes: isBytes)
      case UInt8(ascii: "\n") where width == 1, UInt8(ascii: "\r") where width == 1:
        throw error("a string between single quotes ends on its line", from: start)
      default:
        content.append(peek())
        at += 1
      }
    }
    at += width
    return isBytes ? .bytes(content) : .string(String(decoding: content, as: UTF8.self))
  }

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(CELError) {
    let start = at
    at += 1
    let letter = peek()
    at += 1
    switch letter {
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      content.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): try append(try digits(2, radix: 16, from: start), isBytes)
    case UInt8(ascii: "u") where !isBytes: try append(try digits(4, radix: 16, from: start), false)
    case UInt8(ascii: "U") where !isBytes: try append(try digits(8, radix: 16, from: start), false)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      at -= 1
      try append(try digits(3, radix: 8, from: start), isBytes)
    default:
      throw error("unknown escape '\\\(String(decoding: [letter], as: UTF8.self))'", from: start)
    }

    func append(_ value: UInt32, _ isByte: Bool) throws(CELError) {
      if isByte {
        content.append(UInt8(truncatingIfNeeded: value))
      } else if let scalar = Unicode.Scalar(value) {
        content.append(contentsOf: UTF8.encode(scalar) ?? .init())
      } else {
        throw error("no Unicode character has this number", from: start)
      }
    }
  }

  private mutating func digits(_ count: Int, radix: UInt32, from start: Int) throws(CELError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = peek().hexValue, digit < radix else {
        throw error("an escape like this has \(count) digits", from: start)
      }
      value = value &* radix &+ digit  // At most eight hexadecimal digits.
      at += 1
    }
    return value
  }
}
