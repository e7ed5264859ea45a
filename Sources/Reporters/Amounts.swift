/// `number` with a space between groups of three digits, as ISO 80000 writes it: `12 345`. Four digits are grouped too.
func grouped(_ number: Int) -> String {
  var digits = String(number.magnitude)
  var place = digits.endIndex
  while let next = digits.index(place, offsetBy: -3, limitedBy: digits.startIndex), next > digits.startIndex {
    digits.insert(" ", at: next)
    place = next
  }
  return number < 0 ? "-" + digits : digits
}

/// `1 record`, `12 345 records`.
func counted(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

/// An amount of bytes to read, in decimal units: `104.9 MB`.
func byteAmount(_ byteCount: Int) -> String {
  var (unit, divisor) = ("kB", 1000)
  guard byteCount >= divisor else { return counted(byteCount, "byte") }
  for larger in ["MB", "GB", "TB"] where byteCount / divisor >= 1000 {
    unit = larger
    divisor *= 1000
  }
  let tenths = (byteCount / (divisor / 100) + 5) / 10
  return "\(grouped(tenths / 10)).\(tenths % 10) \(unit)"
}

/// A part of a whole in per cent, with a digit behind the point: `4.6` of 0.0458.
func percentage(_ part: Double) -> String {
  let tenths = Int((part * 1000).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
