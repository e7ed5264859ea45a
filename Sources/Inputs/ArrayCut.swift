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

  /// The last comma outside of strings and of all brackets opened in `text`, which starts outside of both. Looks at
  /// every byte and at nothing but quotes, backslashes, brackets and commas.
  static func lastOutermostComma(in text: PaddedBytes) -> Int? {
    unsafe text.withBytes(0..<text.count) { bytes in
      var depth = 0
      var found: Int?
      var at = bytes.startIndex
      while at < bytes.endIndex {
        switch unsafe bytes[at] {
        case UInt8(ascii: "\""):
          at += 1
          while at < bytes.endIndex, unsafe bytes[at] != UInt8(ascii: "\"") {
            at += unsafe bytes[at] == UInt8(ascii: "\\") ? 2 : 1
          }
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ",") where depth == 0: found = at
        default: break
        }
        at += 1
      }
      return found
    }
  }
}
