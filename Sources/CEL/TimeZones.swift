/// Distances from UTC.
enum TimeZones {
  /// Seconds to add to UTC in `zone` at a time: `UTC`, `+02:00`, `-02:30`, `02:00`, or a name such as `Asia/Kathmandu`.
  static func offset(
    _ zone: String, at seconds: Int64, _ cache: inout ZoneCache
  ) throws(CELEvaluationError) -> Int64 {
    if zone == "UTC" || zone == "Z" || zone == "GMT" { return 0 }
    if let fixed = fixedOffset(zone) { return fixed }
    guard let named = ZoneFile.offset(of: zone, at: seconds, &cache) else {
      throw CELEvaluationError("unknown time zone '\(zone)'")
    }
    return named
  }

  private static func fixedOffset(_ zone: String) -> Int64? {
    var scanner = DigitScanner(zone)
    let isWest = scanner.take("-")
    if !isWest { _ = scanner.take("+") }
    guard let hours = scanner.digits(2), scanner.take(":"), let minutes = scanner.digits(2), scanner.isAtEnd,
      hours < 24, minutes < 60
    else { return nil }
    return (hours * 3_600 + minutes * 60) * (isWest ? -1 : 1)
  }
}
