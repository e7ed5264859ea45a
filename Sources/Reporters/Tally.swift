import Findings

/// How many findings each rule had: a number for each rule, so its size does not depend on the findings.
struct Tally: Hashable, Sendable {
  /// Findings of a rule that are counted together.
  private struct Key: Hashable {
    var rule: String
    /// `nil` for what was not judged.
    var severity: Severity?
  }

  private var counts: [Key: Int] = [:]

  /// Counts one finding.
  mutating func add(_ finding: Finding) {
    counts[Key(rule: finding.rule, severity: finding.outcome == .failed ? finding.severity : nil), default: 0] += 1
  }

  /// What matters most first.
  private var rows: [(key: Key, value: Int)] {
    counts.sorted { left, right in
      if left.key.severity != right.key.severity {
        guard let severity = left.key.severity else { return true }
        return right.key.severity.map { severity > $0 } ?? false
      }
      return (right.value, left.key.rule) < (left.value, right.key.rule)
    }
  }

  /// A line for each rule and severity: `assay: rule box-tiny: 3 findings (warning)`.
  func appendLines(to output: inout ReportText) {
    for (key, count) in rows {
      output.append("assay: rule ")
      output.appendPrintable(key.rule)
      output.append(": \(counted(count, "finding")) (\(key.severity?.description ?? "not judged"))\n")
    }
  }

  /// A row for each rule and severity.
  func table(titles: [String: String], width: Int?) -> Table {
    var table = Table(columns: [
      .init("findings", isNumber: true), .init("severity"), .init("rule"), .init("title"),
    ])
    for (key, count) in rows {
      table.append(
        row: [
          grouped(count), key.severity?.description ?? "not judged", key.rule, titles[key.rule] ?? "",
        ], paint: key.severity?.paint ?? .notJudged)
    }
    table.width = width
    return table
  }
}
