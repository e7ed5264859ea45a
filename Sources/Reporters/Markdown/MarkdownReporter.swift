public import Findings
import SourceText

/// Writes a page in Markdown, for comments on merge requests and the summaries of jobs: the verdict, a table of the rules
/// that found something, and some of the findings of each.
///
/// Nothing is written before the end, as the verdict stands first. At most `maxShown` findings are kept, 100 unless told,
/// spread over the rules; the totals are exact.
public struct MarkdownReporter: Reporter {
  private var titles: [String: String] = [:]
  private var tally = Tally()
  private var sample: SpreadSample

  /// A reporter for one run. Heeds `maxShown`.
  public init(options: ReportOptions = ReportOptions()) { sample = SpreadSample(limit: options.maxShown ?? 100) }

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    for rule in run.rules { titles[rule.id] = rule.title }
  }

  /// Counts the finding, and may keep it.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    tally.add(finding)
    sample.add(finding)
  }

  /// Writes the page.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    output.append("## Assay: \(summary.verdict.rawValue)\n\n")
    output.appendMarkdown(summary.verdictLine)
    output.append("\n\nJudged \(summary.extent).\n")
    let reasons = summary.reasonsToPrint
    if !reasons.isEmpty {
      output.append("\nIncomplete:\n\n")
      for reason in reasons {
        output.append("- ")
        output.appendMarkdown(reason, atMost: PrintLimit.message)
        output.append("\n")
      }
    }
    let rows = tally.rows
    guard !rows.isEmpty else { return }
    output.append("\n| Findings | Severity | Rule | What should hold |\n|---:|---|---|---|\n")
    for row in rows {
      output.append("| \(grouped(row.count)) | \(row.severity?.description ?? "not judged") | ")
      output.appendMarkdownCode(row.rule, inTable: true)
      output.append(" | ")
      output.appendMarkdown(titles[row.rule] ?? "")
      output.append(" |\n")
    }
    appendFindings(of: rows, to: &output)
  }

  private func appendFindings(
    of rows: [(rule: String, severity: Severity?, count: Int)], to output: inout ReportText
  ) {
    let kept = Dictionary(grouping: sample.inOrder) { Tally.Key($0) }
    for row in rows {
      guard let findings = kept[Tally.Key(rule: row.rule, severity: row.severity)] else { continue }
      output.append("\n<details><summary>")
      output.appendPrintable(row.rule, markup: .xml)
      let shown = findings.count < row.count ? ", \(grouped(findings.count)) shown" : ""
      output.append(": \(counted(row.count, "finding"))\(shown)</summary>\n\n")
      output.append("| Place | Finding | About |\n|---|---|---|\n")
      for finding in findings { append(finding, to: &output) }
      output.append("\n</details>\n")
    }
  }

  private func append(_ finding: Finding, to output: inout ReportText) {
    output.append("| ")
    output.appendMarkdown(finding.location.repositoryPath, atMost: PrintLimit.name)
    output.append(":\(finding.location.start.line):\(finding.location.start.column) | ")
    output.appendMarkdown(finding.message, atMost: PrintLimit.message)
    output.append(" | ")
    for (number, part) in finding.identity.enumerated() {
      if number > 0 { output.append(" · ") }
      output.appendMarkdown("\(part.name) \(part.value)", atMost: PrintLimit.name)
    }
    output.append(" |\n")
  }
}
