import Findings
import SourceText

/// Draws findings for people: a headline, the source line with marks below the place, and notes.
struct FindingText {
  /// Whether it paints.
  let color: Bool
  /// Columns of the terminal, `nil` when it is none.
  let width: Int?

  /// Appends `finding`, those of `notes` that are not empty, and an empty line.
  func append(_ finding: Finding, notes: [ReportText], to output: inout ReportText) {
    appendHeadline(of: finding, to: &output)
    let gutter = String(repeating: " ", count: String(finding.location.start.line).count)
    appendExcerpt(of: finding, gutter: gutter, to: &output)
    for note in notes { appendNote(note, gutter: gutter, to: &output) }
    output.append("\n")
  }

  private func appendHeadline(of finding: Finding, to output: inout ReportText) {
    output.append(in: paint(.strong)) { $0.appendPlace(finding.location) }
    output.append(": ")
    output.append(in: paint(finding.paint)) {
      $0.append(finding.word)
      $0.append("[")
      $0.appendPrintable(finding.rule)
      $0.append("]")
    }
    output.append(": ")
    output.append(in: paint(.strong)) { $0.appendPrintable(finding.message, atMost: PrintLimit.message) }
    output.append("\n")
  }

  private func appendExcerpt(of finding: Finding, gutter: String, to output: inout ReportText) {
    guard let excerpt = finding.excerpt else { return }
    // Three columns beside the line number: a space, the bar, a space.
    let drawing = ExcerptDrawing(excerpt, at: finding.location, width: (width ?? 120) - gutter.utf8.count - 3)
    output.append(in: paint(.quiet)) {
      $0.append(gutter)
      $0.append(" |")
    }
    output.append("\n")
    output.append(in: paint(.quiet)) {
      $0.append(finding.location.start.line)
      $0.append(" |")
    }
    if !drawing.line.bytes.isEmpty { output.append(" ") }
    output.append(bytes: drawing.line.bytes)
    output.append("\n")
    output.append(in: paint(.quiet)) {
      $0.append(gutter)
      $0.append(" | ")
    }
    output.append(in: paint(finding.paint)) { $0.append(bytes: drawing.marks.bytes) }
    output.append("\n")
  }

  private func appendNote(_ note: ReportText, gutter: String, to output: inout ReportText) {
    guard !note.bytes.isEmpty else { return }
    output.append(in: paint(.quiet)) {
      $0.append(gutter)
      $0.append(" = ")
    }
    output.append(bytes: note.bytes)
    output.append("\n")
  }

  private func paint(_ paint: Paint) -> Paint? { color ? paint : nil }
}

extension Finding {
  /// What the finding is, in a word of the text report.
  fileprivate var word: String {
    switch disposition {
    case .new: outcome == .failed ? severity.description : "not judged"
    case .known: "known"
    case .suppressed: "suppressed"
    }
  }

  fileprivate var paint: Paint {
    if disposition != .new { return .quiet }
    return outcome == .failed ? severity.paint : .notJudged
  }
}
