/// Dates and times (RFC 3339, section 5.6).
enum TimeSyntax {
  /// The number of `count` digits at `at`.
  @inline(__always)
  private static func number(_ text: Span<UInt8>, _ at: Int, _ count: Int) -> Int? {
    guard at &+ count <= text.count else { return nil }
    var value = 0
    for place in at..<at &+ count {
      guard ASCII.isDigit(text[place]) else { return nil }
      value = value &* 10 &+ Int(text[place] &- UInt8(ascii: "0"))
    }
    return value
  }

  static func isDate(_ text: Span<UInt8>) -> Bool { text.count == 10 && startsWithDate(text) }

  private static func startsWithDate(_ text: Span<UInt8>) -> Bool {
    guard let year = number(text, 0, 4), let month = number(text, 5, 2), let day = number(text, 8, 2),
      text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), 1...12 ~= month, day >= 1
    else { return false }
    return day <= dayCount(month, of: year)
  }

  private static func dayCount(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isDateTime(_ text: Span<UInt8>) -> Bool {
    guard text.count > 10, startsWithDate(text), text[10] | 0x20 == UInt8(ascii: "t") else { return false }
    return isTime(text, from: 11)
  }

  static func isTime(_ text: Span<UInt8>) -> Bool { isTime(text, from: 0) }

  private static func isTime(_ text: Span<UInt8>, from start: Int) -> Bool {
    guard let hour = number(text, start, 2), let minute = number(text, start + 3, 2),
      let second = number(text, start + 6, 2), text[start + 2] == UInt8(ascii: ":"),
      text[start + 5] == UInt8(ascii: ":"), hour <= 23, minute <= 59, second <= 60
    else { return false }
    var at = start + 8
    if at < text.count, text[at] == UInt8(ascii: ".") {
      let first = at + 1
      at = first
      while at < text.count, ASCII.isDigit(text[at]) { at += 1 }
      if at == first { return false }
    }
    guard at < text.count, let offset = offset(text, at) else { return false }
    guard second == 60 else { return true }
    // Leap seconds are the last ones of a day of UTC.
    let minutes = (hour * 60 + minute - offset + 2 * 1440) % 1440
    return minutes == 1439
  }

  /// The offset in minutes that ends `text`.
  private static func offset(_ text: Span<UInt8>, _ at: Int) -> Int? {
    if text[at] | 0x20 == UInt8(ascii: "z") { return at + 1 == text.count ? 0 : nil }
    guard text[at] == UInt8(ascii: "+") || text[at] == UInt8(ascii: "-"), at + 6 == text.count,
      let hours = number(text, at + 1, 2), let minutes = number(text, at + 4, 2), text[at + 3] == UInt8(ascii: ":"),
      hours <= 23, minutes <= 59
    else { return nil }
    return (hours * 60 + minutes) * (text[at] == UInt8(ascii: "-") ? -1 : 1)
  }
}

/// Durations (RFC 3339, appendix A).
enum DurationSyntax {
  static func isDuration(_ text: Span<UInt8>) -> Bool {
    guard text.count > 2, text[0] == UInt8(ascii: "P") else { return false }
    var at = 1
    if text[text.count - 1] == UInt8(ascii: "W") {
      while at < text.count, ASCII.isDigit(text[at]) { at += 1 }
      return at > 1 && at == text.count - 1
    }
    let hasDays = take("YMD", text, &at)
    guard at < text.count else { return hasDays == true }
    guard hasDays != nil, text[at] == UInt8(ascii: "T") else { return false }
    at += 1
    return take("HMS", text, &at) == true && at == text.count
  }

  /// Takes numbers with these units, which follow each other without a gap. Whether there was one; `nil` when they are
  /// wrong.
  private static func take(_ units: StaticString, _ text: Span<UInt8>, _ at: inout Int) -> Bool? {
    var next = 0
    var isFirst = true
    while at < text.count, ASCII.isDigit(text[at]) {
      while at < text.count, ASCII.isDigit(text[at]) { at += 1 }
      guard at < text.count else { return nil }
      let found = units.withUTF8Buffer { buffer in buffer.firstIndex(of: text[at]) }
      guard let found, isFirst ? found >= next : found == next else { return nil }
      next = found + 1
      isFirst = false
      at += 1
    }
    return !isFirst
  }
}
