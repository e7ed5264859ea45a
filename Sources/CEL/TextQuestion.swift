import Secrets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Questions about texts that are answered from their UTF-8 without a copy: they are put to every text of a record.
enum TextQuestion: String, CaseIterable {
  case holdsEmail = "text.holds_email"
  case holdsPhone = "text.holds_phone"
  case holdsSecret = "text.holds_secret"
  case holdsSessionToken = "text.holds_session_token"
  case holdsAPIKey = "text.holds_api_key"
  case holdsScript = "text.holds_script"
  case formula = "text.formula"

  /// Secrets with fewer bytes are none to tell of: they may as well be a word or a number, as in `token=3`.
  static let shortestSecret = 6

  /// Whether it is so of `text`.
  func isTrue(of text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch self {
    case .holdsEmail: Self.holds(UInt8(ascii: "@"), text) && EmailAddress.isFound(in: text)
    case .holdsPhone: Self.holds(UInt8(ascii: "+"), text) && Self.holdsPhone(text)
    case .holdsSecret: Secrets.isFound(in: text, leastCount: Self.shortestSecret)
    case .holdsSessionToken: Secrets.isFound(in: text, of: .sessionToken, leastCount: Self.shortestSecret)
    case .holdsAPIKey: Secrets.isFound(in: text, of: .apiKey, leastCount: Self.shortestSecret)
    case .holdsScript: ScriptSearch.isFound(in: text)
    case .formula: Self.isFormula(text)
    }
  }

  private static func holds(_ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.baseAddress.map { memchr($0, Int32(byte), text.count) != nil } ?? false
  }

  /// Whether a telephone number with its country stands in `text`: `+`, then eight to fifteen digits (ITU-T E.164), with one or
  /// two blanks, hyphens, dots, slashes or brackets between them. Without a country, nobody tells one from other numbers.
  private static func holdsPhone(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at + 1 < text.count {
      defer { at += 1 }
      guard text[at] == UInt8(ascii: "+"), text[at + 1].isDigit, text[at + 1] != UInt8(ascii: "0"),
        at == 0 || !isOfWord(text[at - 1])
      else { continue }
      var (digitCount, separatorCount) = (0, 0)
      var place = at + 1
      while place < text.count, digitCount < 16 {
        let byte = text[place]
        place += 1
        if byte.isDigit {
          digitCount += 1
          separatorCount = 0
          // It may end here: what is behind, a word or a date, is not of it.
          if (8...15).contains(digitCount), place == text.count || !isOfWord(text[place]) { return true }
        } else if separatorCount < 2, " -./()".utf8.contains(byte) {
          separatorCount += 1
        } else {
          place -= 1
          break
        }
      }
      at = place - 1
    }
    return false
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isUpperASCII || byte.isLowerASCII || byte >= 0x80 || byte == UInt8(ascii: "+")
  }

  /// Whether a spreadsheet that reads `text` from a CSV file takes it for a formula: by its first character ("CSV Injection" of
  /// OWASP). Numbers with a sign are none, nor is a sign alone.
  private static func isFormula(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, text.count > 1 else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      return !isNumber(text.dropFirst())
    default: return false
    }
  }

  /// Whether `text` is digits, with dots, commas, blanks and `%` among them, and perhaps an exponent.
  private static func isNumber(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let digits = text.prefix { $0.isDigit || ".,% ".utf8.contains($0) }
    guard digits.endIndex < text.endIndex else { return true }
    var exponent = text[(digits.endIndex + 1)...]
    if exponent.first == UInt8(ascii: "+") || exponent.first == UInt8(ascii: "-") { exponent = exponent.dropFirst() }
    return text[digits.endIndex] | 0x20 == UInt8(ascii: "e") && digits.contains(where: \.isDigit) && !exponent.isEmpty
      && exponent.allSatisfy(\.isDigit)
  }
}

/// Scripts in HTML and Markdown.
private enum ScriptSearch {
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
    var before = at
    while before > 0, before > at - 8, text[before - 1] <= 0x20 { before -= 1 }
    return before > 0 && text[before - 1] == UInt8(ascii: "=")
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
    var before = at
    while before > 0, before > at - 8, text[before - 1] <= 0x20 { before -= 1 }
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
