import Findings
import Inputs
import JSONReading
import SourceText

/// A record that is kept because a finding in it may come late: its bytes, and where it stood. Making the finding takes far
/// longer than keeping these, and most often it never comes.
struct KeptRecord: Hashable {
  /// Records of more bytes are not worth keeping: a finding takes some hundreds.
  static let largest = 1 << 10

  /// Its bytes, with the blanks before it on its line, which excerpts show.
  var bytes: [UInt8]
  /// Where it starts in `bytes`.
  var start: Int
  /// Where `bytes` start in the document.
  var byteOffset: Int
  var position: SourcePosition
  /// The record in its document.
  var number: Int
  var form: InputForm
  /// The member of the document that it is of, and its number among the elements of that.
  var member: Member?

  struct Member: Hashable {
    var name: String
    var isArray: Bool
    var element: Int
  }

  /// The record as a window, in which it has the number 0.
  var window: Window {
    Window(
      record: bytes,
      of: member.map { .init(name: $0.name, isArray: $0.isArray, firstRecord: 0, isContinued: $0.isArray) })
  }

  /// Where that window stands.
  func place(of window: Window) -> WindowPlace {
    WindowPlace(
      byteOffset: byteOffset, position: position, recordCount: number, memberCount: member?.element ?? 0, form: form,
      runs: window.runs)
  }

  /// Where it is in that window.
  var span: SourceSpan { SourceSpan(start: start, end: bytes.count) }
}

extension KeptRecord {
  /// The record `number` at `span` of `window`, which stands at `windowPlace` of the document; `nil` when it is too large.
  /// `place` counts lines in the window.
  init?(_ number: Int, at span: SourceSpan, in window: Window, _ windowPlace: WindowPlace, by place: RecordPlace) {
    guard span.count <= Self.largest else { return nil }
    place.begin(number: number, start: span.start, end: span.end)
    let first = place.lineStart
    guard span.end - first <= 2 * Self.largest else { return nil }
    bytes = Array(window.text.bytes(first..<span.end))
    start = span.start - first
    byteOffset = windowPlace.byteOffset + first
    position = windowPlace.position.advanced(by: place.step(to: first))
    self.number = windowPlace.recordCount + number
    form = windowPlace.form
    if let run = windowPlace.run(of: number) {
      member = Member(name: run.name, isArray: run.isArray, element: windowPlace.element(number, of: run))
    }
  }
}
