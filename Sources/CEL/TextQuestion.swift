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
