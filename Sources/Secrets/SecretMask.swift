/// Hides parts of texts: a `*` in place of each Unicode scalar, so that columns stay what they are.
public enum SecretMask {
  /// `text` with its credentials hidden.
  public static func masked(_ text: String) -> String {
    var text = text
    let ranges = text.withUTF8 { Secrets.isFound(in: $0) ? Secrets.all(in: $0).map(\.range) : [] }
    return hiding(ranges, in: text)
  }

  /// `text` with all pieces of `value` hidden: all of it where it occurs, and whatever eight bytes or more have in common
  /// with it. Linear in both.
  public static func masked(_ text: String, hiding value: String) -> String {
    guard !value.isEmpty, !text.isEmpty else { return text }
    let (bytes, hidden) = (Array(text.utf8), Array(value.utf8))
    return hiding(hidden.count < 8 ? occurrences(of: hidden, in: bytes) : commonPieces(of: hidden, in: bytes), in: text)
  }

  /// `text` with the scalars hidden that have bytes in `ranges`.
  static func hiding(_ ranges: [Range<Int>], in text: String) -> String {
    let ranges = merged(ranges)
    guard !ranges.isEmpty else { return text }
    let bytes = Array(text.utf8)
    var shown: [UInt8] = []
    shown.reserveCapacity(bytes.count)
    /// What is copied or hidden already.
    var done = 0
    for range in ranges {
      var at = min(range.lowerBound, bytes.count)
      // A scalar is hidden as a whole.
      while at > done, at < bytes.count, bytes[at] & 0xC0 == 0x80 { at -= 1 }
      shown += bytes[done..<max(done, at)]
      at = max(done, at)
      while at < bytes.count, at < range.upperBound || bytes[at] & 0xC0 == 0x80 {
        if bytes[at] & 0xC0 != 0x80 { shown.append(UInt8(ascii: "*")) }
        at += 1
      }
      done = at
    }
    shown += bytes[done...]
    return String(decoding: shown, as: UTF8.self)
  }

  /// The same bytes in ranges that do not touch, in order.
  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private static func occurrences(of value: [UInt8], in text: [UInt8]) -> [Range<Int>] {
    guard text.count >= value.count else { return [] }
    return (0...text.count - value.count).compactMap { start in
      text[start..<start + value.count].elementsEqual(value) ? start..<start + value.count : nil
    }
  }

  /// Where eight bytes stand in `text` that stand in `value`, too. Eight bytes are one word, which is looked up.
  private static func commonPieces(of value: [UInt8], in text: [UInt8]) -> [Range<Int>] {
    let all = words(of: text)
    let inText = Set(all)
    let common = Set(words(of: value).filter(inText.contains))
    return all.enumerated().compactMap { start, word in common.contains(word) ? start..<start + 8 : nil }
  }

  /// Each eight bytes that follow each other.
  private static func words(of bytes: [UInt8]) -> [UInt64] {
    var word: UInt64 = 0
    var words: [UInt64] = []
    for (place, byte) in bytes.enumerated() {
      word = word << 8 | UInt64(byte)
      if place >= 7 { words.append(word) }
    }
    return words
  }
}
