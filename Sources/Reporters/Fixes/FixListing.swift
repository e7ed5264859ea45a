public import Findings
import Secrets
import SourceText

/// Lists fixes for people: a line for each, `path:line:column: safe: what is done [rule] pointer: message`.
public struct FixListing: Sendable {
  private let revealsSecrets: Bool

  /// A list. With `revealsSecrets`, it shows credentials of the data.
  public init(revealsSecrets: Bool = false) { self.revealsSecrets = revealsSecrets }

  /// Writes what becomes of one record.
  public func write(_ fixes: RecordFixes, to output: inout ReportText) {
    for fix in fixes.applied { write(fix, in: fixes, fix.safety.rawValue, fix.message, to: &output) }
    for dropped in fixes.dropped { write(dropped.fix, in: fixes, "not applied", dropped.reason, to: &output) }
  }

  private func write(
    _ fix: RecordFix, in fixes: RecordFixes, _ word: String, _ text: String, to output: inout ReportText
  ) {
    output.appendPrintable(fixes.file)
    output.append(":\(fix.position): \(word): ")
    output.appendPrintable(fix.title)
    output.append(" [\(fix.rule)] ")
    if fixes.record != nil {
      output.appendPrintable(shown(fix.pointer.description), atMost: PrintLimit.name)
      output.append(": ")
    }
    output.appendPrintable(fixes.hidesValues && !revealsSecrets ? "the value is secret" : shown(text), atMost: 300)
    output.append("\n")
  }

  private func shown(_ text: String) -> String { revealsSecrets ? text : SecretMask.masked(text) }

  /// Writes what came of a file. `isWritten` tells that the fixes are in a file now, and not only proposed.
  public static func finish(_ summary: FixSummary, isWritten: Bool, to output: inout ReportText) {
    output.appendPrintable(summary.file)
    output.append(": ")
    let word = isWritten ? "applied" : "possible"
    output.append(
      summary.appliedCount == 0
        ? "nothing to fix"
        : "\(grouped(summary.appliedCount)) \(summary.appliedCount == 1 ? "fix" : "fixes") \(word), in \(grouped(summary.changedRecordCount)) of "
          + counted(summary.recordCount, "record"))
    if summary.droppedCount > 0 { output.append("; \(grouped(summary.droppedCount)) not applied") }
    if summary.unsafeCount > 0 { output.append("; \(grouped(summary.unsafeCount)) more with --unsafe") }
    output.append("\n")
    for (rule, count) in summary.worse.sorted(by: { $0.key < $1.key }) {
      output.append("the export as a whole: \(rule) finds \(grouped(count)) more than before\n")
    }
    for reason in summary.incompleteReasons {
      output.append("not judged completely: ")
      output.appendPrintable(reason, atMost: PrintLimit.message)
      output.append("\n")
    }
  }
}
