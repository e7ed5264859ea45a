/// The rule for the years behind a zone file's last change, such as `CST6CDT,M3.2.0,M11.1.0` (POSIX, RFC 8536).
struct ZoneRule {
  private var standard: Int64
  private var summer: (offset: Int64, start: Change, end: Change)?

  /// The `week`th `day` (0 is Sunday) of a month, 5 being the last; `time` is in seconds of local time.
  private struct Change {
    var month, week, day, time: Int64
  }

  init?(_ text: String) {
    var rest = Substring(text)
    guard Self.skipName(&rest), let standard = Self.time(&rest) else { return nil }
    // POSIX counts westwards.
    self.standard = -standard
    guard !rest.isEmpty else { return }
    guard Self.skipName(&rest) else { return nil }
    var offset = self.standard + 3_600
    if rest.first != "," {
      guard let written = Self.time(&rest) else { return nil }
      offset = -written
    }
    guard let start = Self.change(&rest), let end = Self.change(&rest) else { return nil }
    summer = (offset, start, end)
  }

  func offset(at seconds: Int64) -> Int64 {
    guard let summer else { return standard }
    let year = CivilTime(secondsSince1970: seconds + standard).date.year
    let start = Self.seconds(of: summer.start, in: year) - standard
    let end = Self.seconds(of: summer.end, in: year) - summer.offset
    let isSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
    return isSummer ? summer.offset : standard
  }

  private static func seconds(of change: Change, in year: Int64) -> Int64 {
    let first = CivilDate(year: year, month: change.month, day: 1)
    var day = 1 + (change.day - first.dayOfWeek + 7) % 7 + (change.week - 1) * 7
    while day > CivilDate.days(inMonth: change.month, of: year) { day -= 7 }
    return CivilDate(year: year, month: change.month, day: day).daysSince1970 * 86_400 + change.time
  }

  private static func skipName(_ rest: inout Substring) -> Bool {
    let before = rest.count
    if rest.first == "<" {
      guard let end = rest.firstIndex(of: ">") else { return false }
      rest = rest[rest.index(after: end)...]
    } else {
      rest = rest.drop { $0.isLetter }
    }
    return rest.count < before
  }

  private static func number(_ rest: inout Substring) -> Int64? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest.dropFirst(digits.count)
    return digits.count <= 4 ? Int64(digits) : nil
  }

  /// `-3:30:00`, in seconds.
  private static func time(_ rest: inout Substring) -> Int64? {
    var sign: Int64 = 1
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    guard var total = number(&rest).map({ $0 * 3_600 }) else { return nil }
    for unit in [60, 1] as [Int64] where rest.first == ":" {
      rest = rest.dropFirst()
      guard let part = number(&rest) else { return nil }
      total += part * unit
    }
    return total * sign
  }

  /// `,M3.2.0/2`.
  private static func change(_ rest: inout Substring) -> Change? {
    guard rest.hasPrefix(",M") else { return nil }
    rest = rest.dropFirst(2)
    guard let month = number(&rest), rest.first == "." else { return nil }
    rest = rest.dropFirst()
    guard let week = number(&rest), rest.first == "." else { return nil }
    rest = rest.dropFirst()
    guard let day = number(&rest), (1...12).contains(month), (1...5).contains(week), day < 7 else { return nil }
    var time: Int64 = 7_200
    if rest.first == "/" {
      rest = rest.dropFirst()
      guard let written = Self.time(&rest) else { return nil }
      time = written
    }
    return Change(month: month, week: week, day: day, time: time)
  }
}
