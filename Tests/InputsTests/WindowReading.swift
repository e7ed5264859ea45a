import Findings
import JSONReading
import SourceText

@testable import Inputs

/// A document read window by window, with all places counted from its start.
struct WindowReading: Equatable, CustomStringConvertible {
  enum Item: Hashable {
    case record(String, SourceSpan)
    case unreadable(JSONSyntaxError, SourceSpan)
    case repeatedMember(SourceSpan)
    case broken(JSONSyntaxError, start: Int, isInRecord: Bool)
    case failure(Window.Failure, at: Int)
  }

  var items: [Item] = []
  var form: InputForm?
  var hasByteOrderMark = false
  var byteCount = 0
  /// Where the document ends, by adding up the steps of its parts; meaningless when it is broken.
  var end = SourcePosition.start
  var windowCount = 0
  /// Windows that were cut before they were read.
  var gapCount = 0
  /// Windows whose end was guessed, and how often they were taken back.
  var guessCount = 0, takeBackCount = 0

  /// Reads `bytes` until the end or the first broken place; `ahead` windows are cut before the first of them is read.
  init(
    _ bytes: [UInt8], form: InputForm? = nil, limits: JSONLimits = JSONLimits(), windowByteCount: Int = 1 << 20,
    step: Int = 1 << 20, failure: InputError? = nil, cutting: ArrayCutting = .byIndex, ahead: Int = 1,
    hasMembers: Bool = false
  ) {
    self.init(
      ByteSource(MemoryStream(bytes, step: step, failure: failure), name: "memory"), form: form, limits: limits,
      windowByteCount: windowByteCount, cutting: cutting, ahead: ahead, hasMembers: hasMembers, cut: { _ in })
  }

  /// Reads the plain file at `path`, as several threads would that judge `ahead` windows at once. `cut` is called with the
  /// number of windows that have been cut, before the next one is.
  init(
    file path: String, form: InputForm? = nil, limits: JSONLimits = JSONLimits(), windowByteCount: Int, ahead: Int,
    cut: (Int) throws -> Void = { _ in }
  ) throws {
    let source = ByteSource(text: InputBuffer(try OpenFile(InputPath(path))))
    try self.init(
      source, form: form, limits: limits, windowByteCount: windowByteCount, cutting: .byGuess, leavesGaps: true,
      ahead: ahead, cut: cut)
  }

  private init(
    _ source: ByteSource, form: InputForm?, limits: JSONLimits, windowByteCount: Int, cutting: ArrayCutting,
    leavesGaps: Bool = false, ahead: Int, hasMembers: Bool = false, cut: (Int) throws -> Void
  ) rethrows {
    let document = DocumentReader(
      source, form: form == .members ? nil : form, limits: limits, windowByteCount: windowByteCount,
      cutting: cutting, leavesGaps: leavesGaps, hasMembers: hasMembers || form == .members)
    // Else these documents would be read at once.
    document.headByteCount = 16
    let reader = JSONReader(limits: limits)
    let recordIndex = StructuralIndex()
    var windows: [Window] = []
    var cutCount = 0
    while true {
      while windows.count < ahead {
        let window = Window(capacity: windowByteCount)
        try cut(cutCount)
        guard document.next(into: window) else { break }
        cutCount += 1
        gapCount += window.gap == nil ? 0 : 1
        windows.append(window)
      }
      guard let window = windows.first else {
        guard document.hasGuessedCuts else { break }
        document.confirmCuts()
        continue
      }
      window.readGap()
      if windowCount == 0 { end = end.advanced(by: document.stepToFirstWindow) }
      let base = window.byteOffset
      let itemCount = items.count
      var isBroken = false
      var records = WindowRecords(window, with: reader, recordIndex: recordIndex)
      while let item = records.next() {
        switch item {
        case .record(let node):
          let text = node.span.count < 1 << 20 ? node.compactText : "a large record"
          items.append(.record(text, node.span.shifted(by: base)))
        case .unreadable(let error, let range):
          items.append(
            .unreadable(
              Self.moved(error, base), SourceSpan(start: range.lowerBound, end: range.upperBound).shifted(by: base)))
        case .repeatedMember(let key):
          items.append(.repeatedMember(SourceSpan(start: key.lowerBound, end: key.upperBound).shifted(by: base)))
        case .broken(let error, let start, let isInRecord):
          items.append(.broken(Self.moved(error, base), start: start + base, isInRecord: isInRecord))
          isBroken = true
        }
      }
      guessCount += window.isCutGuessed ? 1 : 0
      if isBroken, window.isCutGuessed {
        takeBackCount += 1
        items.removeSubrange(itemCount...)
        document.takeBack(windows)
        windows = []
        continue
      }
      windowCount += 1
      windows.removeFirst()
      if isBroken || window.failure?.isOfInput == true {
        document.drain()
        windows = []
      }
      end = end.advanced(by: window.text.step(over: 0..<window.text.count)).advanced(by: window.stepBehind)
      if let failure = window.failure { items.append(.failure(failure, at: base + window.text.count)) }
    }
    self.form = document.form
    hasByteOrderMark = document.hasByteOrderMark
    byteCount = document.byteCount
  }

  /// Reads the UTF-8 of `text`.
  init(_ text: String, form: InputForm? = nil, limits: JSONLimits = JSONLimits(), windowByteCount: Int = 1 << 20) {
    self.init(Array(text.utf8), form: form, limits: limits, windowByteCount: windowByteCount)
  }

  /// The texts of the records that could be read.
  var records: [String] { items.compactMap { if case .record(let text, _) = $0 { text } else { nil } } }

  /// What went wrong, in words, with its offset; broken places of a document in `‹›`.
  var problems: [String] {
    items.compactMap { item in
      switch item {
      case .record: nil
      case .repeatedMember(let key): "\(key.start): a repeated member"
      case .unreadable(let error, _): "\(error.offset): \(error.message)"
      case .broken(let error, _, _): "‹\(error.offset): \(error.message)›"
      case .failure(.input(let error), let offset): "\(offset): \(error.message)"
      case .failure(.recordTooLarge(let limit), let offset): "\(offset): a record of more than \(limit) bytes"
      }
    }
  }

  var description: String { "\(form.map { "\($0)" } ?? "-") \(byteCount) \(end) \(items)" }

  /// Everything but the number of windows; a record that is too large is the same whether its bytes were read or not.
  static func == (left: WindowReading, right: WindowReading) -> Bool {
    left.form == right.form && left.byteCount == right.byteCount && left.hasByteOrderMark == right.hasByteOrderMark
      && left.items.map(\.withoutRefusal) == right.items.map(\.withoutRefusal)
  }

  private static func moved(_ error: JSONSyntaxError, _ offset: Int) -> JSONSyntaxError {
    JSONSyntaxError(error.kind, error.message, at: error.offset + offset)
  }
}

extension Window.Failure {
  /// Whether nothing can be read behind it.
  fileprivate var isOfInput: Bool { if case .input = self { true } else { false } }
}

extension WindowReading.Item {
  /// A record beyond the limit is refused by whoever meets it first: the same thing in two words.
  var withoutRefusal: WindowReading.Item {
    switch self {
    case .unreadable(let error, let span) where error.kind == .limit && error.offset == span.start:
      .failure(.recordTooLarge(limit: -1), at: span.start)
    case .broken(let error, let start, true) where error.kind == .limit && error.offset == start:
      .failure(.recordTooLarge(limit: -1), at: start)
    case .failure(.recordTooLarge, let offset): .failure(.recordTooLarge(limit: -1), at: offset)
    default: self
    }
  }
}
