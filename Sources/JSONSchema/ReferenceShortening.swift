// A schema that is nothing but a reference costs a step for every value. In finished code, whatever uses its entry uses the
// entry that it leads to instead.
extension SchemaCodeBuilder {
  /// Leaves out entries that are nothing but references. There are no loops. The result is what `root` is now.
  mutating func shortenReferences(root: Int) -> Int {
    let targets = ContiguousArray(entries.map { target(of: $0) })
    func shorten(_ number: inout Int32) {
      while number >= 0, let next = targets[Int(number)] { number = next }
    }
    // A list belongs to one keyword, and is met once.
    var lists = lists
    defer { self.lists = lists }
    func shorten(_ part: SchemaCode.Part) {
      for position in part.range { shorten(&lists[position]) }
    }
    for position in arrays.indices {
      shorten(arrays[position].prefix)
      shorten(&arrays[position].items)
      shorten(&arrays[position].contains)
      shorten(&arrays[position].unevaluated)
    }
    for position in objects.indices {
      shorten(&objects[position].additional)
      shorten(&objects[position].propertyNames)
      shorten(&objects[position].unevaluated)
    }
    for position in members.indices {
      shorten(&members[position].property)
      shorten(members[position].dependents)
    }
    for position in patternMembers.indices { shorten(&patternMembers[position].entry) }
    for position in steps.indices {
      switch steps[position] {
      case .constant, .choice, .names: break
      case .apply(var entry, let keyword):
        shorten(&entry)
        steps[position] = .apply(entry, keyword)
      case .any(let branches), .one(let branches): shorten(branches)
      case .not(var entry):
        shorten(&entry)
        steps[position] = .not(entry)
      case .condition(var test, var then, var otherwise):
        shorten(&test)
        shorten(&then)
        shorten(&otherwise)
        steps[position] = .condition(test, then: then, otherwise: otherwise)
      }
    }
    var root = Int32(root)
    shorten(&root)
    return Int(root)
  }

  /// Where an entry leads that is nothing but a reference.
  private func target(of entry: SchemaCode.Entry) -> Int32? {
    guard entry.kinds == SchemaCode.anyKind, entry.steps.count == 1, !entry.wantsIntegers, entry.numbers.isEmpty,
      entry.strings.isEmpty, entry.array < 0, entry.object < 0,
      case .apply(let next, _) = steps[entry.steps.range.lowerBound]
    else { return nil }
    return next
  }
}
