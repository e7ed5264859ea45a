public import Findings
import SourceText

/// Writes `path:line:column: severity: message [rule] pointer`, one line for each finding, for editors and `grep`.
///
/// What was not judged is an `error: not judged: …`. The verdict is not printed; reasons without a place why a run is
/// incomplete are lines `assay: incomplete: …`, and findings by group `assay: annotator …`, which hold no place that an editor could take for one.
public struct ConciseReporter: Reporter {
  private let maxShown: Int
  private let groupings: [Grouping]
  private var tally = Tally()
  private var shown = 0

  /// A reporter for one run. Heeds `maxShown`, `quiet` and `groupings`; a quiet one tells how many findings there are.
  public init(options: ReportOptions = ReportOptions()) {
    maxShown = options.quiet ? 0 : options.maxShown ?? .max
    groupings = options.groupings
  }

  /// Writes nothing.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {}

  /// Writes one line.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    if groupings.contains(.rule) { tally.add(finding) }
    guard shown < maxShown else { return }
    shown += 1
    output.appendPlace(finding.location)
    output.append(": ")
    switch finding.outcome {
    case .failed:
      output.append(finding.severity.description)
      output.append(": ")
    case .notJudged: output.append("error: not judged: ")
    }
    output.appendPrintable(finding.message, atMost: PrintLimit.message)
    output.append(" [")
    output.appendPrintable(finding.rule)
    output.append("]")
    if let pointer = finding.location.pointer, !pointer.tokens.isEmpty {
      output.append(" ")
      output.appendPrintable(pointer.description, atMost: PrintLimit.name)
    }
    output.append("\n")
  }

  /// Writes the findings by group, why the run is incomplete, which rules had no ontology to ask, and how many findings
  /// are known, are suppressed or were left out.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    for grouping in groupings {
      if grouping == .rule {
        tally.appendLines(to: &output)
      } else if let groups = summary.groupings.first(where: { $0.grouping == grouping }) {
        GroupTable(groups).appendLines(to: &output)
      }
    }
    for reason in summary.reasonsToPrint {
      output.append("assay: incomplete: ")
      output.appendPrintable(reason, atMost: PrintLimit.message)
      output.append("\n")
    }
    if !summary.rulesWithoutOntology.isEmpty {
      let count = counted(summary.rulesWithoutOntology.count, "rule")
      output.append("assay: \(count) judged nothing without an ontology (--ontology FILE)\n")
    }
    let gone = summary.baseline.map(\.goneCount) ?? 0
    if summary.counts.known + gone > 0 {
      output.append("assay: \(counted(summary.counts.known, "finding")) known")
      output.append(gone > 0 ? ", \(grouped(gone)) gone\n" : "\n")
    }
    if summary.counts.suppressed > 0 {
      output.append("assay: \(counted(summary.counts.suppressed, "finding")) suppressed\n")
    }
    if summary.counts.total > shown {
      output.append("assay: showing \(grouped(shown)) of \(counted(summary.counts.total, "finding"))\n")
    }
  }
}

extension ReportText {
  /// Appends `path:line:column`.
  mutating func appendPlace(_ location: Location, markup: Markup = .none) {
    appendPrintable(location.file, markup: markup)
    append(":")
    append(location.start.line)
    append(":")
    append(location.start.column)
  }
}
