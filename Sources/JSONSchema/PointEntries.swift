import JSONReading

// Most values of an export are the coordinates of points. The reader knows how many digits each has in front of its dot;
// finished code knows from how many on a number of an entry has to be looked at.
extension SchemaCodeBuilder {
  /// Notes for each entry which numbers and which points it takes whatever their other digits are.
  mutating func markPoints() {
    for position in entries.indices { entries[position].digits = digits(of: entries[position]) }
    for position in entries.indices { entries[position].pointDigits = pointDigits(of: entries[position]) }
  }

  /// The digits that a number without exponent may have in front of its dot so that it is taken; 0 when that says nothing.
  private func digits(of entry: SchemaCode.Entry) -> Int {
    guard entry.kinds.contains(.number), !entry.wantsIntegers, entry.steps.isEmpty else { return 0 }
    if entry.numbers.isEmpty { return Self.mostDigits }
    var digits = 0
    var limit = 10.0
    while digits < Self.mostDigits, limit <= min(-entry.least, entry.most) {
      digits += 1
      limit *= 10
    }
    return digits
  }

  /// The same for the numbers of a point, an array of two.
  private func pointDigits(of entry: SchemaCode.Entry) -> Int {
    guard entry.kinds.contains(.array), entry.array >= 0, entry.steps.isEmpty,
      case let code = arrays[Int(entry.array)], code.least <= 2, code.most >= 2, code.items >= 0, code.prefix.isEmpty,
      !code.isUnique, code.contains < 0, code.unevaluated < 0
    else { return 0 }
    return entries[Int(code.items)].digits
  }

  /// Powers of ten are exact doubles up to here, and no number that the reader has counted has more digits.
  private static let mostDigits = 22
}
