public import Findings
public import JSONReading
public import SourceText

/// Cuts one document into windows of whole records, in order, without ever holding more than a window of it.
///
///     document   ⟨BOM⟩ [ {…}, {…}, │ {…}, {…}, │ {…} ]
///     windows              {…}, {…}   , {…}, {…}   , {…} ]
///
/// A window of an array starts behind the opening bracket or with the comma before its first record; the last one ends
/// with the closing bracket and whatever follows. A window of NDJSON is a run of whole lines. Every byte is in exactly
/// one window, but for a byte order mark, the bracket, and lines beyond the limit.
public final class DocumentReader {
  /// Bytes read at a time when nothing else is asked for: 256 KiB and 4 MiB are slower, as the design measured.
  public static let standardWindowByteCount = 1 << 20

  private let source: ByteSource
  private let limits: JSONLimits
  private let windowByteCount: Int
  private let requestedForm: InputForm?
  /// Bytes read but not yet given away.
  private let pending: PaddedBytes
  /// Where the first of them stands in the document.
  private var pendingOffset = 0
  private var isSourceAtEnd = false
  private var failure: InputError?
  private var hasEnded = false

  /// How the records lie, once the first window has been read.
  public private(set) var form: InputForm?
  /// Whether the document starts with a byte order mark.
  public private(set) var hasByteOrderMark = false
  /// How far the text before the first window leads; a byte order mark counts as nothing.
  public private(set) var stepToFirstWindow = TextStep.none
  /// Bytes read so far, the whole document's when the last window has been read.
  public var byteCount: Int { pendingOffset + pending.count }

  /// A reader of the bytes of `source`. `form` says how the records lie when it is known; else the first bytes tell.
  public init(
    _ source: ByteSource, form: InputForm? = nil, limits: JSONLimits = JSONLimits(),
    windowByteCount: Int = DocumentReader.standardWindowByteCount
  ) {
    self.source = source
    self.limits = limits
    self.windowByteCount = max(windowByteCount, 16)
    requestedForm = form
    pending = PaddedBytes(capacity: self.windowByteCount)
  }

  /// Fills `window` with the next records. False when there is none left; every document has at least one window.
  public func next(into window: Window) -> Bool {
    guard !hasEnded else { return false }
    window.isFirst = form == nil
    window.isLast = false
    window.isIndexed = false
    window.failure = nil
    var wanted = windowByteCount
    while true {
      fill(to: wanted)
      if form == nil, !findForm() {
        wanted = grown(wanted)
        continue
      }
      guard let form else { return false }
      window.form = form
      if pending.count > limits.recordByteCount, !isSourceAtEnd || form == .single {
        refuseLargeRecord(window, form)
        return true
      }
      if isSourceAtEnd {
        give(pending.count, to: window)
        end(window)
        if form == .array { index(window) }
        return true
      }
      let count: Int? =
        switch form {
        case .array: cutArray(window)
        case .ndjson: pending.lastOffset(of: UInt8(ascii: "\n"), in: 0..<pending.count).map { $0 + 1 }
        case .single: nil
        }
      if let count {
        // Arrays have been moved to the window already, with their index.
        if form != .array { give(count, to: window) }
        return true
      }
      if form == .array, hasBrokenRecord() {
        give(pending.count, to: window)
        drain()
        end(window)
        return true
      }
      wanted = grown(max(wanted, pending.count))
    }
  }

  /// Reads the rest of the document only to count its bytes.
  public func drain() {
    repeat {
      pendingOffset += pending.count
      pending.truncate(to: 0)
      fill(to: windowByteCount)
    } while pending.count > 0
    hasEnded = true
  }

  private func grown(_ byteCount: Int) -> Int { min(byteCount * 2, limits.recordByteCount + 1) }

