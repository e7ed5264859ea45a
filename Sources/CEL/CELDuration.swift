/// A span of time, to the nanosecond, up to 292 years either way.
public struct CELDuration: Hashable, Comparable, Sendable {
  /// Negative towards the past.
  public let nanoseconds: Int64

  /// A duration of `nanoseconds`.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The sum of both parts; `nil` when it is out of range.
  public init?(seconds: Int64, nanoseconds: Int64) {
    let (product, isTooBig) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, isTooBigNow) = product.addingReportingOverflow(nanoseconds)
    guard !isTooBig, !isTooBigNow else { return nil }
    self.nanoseconds = sum
  }

  /// The duration written as numbers with units, such as `1h30m` or `-1.5s`; units are h, m, s, ms, us or µs, and ns.
  public init?(_ text: String) {
    var scanner = DigitScanner(text)
    let isNegative = scanner.take("-")
    if !isNegative { _ = scanner.take("+") }
    var total: Int64 = 0
    var parts = 0
    while !scanner.isAtEnd {
      let whole = scanner.number()
      var fraction: Int64 = 0
      if scanner.take(".") {
        guard let digits = scanner.fraction() ?? whole.map({ _ in 0 }) else { return nil }
        fraction = digits
      } else if whole == nil {
        return nil
      }
      guard let unit = scanner.take(oneOf: ["h", "m", "s", "ms", "us", "µs", "ns"]) else {
        // Zero alone needs no unit.
        guard whole == 0, fraction == 0, parts == 0, scanner.isAtEnd else { return nil }
        break
      }
      let scale = Self.units[unit] ?? 1
      let (product, isTooBig) = (whole ?? 0).multipliedReportingOverflow(by: scale)
      // The fraction is below one unit, at most 3.6e12 ns; halves of the product stay below 2^63.
      let part = scale >= 1_000_000_000 ? fraction * (scale / 1_000_000_000) : fraction / (1_000_000_000 / scale)
      let (sum, isTooBigNow) = product.addingReportingOverflow(part)
      let (next, isTooBigAtLast) = total.addingReportingOverflow(sum)
      if isTooBig || isTooBigNow || isTooBigAtLast { return nil }
      total = next
      parts += 1
    }
    guard !text.isEmpty, parts > 0 || total == 0, text.utf8.contains(where: \.isDigit) else { return nil }
    nanoseconds = isNegative ? -total : total
  }

  private static let units: [String: Int64] = [
    "h": 3_600_000_000_000, "m": 60_000_000_000, "s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "µs": 1_000,
    "ns": 1,
  ]

  /// Compares lengths, negative ones being shorter.
  public static func < (left: Self, right: Self) -> Bool { left.nanoseconds < right.nanoseconds }

  /// `.5` for half a second; empty for whole ones.
  static func fraction(_ nanoseconds: Int64) -> String {
    guard nanoseconds != 0 else { return "" }
    var digits = String(nanoseconds)
    digits = String(repeating: "0", count: 9 - digits.utf8.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}

extension CELDuration: CustomStringConvertible {
  /// In seconds: `3.5s`.
  public var description: String {
    let magnitude = nanoseconds.magnitude
    let fraction = Self.fraction(Int64(magnitude % 1_000_000_000))
    return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000)\(fraction)s"
  }
}
