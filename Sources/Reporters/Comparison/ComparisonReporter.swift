public import Findings

/// Writes how two exports differ: `start`, then each difference, then each finding that only one has, then `finish`.
///
/// What it appends to `output` may be taken away between calls. The same calls append the same bytes.
public protocol ComparisonReporter: Sendable {
  /// Begins the report.
  mutating func start(_ run: RunStart, to output: inout ReportText)
  /// Adds an asset that differs.
  mutating func write(_ difference: AssetDifference, to output: inout ReportText)
  /// Adds a finding that only the second export has, or only the first.
  mutating func write(_ finding: Finding, isNew: Bool, to output: inout ReportText)
  /// Ends the report with what is known only now.
  mutating func finish(_ summary: ComparisonSummary, to output: inout ReportText)
}

/// The formats a comparison can be reported in; the raw value is the name on the command line.
public enum ComparisonFormat: String, Hashable, Sendable, CaseIterable {
  /// For people: a line a difference, tables of what moved, and the verdict.
  case text
  /// For programs: one object, with everything.
  case json
  /// For comments: a page in Markdown.
  case markdown

  /// A reporter that writes this format. Heeds `color` and `maxShown`.
  public func reporter(options: ReportOptions = ReportOptions()) -> any ComparisonReporter {
    switch self {
    case .text: ComparisonTextReporter(options: options)
    case .json: ComparisonJSONReporter()
    case .markdown: ComparisonMarkdownReporter(options: options)
    }
  }
}
