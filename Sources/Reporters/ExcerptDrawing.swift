import Findings
import SourceText

/// A piece of a source line and, below it, the marks under a place in it, as wide as a terminal allows.
struct ExcerptDrawing: Hashable {
  /// The piece as it is printed, `…` where the line goes on.
  private(set) var line = ReportText()
  /// Spaces, then `^` under each column of the place, then where the place ends when that is on another line.
  private(set) var marks = ReportText()

  /// Draws `excerpt` in `width` columns and marks `location` in it. A place that the excerpt does not hold is marked
  /// at its nearer end.
  init(_ excerpt: Excerpt, at location: Location, width: Int) {
    let scalars = Array(excerpt.text.unicodeScalars)
    /// Columns of the terminal before each scalar, and before the end.
    var columns = [0]
    columns.reserveCapacity(scalars.count + 1)
    var filled = 0
    for scalar in scalars {
      filled += Self.cellCount(scalar)
      columns.append(filled)
    }
    let endsElsewhere = location.end.line != location.start.line
    let first = clamp(location.start.column, in: excerpt, scalars.count)
    let last = endsElsewhere ? scalars.count : clamp(location.end.column, in: excerpt, scalars.count)
    let shown = Self.window(columns, around: first, width: max(width - 2, 10))

    let isCutBefore = excerpt.isCutBefore || shown.lowerBound > 0
    if isCutBefore { line.append("…") }
    for scalar in scalars[shown] {
      if scalar == "\t" { line.append("    ") } else { line.appendPrintable(scalar) }
    }
    if excerpt.isCutAfter || shown.upperBound < scalars.count { line.append("…") }

    let space = columns[first] - columns[shown.lowerBound] + (isCutBefore ? 1 : 0)
    let end = min(max(last, first), shown.upperBound)
    let length = end > first ? columns[end] - columns[first] : 1
    marks.append(bytes: repeatElement(UInt8(ascii: " "), count: space))
    marks.append(bytes: repeatElement(UInt8(ascii: "^"), count: max(length, 1)))
    if endsElsewhere { marks.append(" to \(location.end)") }
  }

  /// The columns of a scalar as it is printed: a tab as four spaces, what must not reach a terminal as its escape.
  private static func cellCount(_ scalar: Unicode.Scalar) -> Int {
    scalar == "\t" ? 4 : scalar.printableEscape?.utf8.count ?? scalar.cellCount
  }

  /// The scalars that fit in `width`: all, or else some before the place and as much as possible of what follows.
  private static func window(_ columns: [Int], around place: Int, width: Int) -> Range<Int> {
    let count = columns.count - 1
    guard columns[count] > width else { return 0..<count }
    let earliest = columns[place] - width / 3
    var start = columns.firstIndex { $0 >= earliest } ?? place
    let end = columns.lastIndex { $0 <= columns[start] + width } ?? count
    if end == count { start = columns.firstIndex { $0 >= columns[count] - width } ?? start }
    return min(start, end)..<max(end, place)
  }
}

/// The place of `column` among the `count` scalars of `excerpt`.
private func clamp(_ column: Int, in excerpt: Excerpt, _ count: Int) -> Int {
  min(max(column - excerpt.firstColumn, 0), count)
}
