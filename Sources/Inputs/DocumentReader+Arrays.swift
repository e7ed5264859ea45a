import JSONReading

// Where a window of an array ends.
extension DocumentReader {
  /// Moves the whole records of an array to the window: up to the last comma between two of them. `nil` when there is
  /// no such comma yet.
  func cutArray(_ window: Window) -> Int? {
    if cutting == .byIndex, let end = cutIndexed(window) { return end }
    if cutting == .byGuess, !window.isFirst, let end = likelyEnd {
      give(end, to: window)
      noteGuess(window)
      return end
    }
    guard !hasGuessedCuts, let end = outermost.last(in: pending), end > recordStart else { return nil }
    // An array whose first window would be cut elsewhere, had it been guessed, is not worth guessing.
    if cutting == .byGuess, window.isFirst, likelyEnd != end { cutting = .byScan }
    give(end, to: window)
    return end
  }

  /// The same by means of the index, which the window's records need anyway; `nil` also where that does not work.
  private func cutIndexed(_ window: Window) -> Int? {
    // The index needs a text that does not end inside a string.
    guard let guess = ArrayCut.likelyEnd(of: pending, recordStart: recordStart),
      (try? window.index.build(pending, 0..<guess)) != nil,
      let (end, position) = window.index.lastOutermostComma(in: pending), end > recordStart
    else { return nil }
    window.index.truncate(to: position, pending, from: guess, to: end)
    give(end, to: window)
    window.resetIndex(isBuilt: true)
    return end
  }

  /// Remembers that the end of the window was guessed.
  func noteGuess(_ window: Window) {
    window.isCutGuessed = true
    hasGuessedCuts = true
  }

  /// The comma at which the pending bytes are cut by a guess.
  private var likelyEnd: Int? { likelyEnd(in: 0..<pending.count) }

  /// The same, when the record behind it begins in `range`; but for the key of the first record, nothing before that is looked
  /// at.
  func likelyEnd(in range: Range<Int>) -> Int? {
    ArrayCut.likelyBeginning(in: pending, recordStart: recordStart, range).map { $0 - 1 }
  }

  /// What may become of an array's record, of which no end has been found, when more is read.
  enum Prospect { case open, broken, tooLarge, unknown }

  /// Looks at what is pending when it has grown large. Whatever the windows, the same is found.
  func prospect() -> Prospect {
    let start = recordStart
    let largest = limits.recordByteCount
    guard pending.count - start > largest || pending.count >= 8 << 20 else { return .open }
    // Behind a wrong cut, what is pending may seem to be broken or too large.
    if hasGuessedCuts { return .unknown }
    do throws(JSONSyntaxError) {
      var end = try JSONSyntaxChecker(limits: limits).valueEnd(in: pending, from: start, limit: pending.count)
      if end - start > largest { return .tooLarge }
      while FormDetection.isBlank(pending[end]) { end += 1 }
      if end < pending.count, pending[end] != UInt8(ascii: "]") { return .broken }
      return pending.count - end > largest ? .tooLarge : .open
    } catch {
      if error.kind == .truncated { return pending.count - start > largest ? .tooLarge : .open }
      // What was cut through at the end, an escape or a scalar, is not broken.
      if error.offset > pending.count - 16 { return .open }
      return error.offset - start > largest ? .tooLarge : .broken
    }
  }

  /// Takes for right all cuts that were guessed: the windows that end there hold nothing but whole records.
  public func confirmCuts() { hasGuessedCuts = false }

  /// Takes back the last windows, in their order, because the cut behind the first of them was wrong. From there on, no cut
  /// is guessed.
  public func takeBack(_ windows: [Window]) {
    guard let first = windows.first else { return }
    let whole = PaddedBytes(capacity: byteCount - first.byteOffset)
    for window in windows {
      window.readGap()
      unsafe window.text.withBytes(0..<window.text.count) { unsafe whole.append($0) }
      guard case .input(let error) = window.failure else { continue }
      // Behind what could not be read, there is nothing.
      failure = error
      isSourceAtEnd = true
      pendingOffset = first.byteOffset + whole.count
      pending.truncate(to: 0)
      break
    }
    unsafe pending.withBytes(0..<pending.count) { unsafe whole.append($0) }
    precondition(first.byteOffset + whole.count == byteCount, "windows that are not the last ones")
    pending = whole
    pendingOffset = first.byteOffset
    outermost = OutermostComma()
    hasGuessedCuts = false
    hasEnded = false
    cutting = .byScan
  }
}
