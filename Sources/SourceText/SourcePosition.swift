/// A place in a text as people count it.
public struct SourcePosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// From 1. Only a line feed ends a line.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int

  /// The place at `line` and `column`, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Line 1, column 1.
  public static let start = SourcePosition(line: 1, column: 1)

  /// The place that `step`, taken from here, leads to.
  public func advanced(by step: TextStep) -> SourcePosition {
    SourcePosition(
      line: line + step.lineFeeds,
      column: step.lineFeeds == 0 ? column + step.scalarsInLastLine : step.scalarsInLastLine + 1)
  }

  /// `line:column`.
  public var description: String { "\(line):\(column)" }

  /// Compares lines, then columns.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// How far a run of text leads: steps add up, so a file's positions can be worked out window by window.
public struct TextStep: Hashable, Sendable {
  /// Line feeds in the run.
  public var lineFeeds: Int
  /// Unicode scalars behind the last line feed, or in the whole run when it has none.
  public var scalarsInLastLine: Int

  /// A step over `lineFeeds` line feeds with `scalarsInLastLine` scalars behind the last of them.
  public init(lineFeeds: Int, scalarsInLastLine: Int) {
    self.lineFeeds = lineFeeds
    self.scalarsInLastLine = scalarsInLastLine
  }

  /// No step at all.
  public static let none = TextStep(lineFeeds: 0, scalarsInLastLine: 0)

  /// The step over `bytes`, which are UTF-8. Linear in their number.
  public init(over bytes: some Sequence<UInt8>) {
    self = .none
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        lineFeeds += 1
        scalarsInLastLine = 0
      } else if byte & 0xC0 != 0x80 {
        scalarsInLastLine += 1
      }
    }
  }

  /// This step, then `next`.
  public func followed(by next: TextStep) -> TextStep {
    next.lineFeeds == 0
      ? TextStep(lineFeeds: lineFeeds, scalarsInLastLine: scalarsInLastLine + next.scalarsInLastLine)
      : TextStep(lineFeeds: lineFeeds + next.lineFeeds, scalarsInLastLine: next.scalarsInLastLine)
  }
}
