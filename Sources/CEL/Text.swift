#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Questions about strings that are answered from their UTF-8, without a copy. Values that are no strings answer no;
/// overloads have been chosen before.
enum Text {
  static func startsWith(_ text: CELValue, _ start: CELValue) -> Bool {
    with(text, start) { text, start in
      text.count >= start.count && isSame(text, at: 0, start)
    }
  }

  static func endsWith(_ text: CELValue, _ end: CELValue) -> Bool {
    with(text, end) { text, end in
      text.count >= end.count && isSame(text, at: text.count - end.count, end)
    }
  }

  static func contains(_ text: CELValue, _ part: CELValue) -> Bool {
    with(text, part) { text, part in
      guard let textStart = text.baseAddress, let partStart = part.baseAddress, !part.isEmpty else {
        return part.isEmpty
      }
      // The C library's search is linear.
      return memmem(textStart, text.count, partStart, part.count) != nil
    }
  }

  @inline(__always)
  private static func with(
    _ left: CELValue, _ right: CELValue,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
  ) -> Bool {
    left.withUTF8 { left in right.withUTF8 { body(left, $0) } ?? false } ?? false
  }

  @inline(__always)
  private static func isSame(
    _ text: UnsafeBufferPointer<UInt8>, at offset: Int, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let textStart = text.baseAddress, let partStart = part.baseAddress, !part.isEmpty else { return part.isEmpty }
    return memcmp(textStart + offset, partStart, part.count) == 0
  }
}
