import Engine
import Findings
import Inputs
import JSONReading
import SourceText

/// Reads chosen records of an export again, by their places. Cheap as long as places ascend; for an earlier one it
/// begins anew.
final class RecordSource {
  private let paths: [InputPath]
  private let options: CheckOptions
  private let reader: JSONReader
  private let recordIndex = StructuralIndex()
  private let window: Window
  private var documents: InputSequence
  /// The document at hand and its number.
  private var source: ByteSource?
  private var document: DocumentReader?
  private var number = -1
  /// The bytes that the window at hand covers; empty before the first.
  private var covered = 0..<0

  /// The export that `inputs` are, read as a run with `options` reads it.
  init(_ inputs: InputList, options: CheckOptions) {
    paths = inputs.inputs
    self.options = options
    reader = JSONReader(limits: options.limits)
    window = Window(capacity: options.windowByteCount)
    documents = InputSequence(paths)
  }

  /// The name of the document that was read last.
  var name: String { source?.name ?? "" }

  /// Hands `visit` the records at `places`, which ascend, with their position in the list. Those that are not there any
  /// more are left out, unless something else is; records are valid during the call.
  func read(_ places: [RecordDigest], _ visit: (Int, JSONNode) -> Void) {
    for (number, place) in places.enumerated() {
      if goTo(place), let record = record(at: place) { visit(number, record) }
    }
  }

  /// The value at a place in the window at hand.
  private func record(at place: RecordDigest) -> JSONNode? {
    let start = place.offset - window.byteOffset
    let range = start..<(start + Int(place.byteCount))
    guard covered.contains(place.offset), range.upperBound <= window.text.count,
      (try? recordIndex.build(window.text, range)) != nil
    else { return nil }
    reader.begin(window.text, index: recordIndex)
    var position = 0
    return reader.value(at: &position)
  }

  /// Goes to the window that holds the first byte of a record. False when it is not there.
  private func goTo(_ place: RecordDigest) -> Bool {
    if place.input < number || (place.input == number && place.offset < covered.lowerBound) { restart() }
    while number < place.input {
      guard openNext() else { return false }
    }
    while covered.upperBound <= place.offset {
      guard let document, document.next(into: window) else { return false }
      covered = window.byteOffset..<(window.byteOffset + window.text.count)
    }
    return true
  }

  private func restart() {
    documents = InputSequence(paths)
    source = nil
    document = nil
    number = -1
    covered = 0..<0
  }

  /// Opens the next document that can be opened; runs count no others.
  private func openNext() -> Bool {
    while documents.hasMore {
      do throws(InputError) {
        guard let source = try documents.next() else { return false }
        self.source = source
        document = DocumentReader(
          source, form: options.form, limits: options.limits, windowByteCount: options.windowByteCount)
        number += 1
        covered = 0..<0
        return true
      } catch { continue }
    }
    return false
  }
}
