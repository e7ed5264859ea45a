/// A point in time, to the nanosecond, in the years 1 to 9999.
public struct CELTimestamp: Hashable, Comparable, Sendable {
  /// Since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// 0 to 999 999 999, towards the future.
  public let nanoseconds: Int64

  /// The point `seconds` and `nanoseconds` after 1970; `nil` outside the years 1 to 9999.
  public init?(validatingSeconds seconds: Int64, nanoseconds: Int64 = 0) {
    guard (-62_135_596_800...253_402_300_799).contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
      return nil
    }
    self.init(seconds: seconds, nanoseconds: nanoseconds)
  }

  init(seconds: Int64, nanoseconds: Int64) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The point written as RFC 3339 has it, such as `2009-02-13T23:31:30.5Z`.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
      let day = scanner.digits(2), scanner.take("T") || scanner.take("t"), let hour = scanner.digits(2),
      scanner.take(":"), let minute = scanner.digits(2), scanner.take(":"), let second = scanner.digits(2),
      (1...12).contains(month), day >= 1, day <= CivilDate.days(inMonth: month, of: year), hour < 24, minute < 60,
      second < 60
    else { return nil }
    var nanoseconds: Int64 = 0
    if scanner.take(".") {
      guard let fraction = scanner.fraction() else { return nil }
      nanoseconds = fraction
    }
    var offset: Int64 = 0
    if !(scanner.take("Z") || scanner.take("z")) {
      let isWest = scanner.take("-")
      guard isWest || scanner.take("+"), let hours = scanner.digits(2), scanner.take(":"),
        let minutes = scanner.digits(2), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * (isWest ? -60 : 60)
    }
    guard scanner.isAtEnd else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    self.init(
      validatingSeconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanoseconds: nanoseconds)
  }

  /// The point written in the extended format of ISO 8601 with a time zone: besides what RFC 3339 takes, seconds may be
  /// missing or be the leap second 60, and the zone has no need of a colon. `T` and `Z` are capital letters.
  init?(iso8601 bytes: UnsafeBufferPointer<UInt8>) {
    var scanner = DigitScanner(bytes[...])
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
      let day = scanner.digits(2), scanner.take("T"), let hour = scanner.digits(2), scanner.take(":"),
      let minute = scanner.digits(2), (1...12).contains(month), day >= 1,
      day <= CivilDate.days(inMonth: month, of: year), hour < 24, minute < 60
    else { return nil }
    var (second, nanoseconds): (Int64, Int64) = (0, 0)
    if scanner.take(":") {
      guard let digits = scanner.digits(2), digits <= 60 else { return nil }
      second = digits
      if scanner.take(".") {
        guard let fraction = scanner.fraction() else { return nil }
        nanoseconds = fraction
      }
    }
    var offset: Int64 = 0
    if !scanner.take("Z") {
      let isWest = scanner.take("-")
      guard isWest || scanner.take("+"), let hours = scanner.digits(2), hours < 24 else { return nil }
      _ = scanner.take(":")
      guard let minutes = scanner.digits(2), minutes < 60 else { return nil }
      offset = (hours * 60 + minutes) * (isWest ? -60 : 60)
    }
    guard scanner.isAtEnd else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    self.init(
      validatingSeconds: days * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanoseconds: nanoseconds)
  }

  /// The point `milliseconds` after 1970-01-01T00:00:00Z; `nil` outside the years 1 to 9999.
  init?(millisecondsSince1970 milliseconds: Int64) {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    let isBefore = remainder < 0
    self.init(
      validatingSeconds: isBefore ? quotient - 1 : quotient,
      nanoseconds: (isBefore ? remainder + 1_000 : remainder) * 1_000_000)
  }

  /// Compares points in time.
  public static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }

  /// The point `duration` later; `nil` outside the years 1 to 9999.
  public func advanced(by duration: CELDuration) -> CELTimestamp? {
    // Neither sum overflows: both parts are far below 2^63.
    let sum = nanoseconds + duration.nanoseconds % 1_000_000_000
    let carry: Int64 = sum < 0 ? -1 : sum / 1_000_000_000
    return CELTimestamp(
      validatingSeconds: seconds + duration.nanoseconds / 1_000_000_000 + carry,
      nanoseconds: sum - carry * 1_000_000_000)
  }

  /// The time from `other` to this point; `nil` when it is out of a duration's range.
  public func duration(since other: CELTimestamp) -> CELDuration? {
    CELDuration(seconds: seconds - other.seconds, nanoseconds: nanoseconds - other.nanoseconds)
  }
}

