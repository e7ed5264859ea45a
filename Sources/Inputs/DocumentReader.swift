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
///
/// Where several threads judge, windows of a plain file are cut by their last bytes, and the others are read by whoever
/// judges them (`cutUnread`).
public final class DocumentReader {
  /// Bytes read at a time when nothing else is asked for: two windows and an index fit a second-level cache. With 1 MiB a run
  /// takes 5 % longer, with 128 KiB arrays do.
  public static let standardWindowByteCount = 1 << 18

  let source: ByteSource
  /// Whether windows may be given out before they have been read.
  let leavesGaps: Bool
  let limits: JSONLimits
  let windowByteCount: Int
  private let requestedForm: InputForm?
  var cutting: ArrayCutting
  /// How a document that is one object is cut; `nil` when such a document is one record.
  private var members: MemberFraming?
  /// The beginning of such a document, made whole, and the bytes that are read for it.
  private var documentHead: [UInt8]?
  var headByteCount = DocumentHead.byteCount
  /// Where the pending bytes of an array can be cut.
  var outermost = OutermostComma()
  /// Bytes read but not yet given away.
  var pending: PaddedBytes
  /// Where the first of them stands in the document.
  var pendingOffset = 0
  var isSourceAtEnd = false
  var failure: InputError?
  var hasEnded = false

  /// Whether there are windows whose ends were guessed, which nobody has confirmed or taken back.
  public internal(set) var hasGuessedCuts = false
  /// How the records lie, once the first window has been read.
  public private(set) var form: InputForm?
  /// Whether the document starts with a byte order mark.
  public private(set) var hasByteOrderMark = false
  /// How far the text before the first window leads; a byte order mark counts as nothing.
  public private(set) var stepToFirstWindow = TextStep.none
  /// Bytes read so far, the whole document's when the last window has been read.
  public var byteCount: Int { pendingOffset + pending.count }

  /// A reader of the bytes of `source`. `form` says how the records lie when it is known; else the first bytes tell.
  /// With `hasMembers`, a document that begins with a brace is one object with arrays of records. With `leavesGaps`, what is
  /// in a window may be looked at after `readGap` only.
  public init(
    _ source: ByteSource, form: InputForm? = nil, limits: JSONLimits = JSONLimits(),
    windowByteCount: Int = DocumentReader.standardWindowByteCount, cutting: ArrayCutting = .byIndex,
    leavesGaps: Bool = false, hasMembers: Bool = false
  ) {
    self.source = source
    self.leavesGaps = leavesGaps
    self.cutting = cutting
    self.limits = limits
    self.windowByteCount = min(max(windowByteCount, 16), JSONLimits.largestRecord / 4)
    requestedForm = form
    members = hasMembers ? MemberFraming(limits: limits) : nil
    pending = PaddedBytes(capacity: self.windowByteCount)
  }

