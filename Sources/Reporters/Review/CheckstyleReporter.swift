public import Findings
import SourceText

/// Writes the XML of Checkstyle, which many review tools read: findings by file, each with its line, its column and its
/// rule as `source`. Findings of one file that come apart get an element of that file each.
public struct CheckstyleReporter: Reporter {
  private var file: String?

  /// A reporter for one run.
  public init() {}

  /// Opens the document.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n")
  }

  /// Writes one error.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    open(finding.location.repositoryPath, to: &output)
    let isJudged = finding.outcome == .failed
    appendError(
      place: "line=\"\(finding.location.start.line)\" column=\"\(finding.location.start.column)\"",
      severity: isJudged ? finding.severity : .error,
      message: isJudged ? finding.message : "not judged: \(finding.message)", rule: finding.rule, to: &output)
  }

  /// Writes why the run is incomplete, and closes the document.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    let reasons = summary.reasonsToPrint
    if !reasons.isEmpty {
      open(summary.firstPath, to: &output)
      appendError(
        place: "line=\"1\"", severity: .error, message: "incomplete: \(reasons.joined(separator: "; "))",
        rule: "run-complete", to: &output)
    }
    if file != nil { output.append("  </file>\n") }
    output.append("</checkstyle>\n")
  }

  private mutating func open(_ path: String, to output: inout ReportText) {
    // Strings compare by canonical equivalence, file names do not.
    if let file, file.utf8.elementsEqual(path.utf8) { return }
    if file != nil { output.append("  </file>\n") }
    file = path
    output.append("  <file name=\"\(markup(path))\">\n")
  }

  private func appendError(
    place: String, severity: Severity, message: String, rule: String, to output: inout ReportText
  ) {
    output.append("    <error \(place) severity=\"\(severity)\" message=\"")
    output.appendPrintable(message, atMost: PrintLimit.message, markup: .xml)
    output.append("\" source=\"assay.")
    output.appendPrintable(rule, markup: .xml)
    output.append("\"/>\n")
  }
}
