public import Findings

/// Writes the report as one JSON object, described by `Schemas/report.schema.json`: a finding a line, and behind the
/// findings whatever is known only at the end.
public struct JSONReporter: Reporter {
  private var isFirst = true

  /// A reporter for one run.
  public init() {}

  /// Writes the tool and the rule sets, and opens the array of findings.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    output.append("{")
    output.appendJSONMembers(run)
    output.append(",\n\"findings\":[")
  }

  /// Writes one element of `findings`.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    output.append(isFirst ? "\n" : ",\n")
    isFirst = false
    output.appendJSON(finding)
  }

  /// Closes the findings and writes the verdict, the inputs, the counts and the ledger.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    output.append(isFirst ? "],\n" : "\n],\n")
    output.appendJSONMembers(summary, lineBreak: "\n")
    output.append("}\n")
  }
}
