import JSONReading

/// How the place is found at which a window of an array ends.
public enum ArrayCutting: Sendable {
  /// By the index of the window, which its records need anyway. Nothing is looked at twice; but whoever waits for the next
  /// window waits for the index.
  case byIndex
  /// By following strings and depth through every byte.
  case byScan
  /// Where a record seems to begin, with a look at a few bytes. Whoever reads the window sees whether that was right: when
  /// it holds nothing but whole records it was, and else the windows from there on must be taken back. Only the first
  /// window is cut by a scan, to see whether guesses are worth it.
  case byGuess
}

/// Finds places to cut a JSON array between two of its records.
enum ArrayCut {
  /// Where the text, whose first record starts at `recordStart`, may be cut so that it most likely does not end inside a
  /// string, nor inside a record: behind the last comma before what looks like the beginning of a record, else behind the last
  /// comma that follows a closing bracket, or behind the last comma at all. `nil` when there is none.
  static func likelyEnd(of text: PaddedBytes, recordStart: Int) -> Int? {
    likelyBeginning(in: text, recordStart: recordStart, 0..<text.count) ?? lastComma(in: text)
  }

  /// Behind the comma before the last record in `range` that has the first key of the first one. Nearly all records of an
  /// export have, and nothing within them does; what stands behind that comma would otherwise be indexed twice. What stands
  /// before `range`, but for the key, is not looked at.
  static func likelyBeginning(in text: PaddedBytes, recordStart: Int, _ range: Range<Int>) -> Int? {
    guard recordStart < text.count, text[recordStart] == UInt8(ascii: "{"),
      let key = keyEnd(in: text, from: recordStart)
    else { return nil }
    let nearest = max(recordStart + 1, range.upperBound - searchedByteCount, range.lowerBound)
    // The key of a record that begins in the range may end behind it.
    var end = min(range.upperBound + key - recordStart - 1, text.count)
    while end > nearest, let start = text.lastOffset(of: recordStart..<key, in: nearest..<end) {
      var comma = start - 1
      while comma > nearest, FormDetection.isBlank(text[comma]) { comma -= 1 }
      if comma >= range.lowerBound, text[comma] == UInt8(ascii: ",") { return comma + 1 }
      end = start
    }
    return nil
  }

  /// How far back a beginning is looked for: where there is none, that costs a twentieth of reading the window.
  private static let searchedByteCount = 1 << 19

  /// Behind the closing quote of the first key of the object at `start`; `nil` when it is far.
  private static func keyEnd(in text: PaddedBytes, from start: Int) -> Int? {
    let quote = UInt8(ascii: "\"")
    let limit = min(start + 128, text.count)
    guard let open = text.firstOffset(of: quote, in: start..<limit),
      let close = text.firstOffset(of: quote, in: open + 1..<limit)
    else { return nil }
    return close + 1
  }

  private static func lastComma(in text: PaddedBytes) -> Int? {
    var limit = text.count
    var fallback: Int?
    // Lists of plain numbers or strings have no such comma near; 4096 others are enough to know.
    for _ in 0..<4096 {
      guard let comma = text.lastOffset(of: UInt8(ascii: ","), in: 0..<limit) else { break }
      fallback = fallback ?? comma + 1
      var before = comma - 1
      while before >= 0, FormDetection.isBlank(text[before]) { before -= 1 }
      if text[before] == UInt8(ascii: "}") || text[before] == UInt8(ascii: "]") { return comma + 1 }
      limit = comma
    }
    return fallback
  }
}
