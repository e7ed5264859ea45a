import SourceText

/// Variables that have one of a few texts.
extension Checker {
  /// Reports texts that one side is compared with and never is.
  mutating func checkTexts(_ left: Expression, _ right: Expression) {
    if case .variable(let slot) = left.reference, let known = environment.texts(of: slot) {
      checkTexts(in: right, slot, known)
    } else if case .variable(let slot) = right.reference, let known = environment.texts(of: slot) {
      checkTexts(in: left, slot, known)
    }
  }

  private mutating func checkTexts(in other: Expression, _ slot: Int, _ known: [String]) {
    let literals = if case .list(let elements) = other.kind { elements.map(\.value) } else { [other] }
    for literal in literals {
      guard case .literal(.string(let text)) = literal.kind, !known.contains(text) else { continue }
      _ = fail("\(environment.variables[slot]) is never '\(text)'", at: literal) { _ in
        Suggestion.nearest(to: text, among: known)
      }
    }
  }
}
