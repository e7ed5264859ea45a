public import Findings

/// Writes each finding as a JSON object on a line of its own (`Schemas/finding.schema.json`) as it appears. The last
/// line is the object that `JSONReporter` writes, without `findings`; a stream without it was cut off.
public struct JSONLinesReporter: Reporter {
  private var run: RunStart?

  /// A reporter for one run.
  public init() {}

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) { self.run = run }

  /// Writes one line.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    output.appendJSON(finding)
    output.append("\n")
  }

  /// Writes the last line.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    output.append("{")
    if let run {
      output.appendJSONMembers(run)
      output.append(",")
    }
    output.appendJSONMembers(summary)
    output.append("}\n")
  }
}
