/// Finds the first place where a text is not JSON (RFC 8259), byte by byte, and says what is wrong there. Slow and
/// plain: it runs when the fast reader has said no, and beside it in tests.
public struct JSONSyntaxChecker {
  private let limits: JSONLimits

  /// A checker that refuses what goes beyond `limits`.
  public init(limits: JSONLimits = JSONLimits()) { self.limits = limits }

  /// What is wrong with the bytes of `range`. Offsets count from its start. To be asked when something is.
  public func error(in text: PaddedBytes, _ range: Range<Int>) -> JSONSyntaxError {
    do {
      try check(text, range)
    } catch {
      return error
    }
    return JSONSyntaxError("text that two readers disagree about; please report it", at: 0)
  }

  /// Checks that the bytes of `range` are one JSON value with blanks around it. Offsets count from its start.
  public func check(_ text: PaddedBytes, _ range: Range<Int>) throws(JSONSyntaxError) {
    var scanner = Scanner(text: text, base: range.lowerBound, count: range.count, depthLimit: limits.depth)
    try scanner.value()
  }
}

/// One pass over one text.
private struct Scanner {
  let text: PaddedBytes
  /// The first byte in `text`, and the number of bytes.
  let base, count: Int
  let depthLimit: Int
  var at = 0

  /// The byte to look at, `nil` at the end.
  var byte: UInt8? { byte(at) }

  func byte(_ offset: Int) -> UInt8? { offset < count ? text[base + offset] : nil }

  /// Whether `word` stands at `offset`.
  func has(_ word: some Sequence<UInt8>, at offset: Int) -> Bool {
    var offset = offset
    for letter in word {
      guard byte(offset) == letter else { return false }
      offset += 1
    }
    return true
  }

