// Values are compared by type and content: `1` equals `1.0`, `"\u00e9"` equals `"é"`, objects are equal whatever the
// order of their members.
extension JSONNode: Hashable {
  /// Compares contents.
  public static func == (left: JSONNode, right: JSONNode) -> Bool {
    left.isEqual(to: right) { $0.isSameNumber(as: $1) }
  }

  /// Whether both have the same content when numbers are compared by `areEqual`.
  public func isEqual(to other: JSONNode, numbers areEqual: (JSONNode, JSONNode) -> Bool) -> Bool {
    if isSame(as: other) { return true }
    switch (kind, other.kind) {
    case (.null, .null): return true
    case (.boolean, .boolean): return boolean == other.boolean
    case (.number, .number): return areEqual(self, other)
    case (.string, .string): return isSameString(as: other)
    case (.array, .array):
      return count == other.count && zip(elements, other.elements).allSatisfy { $0.isEqual(to: $1, numbers: areEqual) }
    case (.object, .object): return hasSameMembers(as: other, numbers: areEqual)
    default: return false
    }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    switch kind {
    case .null: hasher.combine(0)
    case .boolean: hasher.combine(boolean)
    case .number:
      let double = double ?? 0
      // Beyond 2^53 many integers share a double: with one hash for all of them, a set of such numbers would be slow.
      if double.magnitude < 0x1p53 { hasher.combine(double) } else { hasher.combine(JSONDecimal(numberText ?? "")) }
    case .string: unsafe withStringBytes { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    case .array:
      hasher.combine(count)
      for element in elements { element.hash(into: &hasher) }
    case .object:
      hasher.combine(count)
      var sum = 0
      for (key, value) in members {
        var member = Hasher()
        key.hash(into: &member)
        value.hash(into: &member)
        sum &+= member.finalize()
      }
      hasher.combine(sum)
    }
  }

  private func isSameNumber(as other: JSONNode) -> Bool {
    if let left = integer, let right = other.integer { return left == right }
    // Numbers that are not both small integers: equal doubles are equal unless both are integers beyond 2^53.
    guard let left = double, let right = other.double, left == right else { return false }
    guard left.magnitude >= 0x1p53, left.isFinite else { return left.isFinite || numberText == other.numberText }
    return JSONDecimal(numberText ?? "") == JSONDecimal(other.numberText ?? "")
  }

  /// Whether both are strings of the same content.
  public func isSameString(as other: JSONNode) -> Bool {
    unsafe withStringBytes { left in
      unsafe other.withStringBytes { right in
        unsafe left.count == right.count && left.elementsEqual(right)
      } ?? false
    } ?? false
  }

  private func hasSameMembers(as other: JSONNode, numbers areEqual: (JSONNode, JSONNode) -> Bool) -> Bool {
    guard count == other.count else { return false }
    // By bytes, not by `String`: to Unicode "é" and "e\u{301}" are one text, to JSON they are two keys.
    var theirs: [[UInt8]: JSONNode] = [:]
    for (key, value) in other.members { unsafe key.withStringBytes { theirs[unsafe Array($0)] = value } }
    var mine: [[UInt8]: JSONNode] = [:]
    for (key, value) in members { unsafe key.withStringBytes { mine[unsafe Array($0)] = value } }
    guard mine.count == theirs.count else { return false }
    for (key, value) in mine {
      guard let other = theirs[key], other.isEqual(to: value, numbers: areEqual) else { return false }
    }
    return true
  }
}
