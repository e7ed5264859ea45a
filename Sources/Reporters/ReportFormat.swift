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
  /// For code scanning, of GitHub and others: SARIF.
  case sarif
  /// For GitHub's workflows: commands that become annotations.
  case github
  /// For GitLab: a Code Quality report.
  case gitlab
  /// For reviewdog: a diagnostic a line.
  case rdjsonl
  /// For review tools: the XML of Checkstyle.
  case checkstyle
  /// For comments and job summaries: a page in Markdown.
  case markdown
  /// For browsers: one page that needs nothing else.
  case html

  /// Whether it tells the digests of the rule sets.
  public var tellsDigests: Bool {
    switch self {
    case .json, .jsonl, .junit, .html: true
    case .text, .concise, .sarif, .github, .gitlab, .rdjsonl, .checkstyle, .markdown: false
    }
  }

  /// Whether it shows source lines, or counts in them.
  public var readsExcerpts: Bool { self == .text || self == .rdjsonl || self == .html }

  /// Whether it draws what findings are about.
  public var drawsEvidence: Bool { self == .html }

  /// Whether it tells findings by group and the contents of the records.
  public var tellsContents: Bool { self == .json || self == .jsonl || self == .html }

  /// Whether it tells findings that do not count, too, and says of each whether it counts. All others are for people and
  /// tools that take whatever they are told for a defect.
  public var tellsAccepted: Bool { self == .json || self == .jsonl || self == .sarif || self == .junit }

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
    case .sarif: SARIFReporter()
    case .github: GitHubReporter()
    case .gitlab: GitLabReporter()
    case .rdjsonl: ReviewdogReporter()
    case .checkstyle: CheckstyleReporter()
    case .markdown: MarkdownReporter(options: options)
    case .html: HTMLReporter()
    }
  }
}
