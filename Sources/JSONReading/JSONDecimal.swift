/// A decimal number by its digits: for numbers that no `Double` tells apart. Exact, whatever its length.
public struct JSONDecimal: Hashable, Sendable, CustomStringConvertible {
  private var isNegative: Bool
  /// From 0 to 9, the first and the last one not 0; none for 0. The value is the digits, as an integer, times ten to the
  /// power of `exponent`.
  private var digits: [UInt8]
  private var exponent: Int

  /// The number written as `text`, by the grammar of RFC 8259, section 6. Exponents beyond some 10^18 are cut to that.
  public init(_ text: String) {
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    let mantissa = parts.first ?? "0"
    let largest = Int.max / 4
    exponent = 0
    if parts.count > 1 {
      exponent = Int(parts[1]).map { min(max($0, -largest), largest) } ?? (parts[1].first == "-" ? -largest : largest)
    }
    isNegative = mantissa.first == "-"
    digits = []
    var isFraction = false
    for byte in mantissa.utf8 {
      if byte == UInt8(ascii: ".") { isFraction = true }
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { continue }
      digits.append(digit)
      if isFraction { exponent -= 1 }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    digits = Array(digits.drop { $0 == 0 })
    if digits.isEmpty { (isNegative, exponent) = (false, 0) }
  }

  /// The same text for every way to write the number: its digits, `e`, and the power of ten.
  public var description: String {
    "\(isNegative ? "-" : "")\(String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self))e\(exponent)"
  }

  /// The number, if it is a whole one that fits.
  public var integer: Int64? {
    guard exponent >= 0, exponent <= 19 else { return nil }
    let zeros = String(repeating: "0", count: exponent)
    return Int64("\(isNegative ? "-" : "")0\(String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self))\(zeros)")
  }

  /// Whether it is a whole number, however it is written: `1.0` and `1e3` are.
  public var isInteger: Bool { exponent >= 0 }

  /// Whether it is more than 0.
  public var isPositive: Bool { !isNegative && !digits.isEmpty }

  /// How many digits there are from the first one that is not 0 to the last one.
  public var significantDigitCount: Int { digits.count }

  /// The most significant digits of a divisor.
  public static let longestDivisor = 37

  /// Whether it is a whole number times `divisor`, which has from 1 to `longestDivisor` significant digits. Linear in the
  /// number of digits.
  public func isMultiple(of divisor: JSONDecimal) -> Bool {
    precondition((1...Self.longestDivisor).contains(divisor.digits.count), "a divisor of 1 to 37 digits")
    if digits.isEmpty { return true }
    // The digits do not end with 0, so that no power of ten divides them.
    guard exponent >= divisor.exponent else { return false }
    let modulus = divisor.digits.reduce(UInt128(0)) { $0 * 10 + UInt128($1) }
    // Below ten times the modulus, which has 37 digits: all of it fits.
    let rest = digits.reduce(UInt128(0)) { ($0 * 10 + UInt128($1)) % modulus }
    var (power, base) = (1 % modulus, 10 % modulus)
    var left = exponent - divisor.exponent
    while left > 0 {
      if left & 1 == 1 { power = Self.product(power, base, modulo: modulus) }
      base = Self.product(base, base, modulo: modulus)
      left >>= 1
    }
    return Self.product(rest, power, modulo: modulus) == 0
  }

  private static func product(_ left: UInt128, _ right: UInt128, modulo modulus: UInt128) -> UInt128 {
    let product = left.multipliedFullWidth(by: right)
    return modulus.dividingFullWidth(product).remainder
  }
}

extension JSONDecimal: Comparable {
  /// By value.
  public static func < (left: Self, right: Self) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    if left.digits.isEmpty || right.digits.isEmpty { return left.digits.isEmpty && right.isPositive }
    let (smaller, larger) = left.isNegative ? (right, left) : (left, right)
    let (smallerEnd, largerEnd) = (smaller.digits.count + smaller.exponent, larger.digits.count + larger.exponent)
    if smallerEnd != largerEnd { return smallerEnd < largerEnd }
    return smaller.digits.lexicographicallyPrecedes(larger.digits)
  }
}
