public import Findings
import SourceText

/// Writes for people: each finding with its source line, then a table of the rules that found something, what was
/// judged, and the verdict in the last line.
public struct TextReporter: Reporter {
  private let options: ReportOptions
  private var rules: [RuleDescription] = []
  private var tally = Tally()
  private var shown = 0

  /// A reporter for one run. Heeds `color`, `maxShown`, `quiet`, `statistics`, `showsSuppressed`, `showsKnown`,
  /// `groupings` and `width`.
  public init(options: ReportOptions = ReportOptions()) { self.options = options }

  /// Writes nothing, but keeps the rules for the table.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    rules = run.rules
  }

  /// Writes one finding, unless it is beyond those to be shown. One that does not count is in no table.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    let counts = finding.disposition == .new
    if counts { tally.add(finding) }
    guard !options.quiet, shown < options.maxShown ?? .max else { return }
    if counts { shown += 1 }
    var notes = [Self.subject(of: finding)]
    if case .suppressed(let reason, let day) = finding.disposition {
      var note = ReportText()
      note.append(day.map { "suppressed until \($0): " } ?? "suppressed: ")
      note.appendPrintable(reason, atMost: PrintLimit.message)
      notes.append(note)
    }
    for place in finding.related {
      var note = ReportText()
      note.appendPrintable(place.message, atMost: PrintLimit.message)
      note.append(": ")
      note.appendPlace(place.location)
      if let record = place.location.record {
        note.append(" · record ")
        note.append(record)
      }
      notes.append(note)
    }
    FindingText(color: options.color, width: options.width).append(finding, notes: notes, to: &output)
  }

  /// Writes the summary and the verdict.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    if !options.quiet {
      if summary.counts.total > shown {
        output.append("showing \(grouped(shown)) of \(counted(summary.counts.total, "finding"))\n\n")
      }
      appendTables(of: summary, to: &output)
    }
    if options.statistics { Table(ledger: summary.ledger).append(to: &output, color: options.color) }
    if !options.quiet {
      appendExtent(of: summary, to: &output)
      if let baseline = summary.baseline { append(baseline, to: &output) }
    }
    for reason in summary.reasonsToPrint {
      output.append("incomplete: ")
      output.appendPrintable(reason, atMost: PrintLimit.message)
      output.append("\n")
    }
    guard !options.quiet || summary.verdict != .passed else { return }
    output.append(in: paint(summary.verdict.paint)) { $0.appendPrintable(summary.verdictLine) }
    output.append("\n")
  }

  /// Findings of the baseline that are gone: the first ten entries, with how many there are.
  private func append(_ baseline: BaselineDescription, to output: inout ReportText) {
    if baseline.unjudgedCount > 0 {
      output.append("\(counted(baseline.unjudgedCount, "finding")) of ")
      output.appendPrintable(baseline.file, atMost: PrintLimit.name)
      output.append(baseline.unjudgedCount == 1 ? " is of a rule" : " are of rules")
      output.append(" that did not run\n")
    }
    guard let gone = baseline.gone, !gone.isEmpty else { return }
    let shown = 10
    output.append("\(counted(baseline.goneCount, "finding")) of ")
    output.appendPrintable(baseline.file, atMost: PrintLimit.name)
    output.append(baseline.goneCount == 1 ? " is gone" : " are gone")
    output.append("; --prune-baseline removes what is gone\n")
    for finding in gone.prefix(shown) {
      output.append("  ")
      for (place, text) in [finding.rule, finding.identity, finding.pointer].filter({ !$0.isEmpty }).enumerated() {
        if place > 0 { output.append(" · ") }
        output.appendPrintable(text, atMost: PrintLimit.name)
      }
      if finding.count > 1 { output.append(" (\(grouped(finding.count)) times)") }
      output.append("\n")
    }
    let others = baseline.goneCount - gone.prefix(shown).reduce(0) { $0 + $1.count }
    if others > 0 { output.append("  and \(grouped(others)) more\n") }
  }

  /// What a finding is about, in one line: `asset street-1.jpg · task 67c · /metadata/width · record 12`.
  private static func subject(of finding: Finding) -> ReportText {
    var text = ReportText()
    func add(_ append: (inout ReportText) -> Void) {
      if !text.bytes.isEmpty { text.append(" · ") }
      append(&text)
    }
    for part in finding.identity {
      add {
        $0.appendPrintable(part.name, atMost: PrintLimit.name)
        $0.append(" ")
        $0.appendPrintable(part.value, atMost: PrintLimit.name)
      }
    }
    if let pointer = finding.location.pointer, !pointer.tokens.isEmpty {
      add { $0.appendPrintable(pointer.description, atMost: PrintLimit.name) }
    }
    if let record = finding.location.record {
      add {
        $0.append("record ")
        $0.append(record)
      }
    }
    return text
  }

  private func appendTables(of summary: RunSummary, to output: inout ReportText) {
    for grouping in options.groupings.isEmpty ? [.rule] : options.groupings {
      if grouping == .rule {
        tally.table(of: rules, width: options.width).append(to: &output, color: options.color)
      } else if let groups = summary.groupings.first(where: { $0.grouping == grouping }) {
        let table = GroupTable(groups, isWhole: options.statistics)
        table.table(width: options.width).append(to: &output, color: options.color)
        output.append("\(table.extent)\n\n")
      }
    }
  }

  private func appendExtent(of summary: RunSummary, to output: inout ReportText) {
    let unasked = Set(summary.rulesWithoutOntology)
    let vacuous = summary.vacuousRules.filter { !unasked.contains($0) }
    // Without a record that was read it goes without saying.
    if !vacuous.isEmpty, summary.readRecordCount > 0 {
      output.append("\(counted(vacuous.count, "rule")) matched nothing: ")
      output.appendPrintable(vacuous.joined(separator: ", "))
      output.append("\n")
    }
    if !unasked.isEmpty {
      output.append("\(counted(unasked.count, "rule")) judged nothing without an ontology (--ontology FILE): ")
      output.appendPrintable(summary.rulesWithoutOntology.joined(separator: ", "))
      output.append("\n")
    }
    output.append("\(counted(rules.count - unasked.count, "rule")) judged \(summary.extent)\n")
  }

  private func paint(_ paint: Paint) -> Paint? { options.color ? paint : nil }
}

extension Severity {
  /// How a finding of this severity looks.
  var paint: Paint {
    switch self {
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}

extension Verdict {
  fileprivate var paint: Paint {
    switch self {
    case .passed: .passed
    case .failed: .error
    case .incomplete: .notJudged
    }
  }
}
