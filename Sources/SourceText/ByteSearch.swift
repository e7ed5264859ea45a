#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension [UInt8] {
  /// The offset of the first `byte` at `start` or behind it; the end of the text when there is none. At the speed of
  /// memory. `start` is from 0 to the end.
  public func offset(of byte: UInt8, from start: Int) -> Int {
    withUnsafeBytes { text in
      guard start < text.count, let address = text.baseAddress,
        let found = memchr(address + start, Int32(byte), text.count - start)
      else { return text.count }
      return UnsafeRawPointer(found) - address
    }
  }
}
