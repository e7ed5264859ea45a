import Findings
import Inputs
import JSONReading
import SourceText

/// Where a record stands in its window, and how to describe a place in it. One for all records of one window after the
/// other.
final class RecordPlace {
  private var window: Window
  var text: PaddedBytes { window.text }
  /// From the window's first.
  private(set) var number = 0
  /// The first byte.
  private(set) var start = 0
  /// Behind the last byte that belongs to the record, whatever the window; and whether nothing of it is behind that.
  private(set) var end = 0
  private(set) var isWhole = true
  /// From where on text is shown with the record: its first byte, or an earlier one for places behind a record.
  private(set) var contextStart = 0
  /// The member of the document that the record is of, when that is one object with arrays of records.
  private(set) var run: Window.MemberRun?
  private(set) var file: String
  /// Whether findings get the source line that they are about.
  let wantsExcerpts: Bool
  /// Whether they show secrets.
  let revealsSecrets: Bool

  /// Places that have been passed, ascending, and how far the text before them leads, where the window does not know: no
  /// description starts to count far from its place. Lines and columns are counted only up to places that somebody asks for.
  private var marks: [(offset: Int, step: TextStep)] = [(0, .none)]
  private static let spacing = 16 << 10
  /// The last place that somebody asked for: the next one is often a little behind it.
  private var last: (offset: Int, step: TextStep) = (0, .none)

  /// Places in `window`, which is part of the document that findings call `file`.
  init(_ window: Window, file: String, wantsExcerpts: Bool, revealsSecrets: Bool) {
    self.window = window
    self.file = file
    self.wantsExcerpts = wantsExcerpts
    self.revealsSecrets = revealsSecrets
  }

  /// Goes on to another window, which is part of the document that findings call `file`.
  func begin(_ window: Window, file: String) {
    self.window = window
    self.file = file
    marks.removeAll(keepingCapacity: true)
    marks.append((0, .none))
    last = (0, .none)
    begin(number: 0, start: 0, end: 0)
  }

  /// Goes on to the record `number`, which starts at `start`.
  func begin(
    number: Int, start: Int, end: Int, isWhole: Bool = true, contextStart: Int? = nil, run: Window.MemberRun? = nil
  ) {
    self.number = number
    self.start = start
    self.end = end
    self.isWhole = isWhole
    self.contextStart = contextStart ?? start
    self.run = run
  }

  /// The way to the record in a document that is one object with arrays of records; elements count from the window's first.
  private var documentPointer: JSONPointer? {
    run.map { JSONPointer($0.isArray ? [$0.name, String(number - $0.firstRecord)] : [$0.name]) }
  }

  /// How far the text before `offset` leads.
  func step(to offset: Int) -> TextStep {
    if window.knowsSteps { return window.step(over: 0..<offset) }
    while let last = marks.last, offset - last.offset > Self.spacing {
      let next = last.offset + Self.spacing
      marks.append((next, last.step.followed(by: window.step(over: last.offset..<next))))
    }
    let mark = marks[(1..<marks.count).partitioningIndex { marks[$0].offset > offset } - 1]
    let known = last.offset <= offset && last.offset > mark.offset ? last : mark
    last = (offset, known.step.followed(by: window.step(over: known.offset..<offset)))
    return last.step
  }

  /// The location of `span`, which counts from the start of the window; line, column, bytes and record still count
  /// from there too, lines and columns from 0. `pointer` is within the record.
  func location(of span: SourceSpan, pointer: JSONPointer?) -> Location {
    let toStart = step(to: max(start, span.start))
    let toEnd = toStart.followed(by: window.step(over: max(start, span.start)..<max(start, span.end)))
    return Location(
      file: file, record: pointer == nil ? nil : number, pointer: pointer,
      documentPointer: pointer == nil ? nil : documentPointer,
      start: SourcePosition(line: toStart.lineFeeds, column: toStart.scalarsInLastLine),
      end: SourcePosition(line: toEnd.lineFeeds, column: toEnd.scalarsInLastLine), span: span)
  }
}
