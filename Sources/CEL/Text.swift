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
    with(text, part) { contains($0, $1) }
  }

  static func contains(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool {
    part.count <= 32 ? containsShort(text, part) : PartSearch(Array(part)).first(in: text) != nil
  }

  /// Looks for the first byte, then compares: at most 32 steps for each byte of the text.
  private static func containsShort(
    _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let first = part.first, let start = text.baseAddress else { return part.isEmpty }
    var at = 0
    while at + part.count <= text.count {
      guard let found = memchr(start + at, Int32(first), text.count - part.count + 1 - at) else { return false }
      at = UnsafeRawPointer(found) - UnsafeRawPointer(start)
      if isSame(text, at: at, part) { return true }
      at += 1
    }
    return false
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
