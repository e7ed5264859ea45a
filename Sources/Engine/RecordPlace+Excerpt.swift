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
    var before40 = scalars(first..<offset)
    var after = scalars(offset..<last)
    if !revealsSecrets { (before40, after) = masked(before40, after, first..<last, hiding: secret) }
    let dropped = max(0, before40.count - 40)
    before40.removeFirst(dropped)
    if after.last == "\r" { after.removeLast() }
    let isCutBehind = after.count > 120 || (lineEnd == nil && (last < end || !isWhole))
    if after.count > 120 { after.removeLast(after.count - 120) }
    return Excerpt(
      text: String(before40) + String(after), firstColumn: -before40.count, isCutBefore: dropped > 0,
      isCutAfter: isCutBehind)
  }

  /// `text` of the record as reports may show it.
  func shown(_ text: String) -> String { revealsSecrets ? text : SecretMask.masked(text) }

  /// The text `before` and `after` a place, which are the bytes in `range`, with as many scalars and without secrets.
  ///
  /// What makes a secret one may stand outside: the name of a parameter before, the `@` behind a password. So all of the
  /// strings is looked at that reach into the excerpt, as far as the limit. What goes on from beyond it is taken for a
  /// part of a secret.
  private func masked(
    _ before: String.UnicodeScalarView, _ after: String.UnicodeScalarView, _ range: Range<Int>,
    hiding secret: SourceSpan?
  ) -> (before: String.UnicodeScalarView, after: String.UnicodeScalarView) {
    let earliest = max(lineStart, range.lowerBound - Self.contextLimit)
    var start = range.lowerBound
    while start > earliest, !isEndOfString(start - 1) { start -= 1 }
    let isOpen = start == earliest && earliest > lineStart
    let stop = min(end, range.upperBound + Self.contextLimit)
    var close = range.upperBound
    while close < stop, !isEndOfString(close) { close += 1 }
    let context = (isOpen ? "token=" : "") + String(scalars(start..<range.lowerBound))
    let all = context + String(before) + String(after) + String(scalars(range.upperBound..<close))
    let hidden = SecretMask.masked(all)
    guard let secret else {
      if hidden == all { return (before, after) }
      let scalars = hidden.unicodeScalars
      let first = scalars.index(scalars.startIndex, offsetBy: context.unicodeScalars.count)
      let place = scalars.index(first, offsetBy: before.count)
      let last = scalars.index(place, offsetBy: after.count)
      return (String(scalars[first..<place]).unicodeScalars, String(scalars[place..<last]).unicodeScalars)
    }
    let whole = String(scalars(secret.start..<secret.end))
    // The quotes of a string are none of it.
    let isString = whole.hasPrefix("\"")
    let value = isString ? String(whole.dropFirst().dropLast()) : whole
    let rest = hidden.unicodeScalars.dropFirst(context.unicodeScalars.count)
    var shown = Array(SecretMask.masked(String(rest), hiding: value).unicodeScalars)
    let count = whole.unicodeScalars.count
    for place in isString ? 1..<max(1, count - 1) : 0..<count where before.count + place < shown.count {
      shown[before.count + place] = "*"
    }
    return (
      String.UnicodeScalarView(shown.prefix(before.count)),
      String.UnicodeScalarView(shown.dropFirst(before.count).prefix(after.count))
    )
  }

  /// Whether no string reaches across the byte at `offset`: a quote that is no escape, or a line end.
  private func isEndOfString(_ offset: Int) -> Bool {
    let byte = text[offset]
    return byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\"") && (offset == 0 || text[offset - 1] != UInt8(ascii: "\\"))
  }

  private func scalars(_ range: Range<Int>) -> String.UnicodeScalarView {
    String(decoding: text.bytes(range), as: UTF8.self).unicodeScalars
  }

  /// Where the record's first line starts, as far as nothing but blanks stands before the record.
  private var lineStart: Int {
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
