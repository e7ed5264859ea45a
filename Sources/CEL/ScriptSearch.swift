/// Scripts in HTML and Markdown.
enum ScriptSearch {
  /// Whether `text` has a `script` element, a handler of events in a tag (`onclick=`), or an address that is a script
  /// (`javascript:`). In one pass.
  static func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var isInTag = false
    // What the value of an attribute ends with, while one is passed.
    var quote: UInt8?
    for (at, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "<"):
        if word("script", in: text, at + 1), at + 7 == text.count || endsName(text[at + 7]) { return true }
        if at + 1 < text.count { isInTag = isInTag || text[at + 1].isLowerASCII || text[at + 1].isUpperASCII }
      case UInt8(ascii: ">"): if quote == nil { isInTag = false }
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if byte == quote { quote = nil } else if isInTag, quote == nil, isBehindEquals(text, at) { quote = byte }
      case UInt8(ascii: "j"), UInt8(ascii: "J"): if isAddress(text, at) { return true }
      case UInt8(ascii: "o"), UInt8(ascii: "O"): if isInTag, quote == nil, isHandler(text, at) { return true }
      default: break
      }
    }
    return false
  }

  /// Whether the name of an element ends before `byte`.
  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
  }

  /// Whether nothing but blanks is between an equals sign and `at`.
  private static func isBehindEquals(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    let before = startOfBlanks(before: at, in: text)
    return before > 0 && text[before - 1] == UInt8(ascii: "=")
  }

  /// Where the blanks begin that end at `at`, of which eight are looked at.
  private static func startOfBlanks(before at: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var start = at
    while start > 0, start > at - 8, text[start - 1] <= 0x20 { start -= 1 }
    return start
  }

  /// Whether `word`, in small letters, stands at `at`, in letters of any case.
  private static func word(_ word: StaticString, in text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at + word.utf8CodeUnitCount <= text.count else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { text[at + $0] | 0x20 == word.utf8Start[$0] }
  }

  /// Whether `javascript:` stands at `at`, and not in a sentence. Browsers pass over line ends and tabs in it.
  private static func isAddress(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    var place = at
    for letter in "javascript:".utf8 {
      while place < text.count, place > at, text[place] < 0x20 { place += 1 }
      guard place < text.count, text[place] | 0x20 == letter | 0x20 else { return false }
      place += 1
    }
    // So are blanks before it.
    let before = startOfBlanks(before: at, in: text)
    let isDelimited = before > 0 && "('\"=<`".utf8.contains(text[before - 1])
    if before == at, isDelimited { return true }
    return (before == 0 || isDelimited) && place < text.count && text[place] != 0x20
  }

  /// Whether an attribute stands at `at` whose name begins with `on`.
  private static func isHandler(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at > 0, text[at - 1] <= 0x20 || "/\"'".utf8.contains(text[at - 1]), word("on", in: text, at) else {
      return false
    }
    var place = at + 2
    // The longest name is that of a handler with 26 letters.
    while place < text.count, place < at + 30, text[place].isLowerASCII || text[place].isUpperASCII { place += 1 }
    guard place > at + 3 else { return false }
    let end = place
    while place < text.count, place < end + 8, text[place] <= 0x20 { place += 1 }
    return place < text.count && text[place] == UInt8(ascii: "=")
  }
}
