import Findings
import JSONReading
import Secrets
import SourceText

// The source line that a finding shows, without the secrets in it.
extension RecordPlace {
  /// How far from an excerpt its secrets may begin or end. Longer ones are hidden all the same, see `masked`.
  private static let contextLimit = 8 << 10

  /// The source line around `offset`, cut to a readable width. Its first column counts from the one of `offset`. The bytes of
  /// `secret`, which starts there, are hidden, and so is what looks the same.
  ///
  /// Nothing is looked at but the record and the blanks before it: what else is in the window depends on its size.
  func excerpt(at offset: Int, hiding secret: SourceSpan? = nil) -> Excerpt? {
    guard wantsExcerpts, offset <= end else { return nil }
    // Bytes that are looked at before and behind the place; a scalar has four at the most.
    let before = 4 * 40
    let behind = 4 * 120
    var first = max(lineStart, offset - before)
    if let lineFeed = text.lastOffset(of: UInt8(ascii: "\n"), in: first..<offset) { first = lineFeed + 1 }
    // Not in the middle of a scalar.
    while first < offset, text[first] & 0xC0 == 0x80 { first += 1 }
    let limit = min(end, offset + behind)
    let lineEnd = text.firstOffset(of: UInt8(ascii: "\n"), in: offset..<limit)
    let last = lineEnd ?? wholeScalars(upTo: limit, from: offset)
    var (shownBefore, shownBehind) = (utf8(first..<offset), utf8(offset..<last))
    if !revealsSecrets { hideSecrets(in: &shownBefore, &shownBehind, first..<last, hiding: secret) }
    if shownBehind.last == UInt8(ascii: "\r") { shownBehind.removeLast() }
    let (start, column) = Self.startOfLast(40, in: shownBefore)
    let stop = Self.endOfFirst(120, in: shownBehind)
    let isCutBehind = stop < shownBehind.count || (lineEnd == nil && (last < end || !isWhole))
    return Excerpt(
      text: String(decoding: shownBefore[start...] + shownBehind[..<stop], as: UTF8.self), firstColumn: -column,
      isCutBefore: start > 0, isCutAfter: isCutBehind)
  }

  /// Where the last `limit` scalars of `text` start, and how many these are.
  private static func startOfLast(_ limit: Int, in text: [UInt8]) -> (start: Int, count: Int) {
    var (start, count) = (text.count, 0)
    while start > 0, count < limit {
      start -= 1
      if text[start] & 0xC0 != 0x80 { count += 1 }
    }
    return (start, count)
  }

  /// Where the first `limit` scalars of `text` end.
  private static func endOfFirst(_ limit: Int, in text: [UInt8]) -> Int {
    var count = 0
    for (offset, byte) in text.enumerated() where byte & 0xC0 != 0x80 {
      if count == limit { return offset }
      count += 1
    }
    return text.count
  }

  /// `text` of the record as reports may show it.
  func shown(_ text: String) -> String { revealsSecrets ? text : SecretMask.masked(text) }

  /// Hides the secrets in the text `before` and `behind` a place, which are the bytes in `range`; there are as many scalars
  /// as before.
  ///
  /// What makes a secret one may stand outside: the name of a parameter before, the `@` behind a password. So all of the
  /// strings is looked at that reach into the excerpt, as far as the limit. What goes on from beyond it is taken for a
  /// part of a secret.
  private func hideSecrets(
    in before: inout [UInt8], _ behind: inout [UInt8], _ range: Range<Int>, hiding secret: SourceSpan?
  ) {
    let earliest = max(lineStart, range.lowerBound - Self.contextLimit)
    var start = range.lowerBound
    while start > earliest, !isEndOfString(start - 1) { start -= 1 }
    let isOpen = start == earliest && earliest > lineStart
    let stop = min(end, range.upperBound + Self.contextLimit)
    var close = range.upperBound
    while close < stop, !isEndOfString(close) { close += 1 }
    let context = Array((isOpen ? "token=" : "").utf8) + utf8(start..<range.lowerBound)
    let all = String(decoding: context + before + behind + utf8(range.upperBound..<close), as: UTF8.self)
    let hidden = SecretMask.masked(all)
    if secret == nil, hidden == all { return }
    var rest = Array(hidden.unicodeScalars.dropFirst(Self.scalarCount(of: context)))
    if let secret {
      let whole = String(decoding: utf8(secret.start..<secret.end), as: UTF8.self)
      // The quotes of a string are none of it.
      let isString = whole.hasPrefix("\"")
      let value = isString ? String(whole.dropFirst().dropLast()) : whole
      rest = Array(SecretMask.masked(Self.text(of: rest[...]), hiding: value).unicodeScalars)
      let (count, place) = (whole.unicodeScalars.count, Self.scalarCount(of: before))
      for offset in isString ? 1..<max(1, count - 1) : 0..<count where place + offset < rest.count {
        rest[place + offset] = "*"
      }
    }
    let behindCount = Self.scalarCount(of: behind)
    let place = Self.scalarCount(of: before)
    before = Array(Self.text(of: rest.prefix(place)).utf8)
    behind = Array(Self.text(of: rest.dropFirst(place).prefix(behindCount)).utf8)
  }

  private static func scalarCount(of text: [UInt8]) -> Int { text.count { $0 & 0xC0 != 0x80 } }

  private static func text(of scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// Whether no string reaches across the byte at `offset`: a quote that is no escape, or a line end.
  private func isEndOfString(_ offset: Int) -> Bool {
    let byte = text[offset]
    return byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\"") && (offset == 0 || text[offset - 1] != UInt8(ascii: "\\"))
  }

  /// The text in `range`, with what is no UTF-8 replaced.
  private func utf8(_ range: Range<Int>) -> [UInt8] { Array(String(decoding: text.bytes(range), as: UTF8.self).utf8) }

  /// Where the record's first line starts, as far as nothing but blanks stands before the record.
  var lineStart: Int {
    var offset = contextStart
    while offset > 0, text[offset - 1] == 0x20 || text[offset - 1] == 0x09 { offset -= 1 }
    return offset
  }

  /// The end of the last whole scalar before `limit`.
  private func wholeScalars(upTo limit: Int, from offset: Int) -> Int {
    for length in 1...4 where limit - length >= offset {
      let byte = text[limit - length]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      return needed > length ? limit - length : limit
    }
    return limit
  }
}
