public import Findings
public import JSONReading
public import SourceText

/// A run of a document's bytes that holds whole records, and what is needed to read them. Used again and again.
public final class Window: @unchecked Sendable {
  // May cross threads: filled by one, read by one, handed over in between.

  /// The bytes, with their padding sealed.
  public internal(set) var text: PaddedBytes
  /// Where the structure of `text` is, when `isIndexed`.
  public let index = StructuralIndex()
  private var indexing = Indexing.toDo
  private enum Indexing { case toDo, done, impossible }
  /// How the records lie.
  public internal(set) var form = InputForm.single
  /// Where the first byte stands in the document.
  public internal(set) var byteOffset = 0
  /// Whether this is the document's first window, its last one.
  public internal(set) var isFirst = false, isLast = false
  /// Whether it is not known that a record ends where the window does. If one does, the window holds whole records only.
  public internal(set) var isCutGuessed = false
  /// How far the bytes behind `text` lead that are in no window: those of a line beyond the limit.
  public internal(set) var stepBehind = TextStep.none
  /// How it begins, when the document is one object with arrays of records.
  public internal(set) var memberStart = MemberStart.between(isFirst: true)
  /// Whether the member that begins in it has the name of an earlier one.
  public internal(set) var isMemberRepeated = false
  /// The members that its records are elements of, or that are read like records themselves, as far as it has been read.
  public internal(set) var runs: [MemberRun] = []
  /// The beginning of the document, made whole, in the first window of one that is an object with arrays of records.
  public internal(set) var documentHead: [UInt8]?
  /// Why the reading of the document stopped at the end of this window, when it did too early.
  public internal(set) var failure: Failure?

  /// How a window of an object with arrays of records begins.
  public enum MemberStart: Hashable, Sendable {
    /// Before a member; `isFirst`: before the object.
    case between(isFirst: Bool)
    /// Among the elements of the member of this name.
    case array(String)
    /// Behind the object.
    case behind
  }

  /// What a window has of one member of the document.
  public struct MemberRun: Hashable, Sendable {
    /// The name of the member.
    public var name: String
    /// Whether it is an array, whose elements are read one by one.
    public var isArray: Bool
    /// The first of its records, from the window's first.
    public var firstRecord: Int
    /// Whether elements of it are in earlier windows, too.
    public var isContinued: Bool

    /// The run of the member `name` in a window.
    public init(name: String, isArray: Bool, firstRecord: Int, isContinued: Bool) {
      self.name = name
      self.isArray = isArray
      self.firstRecord = firstRecord
      self.isContinued = isContinued
    }
  }

  /// What stops the reading of a document.
  public enum Failure: Hashable, Sendable {
    /// The bytes cannot be had: the file, its compression.
    case input(InputError)
    /// The record that starts where the window ends has more bytes than the limit. Of NDJSON only this line is lost.
    case recordTooLarge(limit: Int)
  }

  /// What was not read before the window was cut.
  var gap: Gap?

  /// Bytes of a window that are still to be read.
  struct Gap {
    /// Where they stand in the text.
    var range: Range<Int>
    /// The file whose bytes the document has.
    var file: OpenFile
  }

  /// Reads what was not read before the window was cut, if anything was not. To be called before the text is looked at,
  /// beside whoever reads the document. What cannot be read, and all behind it, is missing from the text then, and `failure`
  /// says why.
  public func readGap() {
    guard let gap else { return }
    self.gap = nil
    var filled = 0
    do throws(InputError) {
      filled = try unsafe text.overwrite(gap.range) { (bytes) throws(InputError) in
        try unsafe gap.file.fill(bytes, at: byteOffset + gap.range.lowerBound)
      }
      if filled == gap.range.count { return }
      let end = byteOffset + gap.range.lowerBound + filled
      failure = .input(InputError(.truncated("the file, which was longer before"), in: gap.file.name, at: end))
    } catch {
      failure = .input(error)
    }
    text.truncate(to: gap.range.lowerBound + filled)
    text.seal()
  }

  /// Whether `text` has an index: it was built by whoever cut an array or reads the first record, and `text` has no
  /// broken string and no invalid byte.
  public var isIndexed: Bool { indexing == .done }

  /// Forgets the index of an earlier text; `isBuilt`: it is that of the new one already.
  func resetIndex(isBuilt: Bool = false) { indexing = isBuilt ? .done : .toDo }

  /// Builds the index where nobody has tried to.
  func makeIndex() {
    guard indexing == .toDo else { return }
    let isBuilt = (try? index.build(text, 0..<text.count, wantsLineFeeds: form == .ndjson)) != nil
    indexing = isBuilt ? .done : .impossible
  }

  /// Appends the comma at which the window was cut, to show it where nothing behind the window can be read any more.
  public func restoreComma() {
    guard !isLast, !isCutGuessed, form == .array || form == .members else { return }
    text.append(CollectionOfOne(UInt8(ascii: ",")))
    text.seal()
  }

  /// Whether `step(over:)` takes no longer for long ranges.
  public var knowsSteps: Bool { isIndexed && index.knowsSteps }

  /// How far the text of `range` leads in lines and columns.
  public func step(over range: Range<Int>) -> TextStep {
    isIndexed ? index.step(over: range, in: text) : text.step(over: range)
  }

  /// A window with nothing in it, and room for `capacity` bytes.
  public init(capacity: Int) { text = PaddedBytes(capacity: capacity) }

  /// A window that holds one record, as if it were a document; `run`: that is of this member.
  public convenience init(record: [UInt8], of run: MemberRun? = nil) {
    self.init(capacity: record.count)
    text.append(record)
    text.seal()
    isFirst = true
    isLast = true
    if let run { runs = [run] }
  }

  /// A window that holds a document that is one object with arrays of records.
  public convenience init(document: [UInt8]) {
    self.init(record: document)
    form = .members
  }

  /// A window that holds `records`, none of which has a line feed, as if they were a document with a record a line.
  public convenience init(lines records: [[UInt8]]) {
    self.init(record: Array(records.joined(separator: [UInt8(ascii: "\n")])))
    form = .ndjson
  }
}
