public import Findings
import SourceText

/// Writes how two exports differ for people: a line a difference that begins with a sign, as in `diff`, then tables of
/// what moved, then the verdict.
///
/// Of each kind of difference at most `maxShown` are shown, 20 unless told; the others are counted.
public struct ComparisonTextReporter: ComparisonReporter {
  private enum Kind { case removed, added, changed, repeated, gone, new }

  private let color: Bool
  private let limit: Int
  /// What was written last, and how many of it came.
  private var kind: Kind?
  private var count = 0

  /// A reporter for one comparison. Heeds `color` and `maxShown`.
  public init(options: ReportOptions = ReportOptions()) {
    color = options.color
    limit = options.maxShown ?? 20
  }

  /// Writes nothing.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {}

  /// Writes a line, and one for each change.
  public mutating func write(_ difference: AssetDifference, to output: inout ReportText) {
    switch difference {
    case .removed(let part, let position):
      guard begin(.removed, to: &output) else { return }
      appendLine("-", .error, part, position.text, to: &output)
    case .added(let part, let position):
      guard begin(.added, to: &output) else { return }
      appendLine("+", .passed, part, position.text, to: &output)
    case .changed(let part, _, let position, let changes, let count):
      guard begin(.changed, to: &output) else { return }
      appendLine("~", .warning, part, "\(position.text), \(counted(count, "change"))", to: &output)
      for change in changes {
        output.append("    ")
        output.appendPrintable(
          change.pointer.tokens.isEmpty ? "the record" : change.pointer.description, atMost: PrintLimit.name)
        output.append(": ")
        output.appendPrintable(change.text, atMost: PrintLimit.name)
        output.append("\n")
      }
      if count > changes.count { output.append("    … and \(grouped(count - changes.count)) more\n") }
    case .repeated(let part, let position, let old, let new, let isEqual):
      guard begin(.repeated, to: &output) else { return }
      let times = "\(position.text), \(counted(old, "time")) in the first export and \(grouped(new)) in the second"
      appendLine(
        "=", .notJudged, part, times + (isEqual ? ", with the same contents" : ", with other contents"), to: &output)
    }
  }

  /// Writes a line.
  public mutating func write(_ finding: Finding, isNew: Bool, to output: inout ReportText) {
    guard begin(isNew ? .new : .gone, to: &output) else { return }
    output.append(in: color ? (isNew ? .error : .passed) : nil) { $0.append(isNew ? "new  " : "gone ") }
    output.appendPlace(finding.location)
    output.append(": ")
    output.append(finding.outcome == .failed ? finding.severity.description : "not judged")
    output.append(": ")
    output.appendPrintable(finding.message, atMost: PrintLimit.message)
    output.append(" [")
    output.appendPrintable(finding.rule)
    output.append("]\n")
  }

  /// Writes the tables and the verdict.
  public mutating func finish(_ summary: ComparisonSummary, to output: inout ReportText) {
    if kind != nil {
      end(to: &output)
      output.append("\n")
    }
    var parts = Table(columns: [.init("assets", isNumber: true), .init("changed in")])
    for part in summary.parts.prefix(limit) {
      parts.append(row: [
        grouped(part.count), part.pointer.tokens.isEmpty ? "the record" : part.pointer.description,
      ])
    }
    parts.append(to: &output, color: color)
    appendRest(summary.parts.count, "parts", to: &output)
    var counts = Table(columns: [
      .init("old", isNumber: true), .init("new", isNumber: true), .init("change", isNumber: true), .init("of"),
    ])
    for count in summary.counts.prefix(limit) {
      counts.append(row: [grouped(count.old), grouped(count.new), count.difference, count.title])
    }
    counts.append(to: &output, color: color)
    appendRest(summary.counts.count, "counts", to: &output)
    for reason in summary.incompleteReasons {
      output.append("not compared: ")
      output.appendPrintable(reason, atMost: PrintLimit.message)
      output.append("\n")
    }
    output.append(in: color ? (summary.verdict.exitCode == 0 ? .passed : .error) : nil) {
      $0.append(summary.verdictLine)
    }
    output.append("\n")
  }

  /// Counts one of a kind; whether it is to be shown.
  private mutating func begin(_ kind: Kind, to output: inout ReportText) -> Bool {
    if self.kind != kind {
      end(to: &output)
      self.kind = kind
      count = 0
    }
    count += 1
    return count <= limit
  }

  /// Says how many of the kind at hand were not shown.
  private func end(to output: inout ReportText) {
    guard let kind, count > limit else { return }
    let rest = grouped(count - limit)
    let words =
      switch kind {
      case .removed: "- … and \(rest) more removed"
      case .added: "+ … and \(rest) more added"
      case .changed: "~ … and \(rest) more changed"
      case .repeated: "= … and \(rest) more that occur several times"
      case .gone: "gone … and \(rest) more"
      case .new: "new … and \(rest) more"
      }
    output.append(words + "\n")
  }

  private func appendRest(_ count: Int, _ what: String, to output: inout ReportText) {
    guard count > limit else { return }
    output.append("showing \(grouped(limit)) of \(grouped(count)) \(what)\n\n")
  }

  private func appendLine(
    _ sign: String, _ paint: Paint, _ part: IdentityPart, _ text: String, to output: inout ReportText
  ) {
    output.append(in: color ? paint : nil) {
      $0.append("\(sign) ")
      $0.appendPrintable("\(part.name) \(part.value)", atMost: PrintLimit.name)
    }
    output.append(" (")
    output.appendPrintable(text, atMost: PrintLimit.message)
    output.append(")\n")
  }
}