  /// Fills `window` with the next records. False when there is none left; every document has at least one window. Also
  /// false when nothing more can be read before the guessed cuts are confirmed or taken back.
  public func next(into window: Window) -> Bool {
    guard !hasEnded else { return false }
    window.isFirst = form == nil
    window.isLast = false
    window.isCutGuessed = false
    window.resetIndex()
    window.failure = nil
    window.stepBehind = .none
    window.documentHead = nil
    window.gap = nil
    if cutUnread(window) { return true }
    var wanted = form == nil && members != nil ? max(windowByteCount, headByteCount) : windowByteCount
    while true {
      fill(to: wanted)
      if form == nil, !findForm() {
        wanted = min(wanted * 2, detectionByteCount)
        continue
      }
      guard let form else { return false }
      window.form = form
      if form == .single, pending.count > limits.recordByteCount {
        refuseLargeRecord(window, form)
        return true
      }
      if form == .members, cutMember(window) { return true }
      if isSourceAtEnd {
        give(pending.count, to: window)
        end(window)
        return true
      }
      let count: Int? =
        switch form {
        case .members: nil
        case .array: cutArray(window)
        case .ndjson: pending.lastOffset(of: UInt8(ascii: "\n"), in: 0..<pending.count).map { $0 + 1 }
        case .single: nil
        }
      if let count {
        // Arrays have been moved to the window already, with their index.
        if form != .array { give(count, to: window) }
        return true
      }
      switch form == .array || form == .members
        ? prospect() : pending.count > limits.recordByteCount ? .tooLarge : .open
      {
      case .open where pending.count < JSONLimits.largestRecord: break
      case .unknown: return false
      case .open, .tooLarge:
        refuseLargeRecord(window, form)
        return true
      case .broken:
        give(pending.count, to: window)
        drain()
        end(window)
        return true
      }
      wanted = min(max(wanted, pending.count) * 2, JSONLimits.largestRecord)
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

  /// When this many bytes do not tell how the records lie, the document is one record.
  private var detectionByteCount: Int {
    min(max(limits.recordByteCount + 1, Self.standardWindowByteCount), JSONLimits.largestRecord)
  }

  /// Reads until there are `count` bytes, or no more.
  func fill(to count: Int) {
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
    if members != nil, requestedForm == nil || requestedForm == .single, FormDetection.beginsObject(pending) {
      form = .members
      documentHead = DocumentHead.completed(pending.bytes(0..<min(pending.count, headByteCount)))
    } else if let requestedForm {
      form = requestedForm
    } else {
      let found = FormDetection(pending, isWhole: isSourceAtEnd).form
      guard found != nil || pending.count >= detectionByteCount else { return false }
      form = found ?? .single
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
    outermost = OutermostComma()
  }

  /// Moves the first `count` pending bytes to the window: the buffers change hands, and only the rest is copied.
  func give(_ count: Int, to window: Window) {
    window.byteOffset = pendingOffset
    (window.text, pending) = (pending, window.text)
    pending.replace(with: window.text, range: count..<window.text.count)
    window.text.truncate(to: count)
    window.text.seal()
    pendingOffset += count
    outermost = OutermostComma()
  }

  private func end(_ window: Window) {
    window.isLast = true
    window.failure = window.failure ?? failure.map(Window.Failure.input)
    hasEnded = true
  }

  /// Moves what can be cut off a document that is one object to the window. False when more must be read first.
  private func cutMember(_ window: Window) -> Bool {
    guard var framing = members else { return false }
    defer { members = framing }
    let cut = framing.cut(pending, isWhole: isSourceAtEnd)
    (window.memberStart, window.isMemberRepeated) = (framing.start, framing.isRepeated)
    if window.isFirst { window.documentHead = documentHead }
    switch cut {
    case .more: return false
    case .broken:
      give(pending.count, to: window)
      drain()
      end(window)
    case .at(let count):
      give(count, to: window)
      framing.advance()
      if isSourceAtEnd, pending.count == 0 { end(window) }
    }
    return true
  }

  /// Behind the comma and the blanks before an array's next record.
  var recordStart: Int {
    if form == .members, let members { return members.recordStart(in: pending) }
    var start = pending[0] == UInt8(ascii: ",") ? 1 : 0
    while FormDetection.isBlank(pending[start]) { start += 1 }
    return start
  }

  /// Gives up on a record that is larger than the limit: of NDJSON the line, else the rest of the document.
  private func refuseLargeRecord(_ window: Window, _ form: InputForm) {
    window.failure = .recordTooLarge(limit: limits.recordByteCount)
    give(form == .array || form == .members ? recordStart : 0, to: window)
    guard form == .ndjson else {
      drain()
      end(window)
      return
    }
    while true {
      if let end = pending.firstOffset(of: UInt8(ascii: "\n"), in: 0..<pending.count) {
        remove(end + 1)
        window.stepBehind = TextStep(lineFeeds: 1, scalarsInLastLine: 0)
        return
      }
      remove(pending.count)
      fill(to: windowByteCount)
      if pending.count == 0 { return end(window) }
    }
  }
}
