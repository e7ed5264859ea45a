import Findings
import JSONReading
import SourceText

/// Where a record stands in its window, and how to describe a place in it.
final class RecordPlace {
  let text: PaddedBytes
  /// From the window's first.
  let number: Int
  /// The first byte.
  let start: Int
  /// How far the text before the record leads.
  let step: TextStep
  let file: String
  /// Whether findings get the source line that they are about.
  let wantsExcerpts: Bool

  /// Places that have been passed, ascending and `spacing` apart, and how far the text before them leads: no description
  /// starts to count far from its place.
  private var marks: [(offset: Int, step: TextStep)]
  private static let spacing = 16 << 10

  init(text: PaddedBytes, number: Int, start: Int, step: TextStep, file: String, wantsExcerpts: Bool) {
    self.text = text
    self.number = number
    self.start = start
    self.step = step
    self.file = file
    self.wantsExcerpts = wantsExcerpts
    marks = [(start, step)]
  }

  /// How far the text before `offset` leads, which is in the record or behind it.
  func step(to offset: Int) -> TextStep {
    while let last = marks.last, offset - last.offset > Self.spacing {
      let next = last.offset + Self.spacing
      marks.append((next, last.step.followed(by: text.step(over: last.offset..<next))))
    }
    var (low, high) = (0, marks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle } else { high = middle }
    }
    return marks[low].step.followed(by: text.step(over: marks[low].offset..<offset))
  }

  /// The location of `span`, which counts from the start of the window; line, column, bytes and record still count
  /// from there too, lines and columns from 0. `pointer` is within the record.
  func location(of span: SourceSpan, pointer: JSONPointer?) -> Location {
    let toStart = step(to: max(start, span.start))
    let toEnd = toStart.followed(by: text.step(over: max(start, span.start)..<max(start, span.end)))
    return Location(
      file: file, record: pointer == nil ? nil : number, pointer: pointer, documentPointer: nil,
      start: SourcePosition(line: toStart.lineFeeds, column: toStart.scalarsInLastLine),
      end: SourcePosition(line: toEnd.lineFeeds, column: toEnd.scalarsInLastLine), span: span)
  }

  /// The source line around `offset`, cut to a readable width. Its first column counts from the one of `offset`.
  func excerpt(at offset: Int) -> Excerpt? {
    guard wantsExcerpts, offset <= text.count else { return nil }
    // Bytes that are looked at before and behind the place; a scalar has four at the most.
    let before = 4 * 40
    let behind = 4 * 120
    let lineFeed = UInt8(ascii: "\n")
    var first =
      text.lastOffset(of: lineFeed, in: max(0, offset - before)..<offset).map { $0 + 1 } ?? max(0, offset - before)
    // Not in the middle of a scalar.
    while first < offset, text[first] & 0xC0 == 0x80 { first += 1 }
    let limit = min(text.count, offset + behind)
    let lineEnd = text.firstOffset(of: lineFeed, in: offset..<limit)
    var end = lineEnd ?? limit
    while end > offset, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
    var before40 = String(decoding: text.bytes(first..<offset), as: UTF8.self).unicodeScalars
    let dropped = max(0, before40.count - 40)
    before40.removeFirst(dropped)
    var after = String(decoding: text.bytes(offset..<end), as: UTF8.self).unicodeScalars
    if after.last == "\r" { after.removeLast() }
    let isCutBehind = after.count > 120 || (lineEnd == nil && end < text.count)
    if after.count > 120 { after.removeLast(after.count - 120) }
    return Excerpt(
      text: String(before40) + String(after), firstColumn: -before40.count, isCutBefore: dropped > 0,
      isCutAfter: isCutBehind)
  }
}
