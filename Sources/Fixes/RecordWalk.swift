import Engine
import Findings
import Inputs
import JSONReading
import SourceText

/// Goes through a file from front to back and stops at some of its records.
struct RecordWalk {
  /// A record and where it is.
  struct Place {
    var number: Int
    /// Its bytes, and where they stand in the file.
    var text: [UInt8]
    var span: SourceSpan
    /// Where it starts.
    var position: SourcePosition
    var form: InputForm
  }

  private let document: DocumentReader
  private let reader: JSONReader
  private let window: Window

  /// A walk over the file that `source` reads.
  init(_ source: ByteSource, options: CheckOptions) {
    document = DocumentReader(
      source, form: options.form, limits: options.limits, windowByteCount: options.windowByteCount)
    reader = JSONReader(limits: options.limits)
    window = Window(capacity: options.windowByteCount)
  }

  /// Visits those of the `records` that can be read, in order. Each is given by its number and a byte in it. Windows
  /// without one are not read.
  mutating func visit(_ records: [(number: Int, offset: Int)], _ visit: (Place) throws -> Void) throws {
    let recordIndex = StructuralIndex()
    var wanted = records[...]
    var start: SourcePosition?
    while !wanted.isEmpty, document.next(into: window) {
      var position = start ?? SourcePosition.start.advanced(by: document.stepToFirstWindow)
      let end = window.byteOffset + window.text.count
      if let first = wanted.first, first.offset < end {
        var passed = 0
        var items = WindowRecords(window, with: reader, recordIndex: recordIndex)
        while let next = wanted.first, next.offset < end, let item = items.next() {
          guard case .record(let record) = item else { continue }
          let span = record.span.shifted(by: window.byteOffset)
          while let passedOver = wanted.first, passedOver.offset < span.start { wanted.removeFirst() }
          guard let next = wanted.first, next.offset < span.end else { continue }
          position = position.advanced(by: window.step(over: passed..<record.span.start))
          passed = record.span.start
          try visit(
            Place(
              number: next.number, text: window.text.bytes(record.span.start..<record.span.end), span: span,
              position: position, form: window.form))
          wanted.removeFirst()
        }
        position = position.advanced(by: window.step(over: passed..<window.text.count))
      } else {
        position = position.advanced(by: window.step(over: 0..<window.text.count))
      }
      start = position.advanced(by: window.stepBehind)
    }
  }
}
