import JSONReading

/// Finds places to cut a JSON array between two of its records.
enum ArrayCut {
  /// Where the text may be cut so that it most likely does not end inside a string: behind the last comma that follows
  /// a closing bracket, or behind the last comma at all. `nil` when there is none.
  static func likelyEnd(of text: PaddedBytes) -> Int? {
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