  /// Reads until there are `count` bytes, or no more.
  private func fill(to count: Int) {
    pending.reserve(count)
    while pending.count < count, !isSourceAtEnd {
      do {
        let added = try unsafe pending.append { buffer throws(InputError) in
          try unsafe source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(count - pending.count)))
        }
        isSourceAtEnd = added == 0
      } catch {
        failure = error
        isSourceAtEnd = true
      }
    }
  }

  /// Decides how the records lie and removes what stands before the first of them. False when more must be read first.
  private func findForm() -> Bool {
    pending.seal()
    if let requestedForm {
      form = requestedForm
    } else {
      guard let found = FormDetection(pending, isWhole: isSourceAtEnd).form else { return false }
      form = found
    }
    if pending[0] == 0xEF, pending[1] == 0xBB, pending[2] == 0xBF {
      hasByteOrderMark = true
      remove(3)
    }
    if form == .array {
      var start = 0
      while start < pending.count, FormDetection.isBlank(pending[start]) { start += 1 }
      // What was announced as an array but is none stays whole: its error is found where it is read.
      guard pending[start] == UInt8(ascii: "[") else {
        form = .single
        return true
      }
      stepToFirstWindow = pending.step(over: 0..<start + 1)
      remove(start + 1)
    }
    return true
  }

  private func remove(_ count: Int) {
    pending.removeFirst(count)
    pendingOffset += count
  }

  /// Moves the first `count` pending bytes to the window.
  private func give(_ count: Int, to window: Window) {
    window.byteOffset = pendingOffset
    window.text.replace(with: pending, range: 0..<count)
    window.text.seal()
    remove(count)
  }

  private func end(_ window: Window) {
    window.isLast = true
    window.failure = window.failure ?? failure.map(Window.Failure.input)
    hasEnded = true
  }

  private func index(_ window: Window) {
    window.isIndexed = (try? window.index.build(window.text, 0..<window.text.count)) != nil
  }

  /// Moves the whole records of an array to the window: up to the last comma between two of them. `nil` when there is
  /// no such comma yet.
  private func cutArray(_ window: Window) -> Int? {
    // The index needs a text that does not end inside a string. Behind the last "}," or "]," of the bytes it hardly
    // ever does.
    guard let guess = ArrayCut.likelyEnd(of: pending) else { return nil }
    window.byteOffset = pendingOffset
    window.text.replace(with: pending, range: 0..<guess)
    window.text.seal()
    index(window)
    if window.isIndexed {
      guard let position = window.index.lastOutermostComma(in: window.text), window.index[position] > 0 else {
        return nil
      }
      let end = window.index[position]
      window.text.truncate(to: end)
      window.text.seal()
      window.index.truncate(to: position)
      remove(end)
      return end
    }
    // A text that has no index, or a comma inside a string: find the cut byte by byte.
    guard let end = ArrayCut.lastOutermostComma(in: pending), end > 0 else { return nil }
    give(end, to: window)
    index(window)
    return end
  }

  /// Whether what is pending can never become whole, however much is read. Asked only when it has grown large.
  private func hasBrokenRecord() -> Bool {
    guard pending.count >= 8 << 20 else { return false }
    let checker = JSONSyntaxChecker(limits: limits)
    var at = pending[0] == UInt8(ascii: ",") ? 1 : 0
    do {
      while at < pending.count {
        at = try checker.valueEnd(in: pending, from: at, limit: pending.count)
        while FormDetection.isBlank(pending[at]) { at += 1 }
        if pending[at] == UInt8(ascii: ",") {
          at += 1
        } else {
          return at < pending.count && pending[at] != UInt8(ascii: "]")
        }
      }
      return false
    } catch {
      return error.kind != .truncated && error.offset < pending.count
    }
  }

  /// Gives up on a record that is larger than the limit: of NDJSON the line, else the rest of the document.
  private func refuseLargeRecord(_ window: Window, _ form: InputForm) {
    window.failure = .recordTooLarge(limit: limits.recordByteCount)
    window.byteOffset = pendingOffset
    window.text.truncate(to: 0)
    window.text.seal()
    guard form == .ndjson else {
      drain()
      end(window)
      return
    }
    while true {
      if let end = pending.firstOffset(of: UInt8(ascii: "\n"), in: 0..<pending.count) {
        remove(end + 1)
        return
      }
      remove(pending.count)
      fill(to: windowByteCount)
      if pending.count == 0 { return end(window) }
    }
  }
}
