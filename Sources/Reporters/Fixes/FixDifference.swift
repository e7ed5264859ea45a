public import Findings
import Secrets
import SourceText

/// Shows what fixes change, in the manner of a unified diff: by record and value, as a document may be one line.
public struct FixDifference: Sendable {
  private let revealsSecrets: Bool
  private var file: String?
  /// How many characters of a value are shown.
  private static let valueLimit = 200

  /// A diff. With `revealsSecrets`, it shows credentials of the data.
  public init(revealsSecrets: Bool = false) { self.revealsSecrets = revealsSecrets }

  /// Writes what becomes of one record.
  public mutating func write(_ fixes: RecordFixes, to output: inout ReportText) {
    guard !fixes.applied.isEmpty else { return }
    if file != fixes.file {
      file = fixes.file
      for (mark, suffix) in [("---", ""), ("+++", " (fixed)")] {
        output.append("\(mark) ")
        output.appendPrintable(fixes.file)
        output.append("\(suffix)\n")
      }
    }
    output.append("@@ ")
    if let record = fixes.record { output.append("record \(record), ") }
    output.append("line \(fixes.start.line)")
    // The value that a rule keeps secret may be the one that names the record.
    if let name = fixes.name, !fixes.hidesValues || revealsSecrets {
      output.append(", ")
      output.appendPrintable(shown(name), atMost: PrintLimit.name)
    }
    var rules: [String] = []
    for fix in fixes.applied where !rules.contains(fix.rule) { rules.append(fix.rule) }
    output.append(" @@ \(rules.joined(separator: ", "))\n")
    if fixes.record == nil { for fix in fixes.applied { output.append("-\(fix.message)\n") } }
    for change in fixes.changes {
      for (mark, value) in [("-", change.old), ("+", change.new)] {
        guard let value else { continue }
        output.append(mark)
        output.appendPrintable(shown(change.pointer.description), atMost: PrintLimit.name)
        output.append(": ")
        output.appendPrintable(
          fixes.hidesValues && !revealsSecrets ? "…" : shown(value), atMost: Self.valueLimit)
        output.append("\n")
      }
    }
  }

  private func shown(_ text: String) -> String { revealsSecrets ? text : SecretMask.masked(text) }
}
