import JSONReading

// Values of any types in a row. CEL itself orders values of one type, and numbers.
extension CELValue {
  /// Whether the value has a place among others: numbers but for NaN, booleans, texts, bytes, timestamps and durations.
  public var isSortable: Bool {
    if case .double(let number) = self { return !number.isNaN }
    return sortRank != nil
  }

  /// Whether the value comes before `other`; both are sortable. Numbers come first, then booleans, texts, bytes, timestamps
  /// and durations.
  public func sortsBefore(_ other: CELValue) -> Bool {
    guard let rank = sortRank, let otherRank = other.sortRank else { return false }
    return rank == otherRank ? CELValue.order(self, other) == .less : rank < otherRank
  }

  private var sortRank: Int? {
    switch self {
    case .int, .uint, .double: 0
    case .bool: 1
    case .string: 2
    case .json(let node): node.kind == .string ? 2 : nil
    case .bytes: 3
    case .timestamp: 4
    case .duration: 5
    default: nil
    }
  }
}
