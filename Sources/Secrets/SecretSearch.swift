/// Looks for credentials in a text as it stands, byte by byte, in time that grows with the text alone.
///
/// Whatever starts with a credential is passed over as a whole, and what is looked at again is bounded: no text makes the
/// search quadratic.
enum SecretSearch {
  /// Visits the credentials of `text` in order, until `visit` says that it has seen enough. Whether it said so.
  @discardableResult
  static func search(_ text: Span<UInt8>, _ visit: (Secret) -> Bool) -> Bool {
    var at = 0
    let (first, second) = (first, second)
    while at < text.count {
      // What a byte may tell of is decided by the next one: most letters are passed over without a closer look.
      let following = at + 1 < text.count ? second[Int(text[at + 1])] : .max
      guard first[Int(text[at])] & following != 0, let secret = secret(text, at) else {
        at += 1
        continue
      }
      if visit(secret) { return true }
      at = max(at + 1, secret.range.upperBound)
    }
    return false
  }

  /// How what `secret` looks for begins: pairs of bytes, a letter as often as it is one of them.
  private static let beginnings: [(first: String, second: String?)] = [
    ("=", nil), ("/", nil), ("-", "-"), ("\"", ":"), ("Bb", "AaEe"), ("A", "IKS"), ("e", "y"), ("grsx", "hiklo"),
  ]
  private static let first = flags(\.first)
  private static let second = flags(\.second)

  /// For each byte a bit for each beginning whose part it may be.
  private static func flags(_ part: ((first: String, second: String?)) -> String?) -> [UInt8] {
    (0..<256).map { byte in
      beginnings.enumerated().reduce(0) { flags, beginning in
        let isMember = part(beginning.element)?.utf8.contains(UInt8(byte)) ?? true
        return isMember ? flags | 1 << UInt8(beginning.offset) : flags
      }
    }
  }

  /// The credential that the byte at `at` tells of.
  @inline(__always)
  private static func secret(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    switch text[at] {
    case UInt8(ascii: "="): parameter(text, equals: at)
    case UInt8(ascii: "/"): userinfo(text, slash: at)
    case UInt8(ascii: "-"): privateKey(text, at)
    case UInt8(ascii: "\""): member(text, quote: at)
    case UInt8(ascii: "B"), UInt8(ascii: "b"): authorization(text, at)
    case UInt8(ascii: "A"), UInt8(ascii: "e"), UInt8(ascii: "g"), UInt8(ascii: "r"), UInt8(ascii: "s"),
      UInt8(ascii: "x"):
      TokenShape.token(text, at)
    default: nil
    }
  }

  // MARK: Parameters

  /// What stands behind `name=`, where the name is one of those that carry credentials.
  private static func parameter(_ text: Span<UInt8>, equals: Int) -> Secret? {
    guard let kind = ParameterName.kind(before: equals, in: text) else { return nil }
    var end = valueEnd(text, from: equals + 1)
    // The credential of a signed address is a key's name, then a date and a region, which may be read.
    if kind == .keyID { end = slash(text, from: equals + 1, before: end) }
    return end > equals + 1 ? Secret(kind, at: equals + 1..<end) : nil
  }

