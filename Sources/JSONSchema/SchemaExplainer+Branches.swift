import JSONReading

// Explains `anyOf` and `oneOf`: by the branch that was meant.
extension SchemaExplainer {
  /// How badly a branch fits. Smaller is better.
  private struct Misfit: Comparable {
    /// Whether the branch is for values of another kind, or for other constants.
    var isForOthers: Bool
    /// Members that should have been other constants, which tell branches apart.
    var wrongConstants: Int
    /// Members that the branch requires of the value itself. Shapes are also told apart by what they have.
    var missingMembers: Int
    var failureCount: Int
    /// How deep the deepest failure lies: the deeper, the more of the value was right.
    var depth: Int

    static func < (left: Self, right: Self) -> Bool {
      if left.isForOthers != right.isForOthers { return right.isForOthers }
      if left.wrongConstants != right.wrongConstants { return left.wrongConstants < right.wrongConstants }
      if left.missingMembers != right.missingMembers { return left.missingMembers < right.missingMembers }
      if left.failureCount != right.failureCount { return left.failureCount < right.failureCount }
      return left.depth > right.depth
    }
  }

  /// Explains why none of the branches accepts `node`, if that is so.
  mutating func explainAny(_ branches: SchemaCode.Part, _ node: JSONNode, by keyword: String, of number: Int32) {
    let entries = Array(code.lists[branches.range])
    var best: (failures: [Found], misfit: Misfit)?
    var areAllForOthers = true
    let others = failures
    branchDepth += 1
    defer {
      failures = others + (best?.failures ?? [])
      branchDepth -= 1
    }
    for entry in entries {
      failures = []
      explain(entry, node, by: keyword)
      // Either the branch accepts the value, or the run has ended.
      guard !failures.isEmpty, !run.isExhausted else {
        best = nil
        return
      }
      let misfit = misfit(failures)
      if !misfit.isForOthers { areAllForOthers = false }
      if best.map({ misfit < $0.misfit }) ?? true { best = (failures, misfit) }
    }
    guard areAllForOthers, entries.count > 1, let misfit = best?.misfit else { return }
    let wanted = entries.compactMap { expectation($0) }
    guard wanted.count == entries.count else { return }
    failures = []
    var different: [String] = []
    for words in wanted where !different.contains(words) { different.append(words) }
    fail(
      "\(name(of: node)) is \(SchemaText.json(node)), not \(SchemaText.choice(different))", at: node, by: keyword,
      of: number)
    best = (failures, misfit)
  }

  private func misfit(_ found: [Found]) -> Misfit {
    let here = path.count
    func isConstant(_ found: Found) -> Bool { ["const", "enum"].contains(found.failure.keyword) }
    return Misfit(
      isForOthers: found.contains { $0.depth == here && (isConstant($0) || $0.failure.keyword == "type") },
      wrongConstants: found.count { $0.depth == here + 1 && isConstant($0) },
      missingMembers: found.count { $0.depth == here && $0.failure.missing != nil }, failureCount: found.count,
      depth: found.lazy.map(\.depth).max() ?? here)
  }

  /// Explains why not exactly one of the branches accepts `node`, if that is so.
  mutating func explainOne(_ branches: SchemaCode.Part, _ node: JSONNode, of number: Int32) {
    let accepting = code.lists[branches.range].enumerated().filter { code.accepts($0.element, node, &run) }
    guard !accepting.isEmpty else { return explainAny(branches, node, by: "oneOf", of: number) }
    guard accepting.count > 1, !run.isExhausted else { return }
    let positions = accepting.map { "\($0.offset)" }
    let list = positions.dropLast().joined(separator: ", ") + " and " + (positions.last ?? "")
    fail(
      "\(name(of: node)) matches \(accepting.count) schemas of oneOf, numbers \(list), where only one may match",
      at: node, by: "oneOf", of: number)
  }
}
