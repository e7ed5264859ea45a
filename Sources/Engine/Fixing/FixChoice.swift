import Findings
import SourceText

/// The findings whose fixes can be applied at once: of fixes that overlap the first one is, and the others wait for what
/// it leaves.
struct FixChoice {
  /// In the order given.
  private(set) var findings: [Finding] = []
  /// Of all of them, by place.
  private(set) var edits: [TextEdit] = []

  /// At most `limit` of `candidates`.
  init(of candidates: [Finding], limit: Int) {
    for finding in candidates {
      guard findings.count < limit else { return }
      guard let wanted = finding.fix?.edits, !wanted.isEmpty, !wanted.contains(where: overlaps) else { continue }
      for edit in wanted { edits.insert(edit, at: position(of: edit)) }
      findings.append(finding)
    }
  }

  /// The first of the edits that does not come before `edit`. Logarithmic in their number.
  private func position(of edit: TextEdit) -> Int {
    (0..<edits.count).partitioningIndex { number in
      let other = edits[number].span
      return (other.start, other.end) >= (edit.span.start, edit.span.end)
    }
  }

  private func overlaps(_ edit: TextEdit) -> Bool {
    // At one place there are two at most: one that inserts there, and one that replaces what follows.
    let position = position(of: edit)
    return edits[max(0, position - 2)..<min(edits.count, position + 2)].contains { $0.overlaps(edit) }
  }
}