  mutating func value() throws(JSONSyntaxError) {
    if has([0xEF, 0xBB, 0xBF], at: 0) { throw JSONSyntaxError(.encoding, "byte order mark", at: 0) }
    if has([0xFF, 0xFE], at: 0) || has([0xFE, 0xFF], at: 0) {
      throw JSONSyntaxError(.encoding, "UTF-16 instead of UTF-8", at: 0)
    }
    skipBlanks()
    guard byte != nil else { throw JSONSyntaxError(.truncated, "empty text", at: 0) }
    // A stack of what is open, not recursion: depth is data.
    var openings: [(isObject: Bool, at: Int)] = []
    values: while true {
      skipBlanks()
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let isObject = byte == UInt8(ascii: "{")
        guard openings.count < depthLimit else {
          throw JSONSyntaxError(.limit, "more than \(depthLimit) arrays and objects within each other", at: at)
        }
        openings.append((isObject, at))
        at += 1
        skipBlanks()
        if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) { break }
        if isObject { try key(isFirst: true) }
        continue values
      default: try scalar(in: openings.last)
      }
      // Behind a value.
      while let open = openings.last {
        skipBlanks()
        guard let byte else { throw unclosed(open) }
        let closing = open.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if byte == closing {
          at += 1
          openings.removeLast()
        } else if byte == UInt8(ascii: ",") {
          at += 1
          skipBlanks()
          if self.byte == closing {
            throw JSONSyntaxError("comma before \(open.isObject ? "'}'" : "']'")", at: at - 1)
          }
          if open.isObject { try key(isFirst: false) }
          continue values
        } else {
          try checkEncoding()
          throw JSONSyntaxError(
            "\(found()) where \(open.isObject ? "',' or '}'" : "',' or ']'") should stand", at: at)
        }
      }
      break
    }
    skipBlanks()
    if byte != nil {
      try checkEncoding()
      throw JSONSyntaxError("\(found()) behind the end of the value", at: at)
    }
  }

  func unclosed(_ open: (isObject: Bool, at: Int)) -> JSONSyntaxError {
    JSONSyntaxError(
      .truncated, "text ends inside \(open.isObject ? "an object" : "an array")", at: count)
  }

  mutating func skipBlanks() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
  }

  mutating func key(isFirst: Bool) throws(JSONSyntaxError) {
    guard let byte else { throw JSONSyntaxError(.truncated, "text ends inside an object", at: at) }
    guard byte == UInt8(ascii: "\"") else {
      try checkEncoding()
      throw JSONSyntaxError("\(found()) where a key\(isFirst ? " or '}'" : "") should stand", at: at)
    }
    try string()
    skipBlanks()
    guard let colon = self.byte else { throw JSONSyntaxError(.truncated, "text ends inside an object", at: at) }
    guard colon == UInt8(ascii: ":") else {
      try checkEncoding()
      throw JSONSyntaxError("\(found()) where ':' should stand", at: at)
    }
    at += 1
  }

  mutating func scalar(in open: (isObject: Bool, at: Int)?) throws(JSONSyntaxError) {
    guard let byte else {
      if let open { throw unclosed(open) }
      throw JSONSyntaxError(.truncated, "empty text", at: at)
    }
    switch byte {
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default:
      let start = at
      for (word, kind) in [
        ("true", JSONSyntaxError.Kind.grammar), ("false", .grammar), ("null", .grammar), ("NaN", .notANumber),
        ("Infinity", .notANumber),
      ] where has(word.utf8, at: at) {
        at += word.utf8.count
        guard kind == .grammar else { throw JSONSyntaxError(kind, "\(word) is not JSON", at: start) }
        if let byte = self.byte, isWordByte(byte) {
          throw JSONSyntaxError("\(wordFound(start)) is not a value", at: start)
        }
        return
      }
      try checkEncoding()
      if isWordByte(byte), byte != UInt8(ascii: "-") {
        let isCut = ["true", "false", "null"].contains { word in
          count - at < word.utf8.count && has(word.utf8.prefix(count - at), at: at)
        }
        if isCut { throw JSONSyntaxError(.truncated, "text ends inside a word", at: count) }
        throw JSONSyntaxError("\(wordFound(start)) is not a value", at: start)
      }
      throw JSONSyntaxError("\(found()) where a value should stand", at: at)
    }
  }

  mutating func number() throws(JSONSyntaxError) {
    let start = at
    if byte == UInt8(ascii: "-") { at += 1 }
    guard let first = byte else { throw JSONSyntaxError(.truncated, "text ends inside a number", at: at) }
    if has("Infinity".utf8, at: at) || has("NaN".utf8, at: at) {
      throw JSONSyntaxError(.notANumber, "\(wordFound(start)) is not JSON", at: start)
    }
    guard isDigit(first) else { throw JSONSyntaxError("'-' without a digit behind it", at: start) }
    skipDigits()
    if first == UInt8(ascii: "0"), at > start + (byte(start) == UInt8(ascii: "-") ? 2 : 1) {
      throw JSONSyntaxError("number with a leading zero", at: start)
    }
    if byte == UInt8(ascii: ".") {
      at += 1
      try digits(behind: "the decimal point", start)
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      at += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { at += 1 }
      try digits(behind: "the exponent's 'e'", start)
    }
    if let byte, isWordByte(byte) || byte == UInt8(ascii: ".") {
      try checkEncoding()
      throw JSONSyntaxError("\(wordFound(start)) is not a number", at: start)
    }
  }

  mutating func digits(behind what: String, _ start: Int) throws(JSONSyntaxError) {
    guard let byte else { throw JSONSyntaxError(.truncated, "text ends inside a number", at: at) }
    guard isDigit(byte) else { throw JSONSyntaxError("number without a digit behind \(what)", at: start) }
    skipDigits()
  }

  mutating func skipDigits() { while let byte, isDigit(byte) { at += 1 } }

  mutating func string() throws(JSONSyntaxError) {
    at += 1
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"):
        if let escape = JSONEscape(text, base + at, end: base + count) {
          at += escape.byteCount
        } else if at + 2 > count {
          throw JSONSyntaxError(.truncated, "text ends inside a string", at: count)
        } else if self.byte(at + 1) == UInt8(ascii: "u") {
          throw JSONSyntaxError("'\\u' without four hexadecimal digits behind it", at: at)
        } else {
          let escape = at
          at += 1
          throw JSONSyntaxError("unknown escape: '\\' and \(found())", at: escape)
        }
      case 0..<0x20:
        throw JSONSyntaxError("\(controlName(byte)) inside a string, not written as an escape", at: at)
      case 0x20..<0x80: at += 1
      default: at += try sequenceLength()
      }
    }
    throw JSONSyntaxError(.truncated, "text ends inside a string", at: count)
  }

  /// Throws when the bytes to look at are not UTF-8.
  func checkEncoding() throws(JSONSyntaxError) {
    if let byte, byte >= 0x80 { _ = try sequenceLength() }
  }

  /// The bytes of the UTF-8 sequence to look at (RFC 3629, section 4).
  func sequenceLength() throws(JSONSyntaxError) -> Int {
    let bad = JSONSyntaxError(.encoding, "invalid UTF-8: byte \(hex(UInt32(byte ?? 0), 2))", at: at)
    let first = byte ?? 0
    let (length, low, high): (Int, UInt8, UInt8) =
      switch first {
      case 0xC2...0xDF: (2, 0x80, 0xBF)
      case 0xE0: (3, 0xA0, 0xBF)
      case 0xED: (3, 0x80, 0x9F)
      case 0xE1...0xEF: (3, 0x80, 0xBF)
      case 0xF0: (4, 0x90, 0xBF)
      case 0xF1...0xF3: (4, 0x80, 0xBF)
      case 0xF4: (4, 0x80, 0x8F)
      default: throw bad
      }
    for place in 1..<length {
      guard let next = byte(at + place) else { throw bad }
      guard place == 1 ? (low...high).contains(next) : (0x80...0xBF).contains(next) else { throw bad }
    }
    return length
  }

  func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }

  func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte >= 0x80
  }

  /// The run of letters and digits from `start`, quoted and cut to a readable length.
  func wordFound(_ start: Int) -> String {
    var end = start
    while let next = byte(end), isWordByte(next) || next == UInt8(ascii: "."), end - start < 24 { end += 1 }
    return "'\(String(decoding: text.bytes(base + start..<base + end), as: UTF8.self))'"
  }

  /// The character to look at, in words.
  func found() -> String {
    guard let byte else { return "the end of the text" }
    if byte == UInt8(ascii: "\"") { return "a string" }
    if byte < 0x20 || byte == 0x7F { return controlName(byte) }
    if isWordByte(byte) { return wordFound(at) }
    return "'\(Character(UnicodeScalar(byte)))'"
  }

  func controlName(_ byte: UInt8) -> String {
    switch byte {
    case 0x00: "a NUL byte"
    case 0x09: "a tab"
    case 0x0A: "a line feed"
    default: "control character U+\(hex(UInt32(byte), 4))"
    }
  }

  func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
