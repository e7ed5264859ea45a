import JSONReading

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the parts of a URL are (RFC 3986, section 3), in bytes of its text.
struct URLParts: Sendable {
  /// Behind the colon of the scheme; 0 when the text has none and so is no absolute URL.
  let schemeEnd: Int
  /// User, host and port; empty when there are none.
  let authority: Range<Int>
  /// What stands before the `@` of the authority; `nil` when there is none.
  let userinfo: Range<Int>?
  /// The host, with the brackets of an IPv6 address.
  let host: Range<Int>
  let path: Range<Int>
  /// Behind the `?`; `nil` when there is none.
  let query: Range<Int>?

  /// Finds the parts of `text`.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    let schemeEnd = Self.schemeEnd(text)
    let authority = Self.authority(text, behind: schemeEnd)
    let at = authority.isEmpty ? nil : text[authority].lastIndex(of: UInt8(ascii: "@"))
    let pathEnd = Self.endsOfPath.first(in: text, from: authority.upperBound) ?? text.count
    self.schemeEnd = schemeEnd
    self.authority = authority
    userinfo = at.map { authority.lowerBound..<$0 }
    host = Self.host(text, in: (at.map { $0 + 1 } ?? authority.lowerBound)..<authority.upperBound)
    path = authority.upperBound..<pathEnd
    query =
      pathEnd < text.count && text[pathEnd] == UInt8(ascii: "?")
      ? (pathEnd + 1)..<(text.first(UInt8(ascii: "#"), from: pathEnd + 1) ?? text.count) : nil
  }

  private static func schemeEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    // Nearly all.
    if text.count > 6, let start = text.baseAddress, memcmp(start, "https:", 6) == 0 { return 6 }
    guard let first = text.first, first.isUpperASCII || first.isLowerASCII else { return 0 }
    for (place, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: ":"): return place + 1
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
      default: if !(byte.isUpperASCII || byte.isLowerASCII || byte.isDigit) { return 0 }
      }
    }
    return 0
  }

  private static func authority(_ text: UnsafeBufferPointer<UInt8>, behind start: Int) -> Range<Int> {
    guard start > 0, start + 1 < text.count, text[start] == UInt8(ascii: "/"), text[start + 1] == UInt8(ascii: "/")
    else { return start..<start }
    return (start + 2)..<(endsOfAuthority.first(in: text, from: start + 2) ?? text.count)
  }

  private static func host(_ text: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Range<Int> {
    if text[range].first == UInt8(ascii: "[") {
      let close = text[range].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? range.upperBound
      return range.lowerBound..<close
    }
    return range.lowerBound..<(text[range].firstIndex(of: UInt8(ascii: ":")) ?? range.upperBound)
  }

  private static let endsOfAuthority = ByteSet { "/?#".utf8.contains($0) }
  private static let endsOfPath = ByteSet { "?#".utf8.contains($0) }
}

extension UnsafeBufferPointer<UInt8> {
  /// The place of the first `byte` at `start` or behind it.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard let text = baseAddress, start < count, let found = memchr(text + start, Int32(byte), count - start) else {
      return nil
    }
    return UnsafeRawPointer(found) - UnsafeRawPointer(text)
  }
}
