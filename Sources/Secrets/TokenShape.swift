/// Tokens that are known by how they begin, wherever they stand.
enum TokenShape {
  /// The token that starts at `at`.
  @inline(__always)
  static func token(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    guard text.count - at > 8 else { return nil }
    switch text[at] {
    case UInt8(ascii: "A"): return amazonOrGoogle(text, at)
    case UInt8(ascii: "e"): return webToken(text, at)
    default: return prefixed(text, at)
    }
  }

  /// Names of keys at Amazon (20 capital letters and digits) and keys of Google (39 characters).
  private static func amazonOrGoogle(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    if isPrefix("AKIA", text, at) || isPrefix("ASIA", text, at) {
      guard text.count - at >= 20 else { return nil }
      for place in at + 4..<at + 20 {
        let byte = text[place]
        guard SecretSearch.isDigit(byte) || byte &- UInt8(ascii: "A") < 26 else { return nil }
      }
      return Secret(.keyID, at: at..<at + 20)
    }
    guard isPrefix("AIza", text, at), text.count - at >= 39 else { return nil }
    for place in at + 4..<at + 39 where !isOfToken(text[place]) || text[place] == UInt8(ascii: ".") { return nil }
    return Secret(.apiKey, at: at..<at + 39)
  }

  /// A JSON Web Token (RFC 7519): three parts with dots between them, of which the first is an object in base64url.
  private static func webToken(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    guard text[at + 1] == UInt8(ascii: "y"), text[at + 2] == UInt8(ascii: "J"), isStart(text, at) else { return nil }
    var (end, dotCount) = (at, 0)
    while end < text.count, isOfToken(text[end]) {
      if text[end] == UInt8(ascii: ".") { dotCount += 1 }
      end += 1
    }
    return dotCount >= 2 && end - at >= 20 ? Secret(.sessionToken, at: at..<end) : nil
  }

  /// Of GitHub, GitLab, Slack and Stripe: how they begin, and the fewest characters behind that.
  private static let prefixes: [(StaticString, Int)] = [
    ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30), ("github_pat_", 30), ("glpat-", 20),
    ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10), ("xoxs-", 10), ("sk_live_", 16), ("rk_live_", 16),
  ]

  private static func prefixed(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    switch (text[at], text[at + 1]) {
    case (UInt8(ascii: "g"), UInt8(ascii: "h")), (UInt8(ascii: "g"), UInt8(ascii: "i")),
      (UInt8(ascii: "g"), UInt8(ascii: "l")), (UInt8(ascii: "x"), UInt8(ascii: "o")),
      (UInt8(ascii: "s"), UInt8(ascii: "k")), (UInt8(ascii: "r"), UInt8(ascii: "k")):
      break
    default: return nil
    }
    guard isStart(text, at) else { return nil }
    for (prefix, least) in prefixes where isPrefix(prefix, text, at) {
      var end = at + prefix.utf8CodeUnitCount
      let start = end
      while end < text.count, isOfToken(text[end]), text[end] != UInt8(ascii: ".") { end += 1 }
      return end - start >= least ? Secret(.apiKey, at: at..<end) : nil
    }
    return nil
  }

  private static func isPrefix(_ prefix: StaticString, _ text: Span<UInt8>, _ at: Int) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard text.count - at >= count else { return false }
    return prefix.withUTF8Buffer { prefix in
      for place in 0..<count where text[at + place] != prefix[place] { return false }
      return true
    }
  }

  /// Whether no longer word runs up to `at`: the search looks at each such word once.
  private static func isStart(_ text: Span<UInt8>, _ at: Int) -> Bool { at == 0 || !isOfToken(text[at - 1]) }

  /// Letters, digits, hyphens, underscores and dots.
  static func isOfToken(_ byte: UInt8) -> Bool {
    SecretSearch.isLetter(byte) || SecretSearch.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".")
  }
}
