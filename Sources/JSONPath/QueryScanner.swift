/// A query's text, read byte by byte.
struct QueryScanner {
  private let bytes: [UInt8]
  /// Where the next byte is.
  var offset = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { offset == bytes.count }

  /// The byte `distance` places ahead; `nil` behind the end.
  func peek(_ distance: Int = 0) -> UInt8? { offset + distance < bytes.count ? bytes[offset + distance] : nil }

  /// Whether `text` comes next.
  func starts(with text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  /// Passes over `text` if it comes next.
  mutating func take(_ text: String) -> Bool {
    guard starts(with: text) else { return false }
    offset += text.utf8.count
    return true
  }

  /// Passes over spaces, tabs and line ends.
  mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
  }

  /// Passes over the bytes that satisfy `condition`.
  mutating func take(while condition: (UInt8) -> Bool) -> String {
    let start = offset
    while let byte = peek(), condition(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// The text from `start` up to here.
  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

  /// What comes next, for a message.
  var found: String {
    guard let first = String(decoding: bytes[offset...].prefix(32), as: UTF8.self).unicodeScalars.first else {
      return "the end of the query"
    }
    switch first {
    case " ": return "a space"
    case "'": return "\"'\""
    case _ where first.value < 0x20:
      return "a control character"
    default: return "'\(first)'"
    }
  }

  /// An error at this place.
  func error(_ message: String) -> JSONPathError { JSONPathError(message, offset: offset) }

  /// Passes over `text`, or throws.
  mutating func expect(_ text: String, _ context: String) throws(JSONPathError) {
    if !take(text) { throw error("expected '\(text)' \(context), found \(found)") }
  }

  // MARK: Integers (RFC 9535, section 2.3.3)

  /// Passes over an integer between -(2^53 - 1) and 2^53 - 1; `nil` when none comes next.
  mutating func integer() throws(JSONPathError) -> Int? {
    let start = offset
    let isNegative = take("-")
    let digits = take { $0.isDigit }
    if digits.isEmpty {
      if isNegative { throw error("expected a digit behind '-', found \(found)") }
      return nil
    }
    if digits == "0", isNegative { throw JSONPathError("'-0' is no integer here; write '0'", offset: start) }
    if digits.count > 1, digits.hasPrefix("0") {
      throw JSONPathError("an integer has no leading zeros", offset: start)
    }
    guard let value = Int(digits), value < 1 << 53 else {
      throw JSONPathError("the integer is beyond 2^53 - 1", offset: start)
    }
    return isNegative ? -value : value
  }

  /// Passes over a number as JSON has it and returns its text.
  mutating func number() throws(JSONPathError) -> String {
    let start = offset
    _ = take("-")
    let digits = take { $0.isDigit }
    if digits.isEmpty { throw error("expected a digit behind '-', found \(found)") }
    if digits.count > 1, digits.hasPrefix("0") {
      throw JSONPathError("a number has no leading zeros", offset: start)
    }
    if take("."), take(while: { $0.isDigit }).isEmpty {
      throw error("expected a digit behind the decimal point, found \(found)")
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if take(while: { $0.isDigit }).isEmpty {
        throw error("expected a digit of the exponent, found \(found)")
      }
    }
    return text(from: start)
  }

  // MARK: Strings (RFC 9535, section 2.3.1)

  /// Passes over a string in single or double quotes, the first of which comes next, and returns what it stands for.
  mutating func string() throws(JSONPathError) -> String {
    let start = offset
    let quote = peek()
    offset += 1
    var content: [UInt8] = []
    while let byte = peek() {
      if byte == quote {
        offset += 1
        return String(decoding: content, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        content += String(try escape(quote: quote)).utf8
      } else if byte < 0x20 {
        throw error("a control character in a string must be written as an escape")
      } else {
        content.append(byte)
        offset += 1
      }
    }
    throw JSONPathError("the string has no closing quote", offset: start)
  }

  /// An escape, whose backslash comes next.
  private mutating func escape(quote: UInt8?) throws(JSONPathError) -> Unicode.Scalar {
    let start = offset
    offset += 1
    guard let byte = peek() else { throw JSONPathError("the escape is not complete", offset: start) }
    offset += 1
    switch byte {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "/"), UInt8(ascii: "\\"), quote: return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      let high = try hexadecimal(start)
      if let scalar = Unicode.Scalar(high) { return scalar }
      guard high < 0xDC00, take("\\u") else { break }
      let low = try hexadecimal(start)
      guard (0xDC00..<0xE000).contains(low) else { break }
      guard let scalar = Unicode.Scalar((high - 0xD800) << 10 + (low - 0xDC00) + 0x10000) else { break }
      return scalar
    default: throw JSONPathError("unknown escape in a string", offset: start)
    }
    throw JSONPathError("half of a surrogate pair is no character", offset: start)
  }

  /// Four hexadecimal digits of the escape at `start`.
  private mutating func hexadecimal(_ start: Int) throws(JSONPathError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek().flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw JSONPathError("four hexadecimal digits must follow '\\u'", offset: start)
      }
      value = value << 4 | UInt32(digit)
      offset += 1
    }
    return value
  }
}

extension UInt8 {
  /// Whether it is one of `0` to `9`.
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// Whether a member's name written without brackets can start with it. Bytes from 128 on are parts of letters.
  var isNameStart: Bool { isLetter || self == UInt8(ascii: "_") || self >= 0x80 }

  /// Whether it is one of `a` to `z` and `A` to `Z`.
  var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}
