import Findings
public import JSONReading
import SourceText

/// Reads the records of a window, one after the other.
public struct WindowRecords {
  /// What stands at one place of a window.
  public enum Item {
    /// A record that can be read. Valid until the next one is asked for.
    case record(JSONNode)
    /// Bytes that should be a record but cannot be read; the others can. The error's offset counts from the start of
    /// the window.
    case unreadable(JSONSyntaxError, Range<Int>)
    /// The key of a member of the document that has the name of an earlier one. The record behind it can be read.
    case repeatedMember(key: Range<Int>)
    /// The document is broken here and nothing behind it can be read. Always the last item. `isInRecord` tells whether
    /// the broken place lies in a record, which starts at `start`.
    case broken(JSONSyntaxError, start: Int, isInRecord: Bool)
  }

  let window: Window
  let reader: JSONReader
  let checker: JSONSyntaxChecker
  /// For single records of a window that has no index as a whole.
  private let recordIndex: StructuralIndex
  /// The next byte to look at; the position of the next token, and the number of the next line feed, in the index.
  var at = 0
  var position = 0
  private var lineNumber = 0
  let isIndexed: Bool
  var hasEnded = false
  /// Whether a record has been read of an array's first window.
  var needsComma: Bool
  /// Where it stands in a document that is one object; records that were read of it.
  var memberPlace: MemberPlace
  var recordCount = 0

  /// The records of `window`, read with `reader`. `recordIndex` is working memory.
  public init(_ window: Window, with reader: JSONReader, recordIndex: StructuralIndex) {
    self.window = window
    self.reader = reader
    self.recordIndex = recordIndex
    checker = JSONSyntaxChecker(limits: reader.limits)
    needsComma = !window.isFirst
    memberPlace = MemberPlace(window.memberStart)
    window.runs.removeAll(keepingCapacity: true)
    window.makeIndex()
    isIndexed = window.isIndexed
    if isIndexed { reader.begin(window.text, index: window.index) }
  }

  /// The next item, `nil` at the end of the window.
  public mutating func next() -> Item? {
    guard !hasEnded else { return nil }
    return switch window.form {
    case .array: nextInArray()
    case .ndjson: nextLine()
    case .single: whole()
    case .members: nextOfMember()
    }
  }

  var end: Int { window.text.count }

  /// The window as one record.
  private mutating func whole() -> Item? {
    hasEnded = true
    if case .recordTooLarge = window.failure { return nil }
    if isIndexed, let record = reader.value(at: &position), position == window.index.count, isAlone(record, in: 0..<end)
    {
      return .record(record)
    }
    let error = checker.error(in: window.text, 0..<end)
    // A document that could not be read to its end says so itself.
    if error.kind == .truncated, window.failure != nil { return nil }
    // Where there is nothing, there is no record either.
    return .broken(error, start: 0, isInRecord: !window.text.isBlank(0..<end))
  }

  private var largest: Int { reader.limits.recordByteCount }

  private func tooLarge(at offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(.limit, "a record of more than \(largest) bytes", at: offset)
  }

  /// Whether only blanks are beside `record` in `range`.
  private func isAlone(_ record: JSONNode, in range: Range<Int>) -> Bool {
    let span = record.span
    return window.text.isBlank(range.lowerBound..<span.start) && window.text.isBlank(span.end..<range.upperBound)
  }

  private mutating func nextLine() -> Item? {
    while at < end {
      let start = at
      let (lineEnd, reading) = isIndexed ? nextIndexedLine() : nextUnindexedLine()
      at = lineEnd + 1
      switch reading {
      case .blank: continue
      case .record(let record) where lineEnd - start <= largest: return .record(record)
      case .record, .unreadable: break
      }
      if lineEnd - start > largest { return .unreadable(tooLarge(at: start), start..<lineEnd) }
      var error = checker.error(in: window.text, start..<lineEnd)
      error.offset += start
      return .unreadable(error, start..<lineEnd)
    }
    return nil
  }

  private mutating func nextIndexedLine() -> (end: Int, Reading) {
    let feed = lineNumber < window.index.lineFeedCount ? window.index.lineFeed(lineNumber) : nil
    lineNumber += 1
    let range = at..<(feed?.offset ?? end)
    let positions = position..<(feed?.position ?? window.index.count)
    position = positions.upperBound
    if positions.isEmpty, window.text.isBlank(range) { return (range.upperBound, .blank) }
    guard let record = reader.value(at: positions, before: range.upperBound), isAlone(record, in: range) else {
      return (range.upperBound, .unreadable)
    }
    return (range.upperBound, .record(record))
  }

  private mutating func nextUnindexedLine() -> (end: Int, Reading) {
    let lineEnd = window.text.firstOffset(of: UInt8(ascii: "\n"), in: at..<end) ?? end
    return (lineEnd, read(at..<lineEnd))
  }

  private enum Reading { case record(JSONNode), blank, unreadable }

