public import Findings

/// Writes the findings of one run in one format, in the order given: `start`, then each finding, then `finish`.
///
/// What it appends to `output` may be taken away between calls, so memory stays flat however many findings there are.
/// The same calls append the same bytes.
public protocol Reporter: Sendable {
  /// Begins the report.
  mutating func start(_ run: RunStart, to output: inout ReportText)
  /// Adds one finding.
  mutating func write(_ finding: Finding, to output: inout ReportText)
  /// Ends the report with what is known only now.
  mutating func finish(_ summary: RunSummary, to output: inout ReportText)
}
