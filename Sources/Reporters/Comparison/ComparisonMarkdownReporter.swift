public import Findings
import SourceText

/// Writes how two exports differ as a page in Markdown, for comments: the verdict, what moved, and some of the
/// differences.
///
/// Nothing is written before the end, as the verdict stands first. At most `maxShown` differences and as many findings
/// are kept, 50 unless told.
public struct ComparisonMarkdownReporter: ComparisonReporter {
  private let limit: Int
  private var differences: [AssetDifference] = []
  private var differenceCount = 0
  private var findings: [(finding: Finding, isNew: Bool)] = []

  /// A reporter for one comparison. Heeds `maxShown`.
  public init(options: ReportOptions = ReportOptions()) { limit = options.maxShown ?? 50 }

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {}

  /// May keep the difference.
  public mutating func write(_ difference: AssetDifference, to output: inout ReportText) {
    differenceCount += 1
    if differences.count < limit { differences.append(difference) }
  }

  /// May keep the finding.
  public mutating func write(_ finding: Finding, isNew: Bool, to output: inout ReportText) {
    if findings.count < limit { findings.append((finding, isNew)) }
  }

  /// Writes the page.
  public mutating func finish(_ summary: ComparisonSummary, to output: inout ReportText) {
    output.append("## Assay: \(summary.verdict.rawValue)\n\n")
    output.appendMarkdown(summary.verdictLine)
    output.append("\n")
    if !summary.incompleteReasons.isEmpty {
      output.append("\nIncomplete:\n\n")
      for reason in summary.incompleteReasons {
        output.append("- ")
        output.appendMarkdown(reason, atMost: PrintLimit.message)
        output.append("\n")
      }
    }
    appendParts(summary.parts, to: &output)
    appendCounts(summary.counts, to: &output)
    if !differences.isEmpty {
      output.append("\n| Asset | Difference | Place |\n|---|---|---|\n")
      for difference in differences { append(difference, to: &output) }
      appendRest(differenceCount, "differences", to: &output)
    }
    if !findings.isEmpty {
      output.append("\n| | Finding | Rule | Place |\n|---|---|---|---|\n")
      for (finding, isNew) in findings { append(finding, isNew, to: &output) }
      appendRest(summary.newFindingCount + summary.goneFindingCount, "findings", to: &output)
    }
  }

  private func appendParts(_ parts: [PartCount], to output: inout ReportText) {
    guard !parts.isEmpty else { return }
    output.append("\n| Changed assets | Part |\n|---:|---|\n")
    for part in parts.prefix(limit) {
      output.append("| \(grouped(part.count)) | ")
      output.appendMarkdownCode(part.pointer.tokens.isEmpty ? "/" : part.pointer.description, inTable: true)
      output.append(" |\n")
    }
    appendRest(parts.count, "parts", to: &output)
  }

  private func appendCounts(_ counts: [CountChange], to output: inout ReportText) {
    guard !counts.isEmpty else { return }
    output.append("\n| Old | New | Change | Of |\n|---:|---:|---:|---|\n")
    for count in counts.prefix(limit) {
      output.append("| \(grouped(count.old)) | \(grouped(count.new)) | \(count.difference) | ")
      output.appendMarkdown(count.title, atMost: PrintLimit.name)
      output.append(" |\n")
    }
    appendRest(counts.count, "counts", to: &output)
  }

  private func append(_ difference: AssetDifference, to output: inout ReportText) {
    func row(_ part: IdentityPart, _ text: String, _ position: RecordPosition) {
      output.append("| ")
      output.appendMarkdown(part.value, atMost: PrintLimit.name)
      output.append(" | ")
      output.appendMarkdown(text, atMost: PrintLimit.message)
      output.append(" | ")
      output.appendMarkdown(position.text, atMost: PrintLimit.name)
      output.append(" |\n")
    }
    switch difference {
    case .removed(let part, let position): row(part, "removed", position)
    case .added(let part, let position): row(part, "added", position)
    case .changed(let part, _, let position, let changes, let count):
      let shown = changes.prefix(3).map { "\($0.pointer.description): \($0.text)" }.joined(separator: "; ")
      row(part, count > 3 ? "\(shown); … \(grouped(count - 3)) more" : shown, position)
    case .repeated(let part, let position, let old, let new, let isEqual):
      row(
        part,
        "occurs \(counted(old, "time")) in the first export and \(grouped(new)) in the second"
          + (isEqual ? ", with the same contents" : ", with other contents"), position)
    }
  }

  private func append(_ finding: Finding, _ isNew: Bool, to output: inout ReportText) {
    output.append("| \(isNew ? "new" : "gone") | ")
    output.appendMarkdown(finding.message, atMost: PrintLimit.message)
    output.append(" | ")
    output.appendMarkdownCode(finding.rule, inTable: true)
    output.append(" | ")
    output.appendMarkdown(finding.location.repositoryPath, atMost: PrintLimit.name)
    output.append(":\(finding.location.start.line):\(finding.location.start.column) |\n")
  }

  private func appendRest(_ count: Int, _ what: String, to output: inout ReportText) {
    guard count > limit else { return }
    output.append("\nShown are \(grouped(limit)) of \(grouped(count)) \(what).\n")
  }
}
