import Findings

/// How many findings each rule had: a number for each rule, so its size does not depend on the findings.
struct Tally: Hashable, Sendable {
  /// Findings of a rule that are counted together.
  struct Key: Hashable {
    var rule: String
    /// `nil` for what was not judged.
    var severity: Severity?

    init(rule: String, severity: Severity?) {
      self.rule = rule
      self.severity = severity
    }

    /// What `finding` is counted as.
    init(_ finding: Finding) {
      self.init(rule: finding.rule, severity: finding.outcome == .failed ? finding.severity : nil)
    }
  }

  private var counts: [Key: Int] = [:]

  /// Counts one finding.
  mutating func add(_ finding: Finding) { counts[Key(finding), default: 0] += 1 }

  /// How many findings of which rule and severity there were, what matters most first. A severity of `nil` stands for
  /// what was not judged.
  var rows: [(rule: String, severity: Severity?, count: Int)] {
    counts.sorted { left, right in
      if left.key.severity != right.key.severity {
        guard let severity = left.key.severity else { return true }
        return right.key.severity.map { severity > $0 } ?? false
      }
      return (right.value, left.key.rule) < (left.value, right.key.rule)
    }
    .map { ($0.key.rule, $0.key.severity, $0.value) }
  }

  /// A line for each rule and severity: `assay: rule box-tiny: 3 findings (warning)`.
  func appendLines(to output: inout ReportText) {
    for row in rows {
      output.append("assay: rule ")
      output.appendPrintable(row.rule)
      output.append(": \(counted(row.count, "finding")) (\(row.severity?.description ?? "not judged"))\n")
    }
  }

  /// A row for each of `rules` that found something, and severity.
  func table(of rules: [RuleDescription], width: Int?) -> Table {
    let rows = self.rows
    // Made only when there is a row: most exports are clean.
    let titles = rows.isEmpty ? [:] : Dictionary(rules.map { ($0.id, $0.title) }, uniquingKeysWith: { $1 })
    var table = Table(columns: [
      .init("findings", isNumber: true), .init("severity"), .init("rule"), .init("title"),
    ])
    for row in rows {
      table.append(
        row: [
          grouped(row.count), row.severity?.description ?? "not judged", row.rule, titles[row.rule] ?? "",
        ], paint: row.severity?.paint ?? .notJudged)
    }
    table.width = width
    return table
  }
}
