import SourceText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's time zone files (RFC 8536).
enum ZoneFile {
  /// Seconds to add to UTC in the zone called `name`; `nil` when the system does not know it. Files are read once.
  static func offset(of name: String, at seconds: Int64, _ cache: inout ZoneCache) -> Int64? {
    // A name, and no way out of the folder.
    guard !name.isEmpty, name.utf8.count < 64, name.first != "/", !name.contains(".."),
      name.utf8.allSatisfy({ $0.isNameStart || $0.isDigit || "/+-".utf8.contains($0) }),
      let bytes = cache.file(of: name, read)
    else { return nil }
    return offset(in: bytes, at: seconds)
  }

  private static func read(_ name: String) -> [UInt8]? {
    guard let file = fopen("/usr/share/zoneinfo/" + name, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return count < bytes.count ? Array(bytes.prefix(count)) : nil
  }

  // "TZif", version, 15 spare bytes, six counts of 32 bits, then a block with 32-bit times, and from version 2 on the
  // same again, header and all, with 64-bit times.
  static func offset(in bytes: [UInt8], at seconds: Int64) -> Int64? {
    guard bytes.starts(with: "TZif".utf8), bytes.count >= 44 else { return nil }
    guard bytes[4] >= UInt8(ascii: "2"), let first = Header(bytes, at: 0) else { return nil }
    let second = 44 + first.size(timeWidth: 4)
    guard let header = Header(bytes, at: second) else { return nil }
    let times = second + 44
    let indices = times + header.times * 8
    let kinds = indices + header.times
    guard kinds + header.types * 6 <= bytes.count, header.types > 0 else { return nil }
    // The last change at or before the time decides. Behind the last one a rule in the footer would; files written
    // with all changes up to 2037 are exact until then.
    let next = (0..<header.times).partitioningIndex { integer(bytes, times + $0 * 8, width: 8) > seconds }
    let kind = next == 0 ? 0 : Int(bytes[indices + next - 1])
    guard kind < header.types else { return nil }
    if next == header.times {
      let footer = second + 44 + header.size(timeWidth: 8)
      if footer < bytes.count {
        let text = String(decoding: bytes[(footer + 1)...].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        if let rule = ZoneRule(text) { return rule.offset(at: seconds) }
      }
    }
    return integer(bytes, kinds + kind * 6, width: 4)
  }

  private struct Header {
    var utcFlags, standardFlags, leaps, times, types, characters: Int

    init?(_ bytes: [UInt8], at start: Int) {
      guard start >= 0, start + 44 <= bytes.count else { return nil }
      func count(_ position: Int) -> Int {
        Int(truncatingIfNeeded: integer(bytes, start + 20 + position * 4, width: 4)) & 0xFFFFFF
      }
      (utcFlags, standardFlags, leaps) = (count(0), count(1), count(2))
      (times, types, characters) = (count(3), count(4), count(5))
    }

    func size(timeWidth: Int) -> Int {
      times * (timeWidth + 1) + types * 6 + characters + leaps * (timeWidth + 4) + standardFlags + utcFlags
    }
  }

  /// A big-endian integer with a sign.
  private static func integer(_ bytes: [UInt8], _ start: Int, width: Int) -> Int64 {
    guard start >= 0, start + width <= bytes.count else { return 0 }
    let bits = bytes[start..<(start + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return width == 4 ? Int64(Int32(truncatingIfNeeded: bits)) : Int64(truncatingIfNeeded: bits)
  }
}
