import Findings
import SourceText

/// A piece of a source line and, below it, the marks under a place in it, as wide as a terminal allows.
struct ExcerptDrawing: Hashable {
  /// The piece as it is printed, `…` where the line goes on.
  private(set) var line = ""
  /// Spaces, then `^` under each column of the place, then where the place ends when that is on another line.
  private(set) var marks = ""

  /// Draws `excerpt` in `width` columns and marks `location` in it. A place that the excerpt does not hold is marked
  /// at its nearer end.
  init(_ excerpt: Excerpt, at location: Location, width: Int) {
    let pieces = excerpt.text.unicodeScalars.map(Self.piece)
    /// Columns of the terminal before each scalar, and before the end.
    let columns = pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.cellCount) }
    let endsElsewhere = location.end.line != location.start.line
    let first = clamp(location.start.column, in: excerpt, pieces.count)
    let last = endsElsewhere ? pieces.count : clamp(location.end.column, in: excerpt, pieces.count)
    let shown = Self.window(columns, around: first, width: max(width - 2, 10))

    let isCutBefore = excerpt.isCutBefore || shown.lowerBound > 0
    let isCutAfter = excerpt.isCutAfter || shown.upperBound < pieces.count
    line = (isCutBefore ? "…" : "") + pieces[shown].joined() + (isCutAfter ? "…" : "")

    let space = columns[first] - columns[shown.lowerBound] + (isCutBefore ? 1 : 0)
    let end = min(max(last, first), shown.upperBound)
    let length = end > first ? columns[end] - columns[first] : 1
    marks = String(repeating: " ", count: space) + String(repeating: "^", count: max(length, 1))
    if endsElsewhere { marks += " to \(location.end)" }
  }

  /// A scalar as it is printed: a tab as four spaces, what must not reach a terminal as its escape.
  private static func piece(_ scalar: Unicode.Scalar) -> String {
    scalar == "\t" ? "    " : scalar.printableEscape ?? String(scalar)
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
