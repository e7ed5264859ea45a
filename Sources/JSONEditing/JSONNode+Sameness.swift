import JSONReading

extension JSONNode {
  /// Whether this reads like `other` to every reader: numbers are equal and of one kind, so that `3` is not `3.0` while
  /// `3.0` is `3.00`, and members stand in one order. Linear in their size.
  func reads(like other: JSONNode) -> Bool {
    guard kind == other.kind, count == other.count else { return false }
    switch kind {
    case .null: return true
    case .boolean: return boolean == other.boolean
    case .string: return string == other.string
    case .number:
      if integer != nil || other.integer != nil { return integer == other.integer }
      return double == other.double
    case .array:
      return zip(elements, other.elements).allSatisfy { $0.reads(like: $1) }
    case .object:
      return zip(members, other.members).allSatisfy { mine, theirs in
        mine.key.string == theirs.key.string && mine.value.reads(like: theirs.value)
      }
    }
  }
}
