import SourceText

/// Where the characters of a scalar's text stand in the file.
///
/// A text is made of runs that stand in the file as they read. Between two runs lies what is written otherwise: escapes,
/// folded lines, indentation.
///
///     key: |          text  a b \n c        runs  (0..<3 at 2:3) (4..<5 at 3:3)
///       a b
///       c
struct ScalarPlaces: Sendable, Hashable {
  /// Some bytes of the text that stand in one line of the file as they read.
  struct Run: Sendable, Hashable {
    /// The first byte, as an offset in the text.
    var start: Int
    /// In bytes.
    var count: Int
    /// Where the first byte stands.
    var position: SourcePosition
  }

  /// Where the text starts, behind the opening quote.
  var start: SourcePosition
  /// Ascending, the first one from 0; empty when the whole text is one run.
  var runs: [Run] = []

  /// The place of the byte at `offset` of `text`, clamped to it.
  func position(of offset: Int, in text: String) -> SourcePosition {
    let bytes = text.utf8
    let offset = min(max(offset, 0), bytes.count)
    var run = Run(start: 0, count: bytes.count, position: start)
    if !runs.isEmpty { run = runs[(1..<runs.count).partitioningIndex { runs[$0].start > offset } - 1] }
    let within = bytes.dropFirst(run.start).prefix(min(offset - run.start, run.count))
    let scalars = within.count { $0 & 0xC0 != 0x80 }
    return SourcePosition(line: run.position.line, column: run.position.column + scalars)
  }
}
