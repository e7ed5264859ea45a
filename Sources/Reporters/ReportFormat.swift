/// The formats a run can be reported in; the raw value is the name on the command line.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  /// For people: each finding with its source line, then a summary and a verdict.
  case text
  /// For editors and `grep`: a finding a line.
  case concise
  /// For programs: one object.
  case json
  /// For streams: a finding a line, then the rest of the object.
  case jsonl
  /// For continuous integration: JUnit XML.
  case junit

  /// Whether it tells the digests of the rule sets.
  public var tellsDigests: Bool {
    switch self {
    case .text, .concise: false
    case .json, .jsonl, .junit: true
    }
  }

  /// Whether it tells findings by group and the contents of the records.
  public var tellsContents: Bool { self == .json || self == .jsonl }

  /// Whether it says of findings what they can be put down to.
  public func tellsAttribution(_ options: ReportOptions) -> Bool {
    tellsContents || (self == .junit && options.junitDialect == .rich)
  }

  /// A reporter that writes this format.
  public func reporter(options: ReportOptions = ReportOptions()) -> any Reporter {
    switch self {
    case .text: TextReporter(options: options)
    case .concise: ConciseReporter(options: options)
    case .json: JSONReporter()
    case .jsonl: JSONLinesReporter()
    case .junit: JUnitReporter(options: options)
    }
  }
}
