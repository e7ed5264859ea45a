public import Findings
import SourceText

/// Writes the JSON array of GitLab's Code Quality reports, which has the entries of Code Climate's specification.
///
/// An entry for each finding, with a fingerprint of its own: GitLab shows entries of equal fingerprints once. The rule
/// stands in the description too, because GitLab does not show `check_name`. Why a run is incomplete is an entry for the
/// first input, as nothing else would say it.
public struct GitLabReporter: Reporter {
  private var fingerprints = UniqueFingerprints()
  private var isFirst = true

  /// A reporter for one run.
  public init() {}

  /// Opens the array.
  public mutating func start(_ run: RunStart, to output: inout ReportText) { output.append("[") }

  /// Writes one entry.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    let isJudged = finding.outcome == .failed
    appendEntry(
      rule: finding.rule, message: isJudged ? finding.message : "not judged: \(finding.message)",
      fingerprint: fingerprints.next(of: finding), severity: isJudged ? finding.severity.codeClimateName : "blocker",
      path: finding.location.repositoryPath, line: finding.location.start.line, to: &output)
  }

  /// Writes why the run is incomplete, and closes the array.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    let reasons = summary.reasonsToPrint
    if !reasons.isEmpty {
      appendEntry(
        rule: "run-complete", message: "incomplete: \(reasons.joined(separator: "; "))",
        fingerprint: Fingerprint.make(rule: "run-complete", identity: [], pointer: .root), severity: "blocker",
        path: summary.firstPath, line: 1, to: &output)
    }
    output.append(isFirst ? "]\n" : "\n]\n")
  }

  private mutating func appendEntry(
    rule: String, message: String, fingerprint: String, severity: String, path: String, line: Int,
    to output: inout ReportText
  ) {
    output.append(isFirst ? "\n" : ",\n")
    isFirst = false
    output.append("{\"type\":\"issue\",\"check_name\":")
    output.appendJSON(rule)
    output.append(",\"description\":")
    output.appendJSON("\(rule): \(message)".shown(atMost: PrintLimit.message))
    output.append(",\"categories\":[\"Bug Risk\"],\"severity\":\"\(severity)\",\"fingerprint\":")
    output.appendJSON(fingerprint)
    output.append(",\"location\":{\"path\":")
    output.appendJSON(path)
    output.append(",\"lines\":{\"begin\":\(line)}}}")
  }
}

extension Severity {
  /// The nearest of `info`, `minor`, `major`, `critical` and `blocker`.
  fileprivate var codeClimateName: String {
    switch self {
    case .info: "info"
    case .warning: "minor"
    case .error: "critical"
    }
  }
}
