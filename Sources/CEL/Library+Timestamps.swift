// Parts of timestamps and durations.
extension Library {
  static let timestamps: [CELFunction] =
    part("getFullYear") { $0.date.year }
    + part("getMonth") { $0.date.month - 1 }
    + part("getDate") { $0.date.day }
    + part("getDayOfMonth") { $0.date.day - 1 }
    + part("getDayOfWeek") { $0.date.dayOfWeek }
    + part("getDayOfYear") { $0.date.dayOfYear }
    + part("getHours", duration: 3_600_000_000_000) { $0.hour }
    + part("getMinutes", duration: 60_000_000_000) { $0.minute }
    + part("getSeconds", duration: 1_000_000_000) { $0.second }
    + [
      CELFunction(
        "getMilliseconds", isMember: true, [.timestamp], .int,
        body: .one { value throws(CELEvaluationError) in
          guard case .timestamp(let time) = value else { throw .noOverload("getMilliseconds", value) }
          return .int(time.nanoseconds / 1_000_000)
        }),
      inZone("getMilliseconds") { time, _ in time.nanoseconds / 1_000_000 },
      CELFunction(
        "getMilliseconds", isMember: true, [.duration], .int,
        body: .one { value throws(CELEvaluationError) in
          guard case .duration(let duration) = value else { throw .noOverload("getMilliseconds", value) }
          return .int(duration.nanoseconds / 1_000_000 % 1_000)
        }),
    ]

  /// A part of a timestamp in a time zone, from the time and the distance from UTC.
  private static func inZone(
    _ name: String, _ value: @escaping @Sendable (CELTimestamp, Int64) -> Int64
  ) -> CELFunction {
    CELFunction(
      name, isMember: true, [.timestamp, .string], .int,
      body: .inZone { target, zone, cache throws(CELEvaluationError) in
        guard case .timestamp(let time) = target, let zone = zone.stringValue else {
          throw .noOverload(name, target, zone)
        }
        return .int(value(time, try TimeZones.offset(zone, at: time.seconds, &cache)))
      })
  }

  /// A part of a timestamp, in UTC or in a time zone; durations are counted in units of `duration` nanoseconds.
  private static func part(
    _ name: String, duration unit: Int64? = nil, _ value: @escaping @Sendable (CivilTime) -> Int64
  ) -> [CELFunction] {
    var functions = [
      CELFunction(
        name, isMember: true, [.timestamp], .int,
        body: .one { target throws(CELEvaluationError) in
          guard case .timestamp(let time) = target else { throw .noOverload(name, target) }
          return .int(value(CivilTime(secondsSince1970: time.seconds)))
        }),
      inZone(name) { time, offset in value(CivilTime(secondsSince1970: time.seconds + offset)) },
    ]
    if let unit {
      functions.append(
        CELFunction(
          name, isMember: true, [.duration], .int,
          body: .one { target throws(CELEvaluationError) in
            guard case .duration(let duration) = target else { throw .noOverload(name, target) }
            return .int(duration.nanoseconds / unit)
          }))
    }
    return functions
  }
}
