import Findings

/// What is printed of the findings by one grouping.
struct GroupTable {
  /// A group with what it is called on paper.
  private struct Row {
    var name: String
    var group: GroupSummary
  }

  private let summary: GroupingSummary
  /// Groups with findings, those first whose records have findings for sure, and what has no group behind them; with
  /// `isWhole` all groups.
  private let rows: [Row]

  init(_ summary: GroupingSummary, isWhole: Bool = false) {
    self.summary = summary
    var groups = summary.groups.filter { isWhole || $0.counts.total > 0 }
    groups.sort { left, right in
      let (first, second) = (left.rate?.low ?? 0, right.rate?.low ?? 0)
      if first != second { return first > second }
      if left.counts.total != right.counts.total { return left.counts.total > right.counts.total }
      return left.name.unicodeScalars.lexicographicallyPrecedes(right.name.unicodeScalars)
    }
    let rest = [Row(name: "(not told)", group: summary.notTold), Row(name: "(others)", group: summary.others)]
    rows = groups.map { Row(name: $0.name, group: $0) } + rest.filter { $0.group.counts.total > 0 }
  }

  /// A row for each group. `width` are the columns of the terminal.
  func table(width: Int?) -> Table {
    let hasUnjudged = rows.contains { $0.group.counts.notJudged > 0 }
    let numbers =
      ["findings", "errors", "warnings", "infos"] + (hasUnjudged ? ["not judged"] : [])
      + ["affected", "records", "rate", "95 %"]
    var table = Table(
      columns: numbers.map { .init($0, isNumber: true) } + [.init(summary.grouping.rawValue)])
    for row in rows {
      let counts = row.group.counts
      let found = [counts.total, counts.error, counts.warning, counts.info] + (hasUnjudged ? [counts.notJudged] : [])
      table.append(
        row: (found + [counts.recordsWithFindings, row.group.recordCount]).map(grouped) + [
          row.group.rate.map { percentage($0.ratio) + " %" } ?? "-", row.group.rate.map(\.interval) ?? "-", row.name,
        ])
    }
    table.width = width
    return table
  }

  /// How many groups there are: `12 annotators, 5 of them without findings`.
  var extent: String {
    let clean = summary.groups.count { $0.counts.total == 0 }
    let all =
      "\(grouped(summary.groups.count)) \(summary.groups.count == 1 ? summary.grouping.rawValue : summary.grouping.plural)"
    let more = summary.others.recordCount > 0 ? " and others" : ""
    return "\(all)\(more), \(grouped(clean)) without findings"
  }

  /// A line for each group, without a place that an editor could take for one:
  /// `annotator anna: 12 findings in 11 of 240 records, 4.6 % (2.6–8.0 %)`.
  func appendLines(to output: inout ReportText) {
    for row in rows {
      output.append("assay: \(summary.grouping.rawValue) ")
      output.appendPrintable(row.name, atMost: PrintLimit.name)
      let counts = row.group.counts
      output.append(": \(counted(counts.total, "finding"))")
      output.append(" in \(grouped(counts.recordsWithFindings)) of \(counted(row.group.recordCount, "record"))")
      if let rate = row.group.rate { output.append(", \(percentage(rate.ratio)) % (\(rate.interval))") }
      output.append("\n")
    }
  }
}

extension Rate {
  /// `2.6–8.0 %`.
  fileprivate var interval: String { "\(percentage(low))–\(percentage(high)) %" }
}
