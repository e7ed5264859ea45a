public import Findings
import SourceText

/// Writes `rdjsonl`, a diagnostic a line, for reviewdog, which comments on GitHub, GitLab, Gerrit and Bitbucket.
///
/// Its columns count bytes of UTF-8, from 1. They are known where the finding shows its line from the start; for places
/// far inside of long lines there is the line alone.
public struct ReviewdogReporter: Reporter {
  private var docs: [String: String] = [:]

  /// A reporter for one run.
  public init() {}

  /// Writes nothing.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    for rule in run.rules { docs[rule.id] = rule.docs }
  }

  /// Writes one line.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    let message = finding.outcome == .failed ? finding.message : "not judged: \(finding.message)"
    let severity = finding.outcome == .failed ? finding.severity : .error
    output.append("{\"message\":")
    output.appendJSON(message)
    output.append(",\"location\":")
    appendLocation(finding.location, excerpt: finding.excerpt, to: &output)
    output.append(",\"severity\":\"\(severity.description.uppercased())\",\"source\":{\"name\":\"assay\"}")
    output.append(",\"code\":{\"value\":")
    output.appendJSON(finding.rule)
    if let address = docs[finding.rule] {
      output.append(",\"url\":")
      output.appendJSON(address)
    }
    output.append("}")
    if !finding.related.isEmpty {
      output.append(",\"relatedLocations\":[")
      for (number, place) in finding.related.enumerated() {
        output.append(number == 0 ? "{\"message\":" : ",{\"message\":")
        output.appendJSON(place.message)
        output.append(",\"location\":")
        appendLocation(place.location, excerpt: nil, to: &output)
        output.append("}")
      }
      output.append("]")
    }
    appendSuggestion(finding, to: &output)
    output.append("}\n")
  }

  /// Writes the fix of a finding as something that a click applies, where it replaces the very place of the finding and
  /// the columns of that are known.
  private func appendSuggestion(_ finding: Finding, to output: inout ReportText) {
    guard let edits = finding.fix?.edits, edits.count == 1, edits[0].span == finding.location.span,
      finding.location.start.line == finding.location.end.line, let scalars = lineStart(finding.excerpt),
      let start = byteColumn(finding.location.start.column, in: scalars),
      let end = byteColumn(finding.location.end.column, in: scalars)
    else { return }
    let line = finding.location.start.line
    output.append(",\"suggestions\":[{\"range\":{\"start\":{\"line\":\(line),\"column\":\(start)}")
    output.append(",\"end\":{\"line\":\(line),\"column\":\(end)}},\"text\":")
    output.appendJSON(edits[0].text)
    output.append("}]")
  }

  /// Writes why the run is incomplete, a line about the first input.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    let reasons = summary.reasonsToPrint
    guard !reasons.isEmpty else { return }
    output.append("{\"message\":")
    output.appendJSON("incomplete: \(reasons.joined(separator: "; "))")
    output.append(",\"location\":{\"path\":")
    output.appendJSON(summary.firstPath)
    output.append("},\"severity\":\"ERROR\",\"source\":{\"name\":\"assay\"},\"code\":{\"value\":\"run-complete\"}}\n")
  }

  private func appendLocation(_ location: Location, excerpt: Excerpt?, to output: inout ReportText) {
    output.append("{\"path\":")
    output.appendJSON(location.repositoryPath)
    output.append(",\"range\":{\"start\":{\"line\":\(location.start.line)")
    let scalars = lineStart(excerpt)
    if let scalars, let column = byteColumn(location.start.column, in: scalars) {
      output.append(",\"column\":\(column)")
    }
    output.append("},\"end\":{\"line\":\(location.end.line)")
    if let scalars, location.end.line == location.start.line,
      let column = byteColumn(location.end.column, in: scalars)
    {
      output.append(",\"column\":\(column)")
    }
    output.append("}}}")
  }

  /// The line of an excerpt that shows it from its start.
  private func lineStart(_ excerpt: Excerpt?) -> String.UnicodeScalarView? {
    excerpt.flatMap { $0.isCutBefore || $0.firstColumn != 1 ? nil : $0.text.unicodeScalars }
  }

  /// The byte, from 1, where the scalar `column`, from 1, starts; `nil` when the text ends before it.
  private func byteColumn(_ column: Int, in scalars: String.UnicodeScalarView) -> Int? {
    let before = scalars.prefix(column - 1)
    guard before.count == column - 1 else { return nil }
    return before.reduce(1) { $0 + UTF8.width($1) }
  }
}
