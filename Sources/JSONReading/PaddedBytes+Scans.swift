internal import CJSONIndex
public import SourceText

// Searches at the speed of memory.
extension PaddedBytes {
  /// The offset of the first `byte` in `range`, `nil` when there is none.
  public func firstOffset(of byte: UInt8, in range: Range<Int>) -> Int? {
    unsafe withBytes(range) { bytes in
      guard let start = bytes.baseAddress, let found = unsafe memchr(start, Int32(byte), bytes.count) else {
        return nil
      }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - UnsafeRawPointer(start))
    }
  }

  /// The offset of the last `byte` in `range`, `nil` when there is none.
  public func lastOffset(of byte: UInt8, in range: Range<Int>) -> Int? {
    unsafe withBytes(range) { bytes in
      guard let start = bytes.baseAddress else { return nil }
      let found = unsafe Int(cjson_find_last(start, bytes.count, byte))
      return found == bytes.count ? nil : range.lowerBound + found
    }
  }

  /// The last offset in `range` at which the bytes of `part` stand whole, `nil` when there is none.
  public func lastOffset(of part: Range<Int>, in range: Range<Int>) -> Int? {
    unsafe withBytes(range) { bytes in
      unsafe withBytes(part) { part in
        guard let start = bytes.baseAddress, let text = part.baseAddress else { return nil }
        let found = unsafe Int(cjson_find_last_text(start, bytes.count, text, part.count))
        return found == bytes.count ? nil : range.lowerBound + found
      }
    }
  }

  /// Whether nothing but white space is in `range`.
  public func isBlank(_ range: Range<Int>) -> Bool {
    unsafe withBytes(range) { unsafe $0.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }
  }

  /// The number of line feeds in `range`.
  public func lineFeedCount(_ range: Range<Int>) -> Int {
    unsafe withBytes(range) { bytes in
      guard let start = bytes.baseAddress else { return 0 }
      return unsafe Int(cjson_count_line_feeds(start, bytes.count))
    }
  }

  /// The number of Unicode scalars that start in `range`.
  public func scalarCount(_ range: Range<Int>) -> Int {
    unsafe withBytes(range) { bytes in
      guard let start = bytes.baseAddress else { return 0 }
      return unsafe Int(cjson_count_scalars(start, bytes.count))
    }
  }

  /// How far the text of `range` leads in lines and columns.
  public func step(over range: Range<Int>) -> TextStep {
    unsafe withBytes(range) { bytes in
      guard let start = bytes.baseAddress else { return .none }
      let last = unsafe Int(cjson_find_last(start, bytes.count, UInt8(ascii: "\n")))
      guard last < bytes.count else {
        return TextStep(lineFeeds: 0, scalarsInLastLine: unsafe Int(cjson_count_scalars(start, bytes.count)))
      }
      return TextStep(
        lineFeeds: unsafe Int(cjson_count_line_feeds(start, last)) + 1,
        scalarsInLastLine: unsafe Int(cjson_count_scalars(start + last + 1, bytes.count - last - 1)))
    }
  }
}