  /// The string behind `"name":`, also where the JSON is itself in a string, `\"name\":\"…`. Ordinary members have such names,
  /// too: what has a blank in it or looks like a word is none.
  private static func member(_ text: Span<UInt8>, quote: Int) -> Secret? {
    let backslash = UInt8(ascii: "\\")
    var end = quote
    while end > 0, text[end - 1] == backslash { end -= 1 }
    let escapeCount = quote - end
    guard let kind = ParameterName.kind(before: end, in: text), kind != .keyID else { return nil }
    var start = quote + 2
    while start < text.count, text[start] == 0x20, start < quote + 4 { start += 1 }
    for _ in 0..<escapeCount {
      guard start < text.count, text[start] == backslash else { return nil }
      start += 1
    }
    guard start < text.count, text[start] == UInt8(ascii: "\"") else { return nil }
    start += 1
    end = start
    while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: "\""), text[end] != backslash { end += 1 }
    guard end == text.count || text[end] > 0x20, end - start >= 6, !isWord(text, start..<end) else { return nil }
    return Secret(kind, at: start..<end)
  }

  /// Whether the bytes are one word: letters, small ones behind the first, and hyphens.
  private static func isWord(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.allSatisfy { at in
      at == range.lowerBound || text[at] &- UInt8(ascii: "a") < 26 || text[at] == UInt8(ascii: "-")
    }
  }

  /// Where a value ends: at what cannot stand in a query, and at closing punctuation with nothing of the value behind it,
  /// which belongs to the sentence around it.
  private static func valueEnd(_ text: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count, !isEnd(text[end]) { end += 1 }
    while end > start, isPunctuation(text[end - 1]) { end -= 1 }
    return end
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "#"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "{"):
      true
    default: false
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
      UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  /// The first slash, encoded or not, else `end`.
  private static func slash(_ text: Span<UInt8>, from start: Int, before end: Int) -> Int {
    for at in start..<max(start, end) {
      if text[at] == UInt8(ascii: "/") { return at }
      if text[at] == UInt8(ascii: "%"), at + 2 < end, text[at + 1] == UInt8(ascii: "2"),
        text[at + 2] | 0x20 == UInt8(ascii: "f")
      {
        return at
      }
    }
    return end
  }

  // MARK: User and password

  /// How far an `@` is looked for. User and password are shorter.
  private static let userinfoLimit = 1024

  /// User and password of an address: what stands between `//` and an `@` before the host ends (RFC 3986, section 3.2).
  ///
  /// A password with a slash or a question mark in it ends the host too early. Then there is no number where the port
  /// should be, and all up to the next `@` counts; without an `@` (the text may have been cut), all behind the colon.
  private static func userinfo(_ text: Span<UInt8>, slash: Int) -> Secret? {
    guard slash > 0, text[slash - 1] == UInt8(ascii: "/") else { return nil }
    let start = slash + 1
    let limit = min(text.count, start + userinfoLimit)
    var at = start
    var colon: Int?
    var lastAt: Int?
    while at < limit, !isEndOfHost(text[at]) {
      if text[at] == UInt8(ascii: ":"), colon == nil { colon = at }
      if text[at] == UInt8(ascii: "@") { lastAt = at }
      at += 1
    }
    if let lastAt { return lastAt > start ? Secret(.userinfo, at: start..<lastAt) : nil }
    guard let colon, colon > start, text[start] != UInt8(ascii: "[") else { return nil }
    for place in colon + 1..<at where !isDigit(text[place]) {
      // What closes a sentence is no password.
      if place == colon + 1, isPunctuation(text[place]) { return nil }
      var end = at
      while end < limit, text[end] > 0x20, text[end] != UInt8(ascii: "\""), text[end] != UInt8(ascii: "@") { end += 1 }
      return end < limit && text[end] == UInt8(ascii: "@")
        ? Secret(.userinfo, at: start..<end) : Secret(.userinfo, at: colon + 1..<at)
    }
    return nil
  }

  private static func isEndOfHost(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || (isEnd(byte) && byte != UInt8(ascii: "&"))
  }

  // MARK: Others

  /// What stands behind `Bearer` or `Basic` (RFC 6750, RFC 7617), when it does not look like a word.
  private static func authorization(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    guard at == 0 || !isLetter(text[at - 1]) else { return nil }
    let start: Int
    if isWord("bearer", text, at) {
      start = at + 6
    } else if isWord("basic", text, at) {
      start = at + 5
    } else {
      return nil
    }
    var first = start
    while first < text.count, first < start + 4, text[first] == 0x20 || text[first] == UInt8(ascii: ":") { first += 1 }
    guard first > start else { return nil }
    var end = first
    while end < text.count, isOfCredentials(text[end]) { end += 1 }
    while end > first, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
    guard end - first >= 6, !isWord(text, first..<end) else { return nil }
    return Secret(start == at + 6 ? .sessionToken : .apiKey, at: first..<end)
  }

  /// Whether a byte can be part of what stands behind `Bearer` or `Basic`: base64, or a token.
  private static func isOfCredentials(_ byte: UInt8) -> Bool {
    TokenShape.isOfToken(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
      || byte == UInt8(ascii: "~")
  }

  /// What stands between the lines that begin and end a private key (RFC 7468).
  private static func privateKey(_ text: Span<UInt8>, _ at: Int) -> Secret? {
    guard isWord("-----begin ", text, at) else { return nil }
    // `RSA PRIVATE KEY`, `PGP PRIVATE KEY BLOCK`, `PRIVATE KEY`.
    var start = at + 11
    var isPrivate = false
    while start < text.count, start < at + 60, !isWord("-----", text, start) {
      if isWord("private key", text, start) { isPrivate = true }
      start += 1
    }
    guard isPrivate else { return nil }
    start = min(text.count, start + 5)
    var end = start
    while end < text.count, !isWord("-----end", text, end) { end += 1 }
    return Secret(.apiKey, at: start..<end)
  }

  /// Whether `word`, in small letters, stands at `at`, in letters of any case.
  private static func isWord(_ word: StaticString, _ text: Span<UInt8>, _ at: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.count - at >= count else { return false }
    return word.withUTF8Buffer { word in
      for place in 0..<count {
        let byte = text[at + place]
        guard (isLetter(byte) ? byte | 0x20 : byte) == word[place] else { return false }
      }
      return true
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
}