extension CELTimestamp: CustomStringConvertible {
  /// As RFC 3339 writes it, in UTC.
  public var description: String {
    let parts = CivilTime(secondsSince1970: seconds)
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(parts.date.year, 4))-\(padded(parts.date.month, 2))-\(padded(parts.date.day, 2))T"
      + "\(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
      + "\(CELDuration.fraction(nanoseconds))Z"
  }
}

/// A day of the Gregorian calendar, extended to the past.
struct CivilDate: Equatable {
  var year: Int64
  /// From 1.
  var month: Int64
  /// From 1.
  var day: Int64

  static func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func days(inMonth month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate {
  // Years are counted from March here, so that the leap day is the last day of its year, and in cycles of 400 years,
  // which all have 146 097 days. 719 468 days lie between 0000-03-01 and 1970-01-01.

  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let cycle = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfCycle = shifted - cycle * 146_097
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince1970: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let cycle = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfCycle = shiftedYear - cycle * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * 146_097 + dayOfCycle - 719_468
  }

  /// From 0 for the first of January.
  var dayOfYear: Int64 { daysSince1970 - CivilDate(year: year, month: 1, day: 1).daysSince1970 }

  /// From 0 for Sunday.
  var dayOfWeek: Int64 {
    // 1970-01-01 was a Thursday.
    let day = (daysSince1970 + 4) % 7
    return day < 0 ? day + 7 : day
  }
}

/// What a clock and a calendar show.
struct CivilTime {
  var date: CivilDate
  var hour, minute, second: Int64

  init(secondsSince1970 seconds: Int64) {
    let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let second = seconds - days * 86_400
    date = CivilDate(daysSince1970: days)
    hour = second / 3_600
    minute = second / 60 % 60
    self.second = second % 60
  }
}

/// Reads digits and signs from a text.
struct DigitScanner<Text: Collection<UInt8>> where Text.SubSequence == Text {
  private var rest: Text

  init(_ text: Text) { rest = text }

  init(_ text: String) where Text == Substring.UTF8View { self.init(text[...].utf8) }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == character.value else { return false }
    rest.removeFirst()
    return true
  }

  /// Exactly `count` digits, at most 18.
  mutating func digits(_ count: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<count {
      guard let byte = rest.first, byte.isDigit else { return nil }
      value = value * 10 + Int64(byte - UInt8(ascii: "0"))
      rest.removeFirst()
    }
    return value
  }

  /// As many digits as there are, at least one; `nil` also when they overflow.
  mutating func number() -> Int64? {
    var value: Int64?
    while let byte = rest.first, byte.isDigit {
      let (product, isTooBig) = (value ?? 0).multipliedReportingOverflow(by: 10)
      let (sum, isTooBigNow) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
      if isTooBig || isTooBigNow { return nil }
      value = sum
      rest.removeFirst()
    }
    return value
  }

  /// The digits behind a decimal point as nanoseconds, what is finer cut off; `nil` without digits.
  mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let byte = rest.first, byte.isDigit {
      if count < 9 { value = value * 10 + Int64(byte - UInt8(ascii: "0")) }
      count += 1
      rest.removeFirst()
    }
    guard count > 0 else { return nil }
    for _ in min(count, 9)..<9 { value *= 10 }
    return value
  }

  /// The longest of `words` that is next.
  mutating func take(oneOf words: [String]) -> String? {
    for word in words.sorted(by: { $0.utf8.count > $1.utf8.count }) where rest.starts(with: word.utf8) {
      rest = rest.dropFirst(word.utf8.count)
      return word
    }
    return nil
  }
}
