public import Findings
import SourceText

/// Writes GitHub's workflow commands, which become annotations of a pull request.
///
/// GitHub takes ten errors, ten warnings and ten notices of a step: the worst of each, spread over the rules, and in the
/// last notice the exact totals. The rest belongs into the summary of the job, see `MarkdownReporter`. Nothing is written
/// before the end.
public struct GitHubReporter: Reporter {
  private var errors = SpreadSample(limit: 10)
  private var warnings = SpreadSample(limit: 10)
  /// The tenth notice has the totals.
  private var notices = SpreadSample(limit: 9)

  /// A reporter for one run.
  public init() {}

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {}

  /// Keeps the finding when it is among the worst.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    switch finding.level {
    case Severity.info.rawValue: notices.add(finding)
    case Severity.warning.rawValue: warnings.add(finding)
    default: errors.add(finding)
    }
  }

  /// Writes the commands.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    let reasons = summary.reasonsToPrint
    // One error of the ten is for the run itself.
    let found = errors.worstFirst.prefix(reasons.isEmpty ? 10 : 9)
    if !reasons.isEmpty {
      append("error", [("title", "incomplete")], message: reasons.joined(separator: "; "), to: &output)
    }
    for finding in found { append("error", finding, to: &output) }
    for finding in warnings.worstFirst { append("warning", finding, to: &output) }
    for finding in notices.worstFirst { append("notice", finding, to: &output) }
    let shown = found.count + warnings.worstFirst.count + notices.worstFirst.count
    var totals = summary.verdictLine
    if shown < summary.counts.total {
      totals += "; showing \(grouped(shown)) of \(counted(summary.counts.total, "finding"))"
    }
    append("notice", [("title", "assay")], message: totals, to: &output)
  }

  private func append(_ command: String, _ finding: Finding, to output: inout ReportText) {
    let location = finding.location
    var properties = [("title", finding.rule), ("file", location.repositoryPath)]
    properties.append(("line", "\(location.start.line)"))
    properties.append(("endLine", "\(location.end.line)"))
    // Columns have a meaning within one line alone.
    if location.start.line == location.end.line {
      properties.append(("col", "\(location.start.column)"))
      properties.append(("endColumn", "\(location.end.column)"))
    }
    let message = finding.outcome == .failed ? finding.message : "not judged: \(finding.message)"
    append(command, properties, message: message, to: &output)
  }

  private func append(
    _ command: String, _ properties: [(name: String, value: String)], message: String, to output: inout ReportText
  ) {
    output.append("::\(command) ")
    for (number, property) in properties.enumerated() {
      output.append(number == 0 ? "\(property.name)=" : ",\(property.name)=")
      output.appendEscaped(property.value, isProperty: true)
    }
    output.append("::")
    output.appendEscaped(message, isProperty: false)
    output.append("\n")
  }
}

extension ReportText {
  /// Appends `text` as a property or the message of a workflow command. Signs that would end it are written as `%0A`;
  /// what drives a terminal is shown as in all reports.
  fileprivate mutating func appendEscaped(_ text: String, isProperty: Bool) {
    var printable = ReportText()
    printable.appendPrintable(text, atMost: PrintLimit.message)
    for byte in printable.bytes {
      switch byte {
      case UInt8(ascii: "%"): append("%25")
      case UInt8(ascii: ":") where isProperty: append("%3A")
      case UInt8(ascii: ",") where isProperty: append("%2C")
      default: append(byte: byte)
      }
    }
  }
}