  /// Reads a part of the window that has an index of its own.
  private func read(_ range: Range<Int>) -> Reading {
    do {
      try recordIndex.build(window.text, range)
    } catch {
      return error == .empty && window.text.isBlank(range) ? .blank : .unreadable
    }
    reader.begin(window.text, index: recordIndex)
    var position = 0
    guard let record = reader.value(at: &position), position == recordIndex.count, isAlone(record, in: range) else {
      return .unreadable
    }
    return .record(record)
  }

  private mutating func nextInArray() -> Item? {
    skipBlanks()
    guard at < end else { return endOfArrayWindow() }
    if window.text[at] == UInt8(ascii: "]"), needsComma || window.isFirst { return behindArray(from: at + 1) }
    if needsComma {
      guard window.text[at] == UInt8(ascii: ",") else { return notASeparator(at: at) }
      at += 1
      skipBlanks()
    }
    return nextElement()
  }

  /// The value that starts at `at`.
  mutating func nextElement() -> Item? {
    let start = at
    guard let record = isIndexed ? indexedElement() : element(), record.span.count <= largest else {
      return brokenRecord(start)
    }
    at = record.span.end
    needsComma = true
    return .record(record)
  }

  /// The element that starts at `at`.
  private mutating func indexedElement() -> JSONNode? {
    guard position < window.index.count, window.index[position] == at else { return nil }
    return reader.value(at: &position)
  }

  /// The same without an index of the window: each record is checked byte by byte and has an index of its own.
  private func element() -> JSONNode? {
    guard let recordEnd = try? valueEnd(at), recordEnd - at <= largest, isSeparate(at, recordEnd),
      case .record(let record) = read(at..<recordEnd)
    else { return nil }
    return record
  }

  mutating func skipBlanks() { while FormDetection.isBlank(window.text[at]) { at += 1 } }

  mutating func endOfArrayWindow() -> Item? {
    hasEnded = true
    guard window.isLast, window.failure == nil else { return nil }
    return .broken(
      JSONSyntaxError(.truncated, "text ends inside an array", at: end), start: end, isInRecord: false)
  }

  private mutating func brokenRecord(_ start: Int) -> Item? {
    hasEnded = true
    do throws(JSONSyntaxError) {
      let recordEnd = try valueEnd(start)
      if recordEnd - start > largest { return .broken(tooLarge(at: start), start: start, isInRecord: true) }
      if !isSeparate(start, recordEnd) { return .broken(separatorError(recordEnd), start: start, isInRecord: true) }
    } catch {
      let isTruncated = error.kind == .truncated
      // The window of a record that is too large ends where the record starts.
      if isTruncated, case .recordTooLarge = window.failure { return nil }
      if (isTruncated ? end : error.offset) - start > largest {
        return .broken(tooLarge(at: start), start: start, isInRecord: true)
      }
      // A document that could not be read to its end says so itself.
      if isTruncated, window.failure != nil { return nil }
      // Behind the last comma there is no record that could be broken.
      if isTruncated, window.isLast, window.text.isBlank(start..<end) { return endOfArrayWindow() }
      return .broken(error, start: start, isInRecord: true)
    }
    return .broken(
      JSONSyntaxError("text that two readers disagree about; please report it", at: start), start: start,
      isInRecord: true)
  }

  /// Where the value that starts at `start` ends.
  private func valueEnd(_ start: Int) throws(JSONSyntaxError) -> Int {
    do throws(JSONSyntaxError) {
      return try checker.valueEnd(in: window.text, from: start, limit: end)
    } catch {
      // Behind a window there is the comma at which it was cut: nothing ends too early there.
      guard error.kind == .truncated, !window.isLast else { throw error }
    }
    let text = PaddedBytes(window.text.bytes(start..<end) + [UInt8(ascii: ",")])
    do throws(JSONSyntaxError) {
      return try checker.valueEnd(in: text, from: 0, limit: text.count) + start
    } catch {
      // In a window that was cut within a record by a wrong guess, the text ends behind that comma.
      throw JSONSyntaxError(error.kind, error.message, at: min(error.offset + start, end))
    }
  }

  mutating func notASeparator(at offset: Int) -> Item? {
    hasEnded = true
    return .broken(separatorError(offset), start: offset, isInRecord: false)
  }

  private func separatorError(_ offset: Int) -> JSONSyntaxError {
    JSONSyntaxError("\(MemberHead.name(of: window.text[offset])) where ',' or ']' should stand", at: offset)
  }

  /// Whether the value between two offsets ends there for an index, too: to it, a word or a number goes on to the next
  /// blank or bracket.
  private func isSeparate(_ start: Int, _ recordEnd: Int) -> Bool {
    let (first, next) = (window.text[start], window.text[recordEnd])
    return "\"{[".utf8.contains(first) || recordEnd >= end || FormDetection.isBlank(next)
      || ",]}[{:\"".utf8.contains(next)
  }

  /// Behind the closing bracket only blanks may follow.
  private mutating func behindArray(from offset: Int) -> Item? {
    hasEnded = true
    at = offset
    skipBlanks()
    guard at < end || !window.isLast else { return nil }
    return .broken(
      JSONSyntaxError("text behind the end of the array", at: at), start: at, isInRecord: false)
  }
}
