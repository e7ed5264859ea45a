import Findings
import JSONReading

// Windows that are cut before they are read.
extension DocumentReader {
  /// Cuts the next window of a plain file by its last bytes alone, so that whoever judges it can read the others while the
  /// next one is cut:
  ///
  ///     window   ⟨ left over │ gap: read by readGap │ {…} \n {… ⟩
  ///                                                   ▲      └─ left over for the next window
  ///                                                   └─ looked at for the end of a record
  ///
  /// False where that is not possible, or where no record ends in a whole window; what has been read is pending then.
  func cutUnread(_ window: Window) -> Bool {
    guard leavesGaps, !isSourceAtEnd, source.canSkip, let form, let file = source.file,
      form == .ndjson || form == .array && cutting == .byGuess
    else { return false }
    // An array is cut where something begins like its next record.
    if form == .array { fill(to: min(Self.beginningByteCount, windowByteCount / 2)) }
    let held = pending.count
    guard held < windowByteCount, !isSourceAtEnd else { return false }
    var known = windowByteCount
    pending.extend(to: windowByteCount)
    for share in Self.shares {
      let start = max(held, windowByteCount - windowByteCount / share)
      guard isRead(start..<known, of: file) else {
        // The file ends here, or cannot be read: both are found by who reads it in order.
        pending.truncate(to: held)
        return false
      }
      let end = lastEnd(in: start..<known)
      known = start
      if let end {
        source.skip(windowByteCount - held)
        give(end, to: window)
        window.form = form
        if form == .array { noteGuess(window) }
        if held < known { window.gap = Window.Gap(range: held..<known, file: file) }
        return true
      }
      if known == held { break }
    }
    source.skip(windowByteCount - held)
    return false
  }

  /// More than the first key of a record takes.
  private static let beginningByteCount = 192
  /// Parts of a window that are looked at for an end, one after the other: records are seldom larger than the first.
  private static let shares = [8, 4, 2, 1]

  /// Reads the pending bytes of `range`. False when there are not so many.
  private func isRead(_ range: Range<Int>, of file: OpenFile) -> Bool {
    let count = try? unsafe pending.overwrite(range) { try unsafe file.fill($0, at: pendingOffset + range.lowerBound) }
    return count == range.count
  }

  /// Where the window may end by what stands in `range`, the first of what is known of its end.
  private func lastEnd(in range: Range<Int>) -> Int? {
    if form == .ndjson { return pending.lastOffset(of: UInt8(ascii: "\n"), in: range).map { $0 + 1 } }
    return likelyEnd(in: range)
  }
}
