public import Findings

/// What a user may choose about reports. Each field says which formats heed it; JSON and JSON Lines are always whole.
public struct ReportOptions: Hashable, Sendable {
  /// Which description of JUnit XML the `junit` format keeps to.
  public enum JUnitDialect: String, Hashable, Sendable, CaseIterable {
    /// Valid against `junit-10.xsd` of Jenkins' xUnit plugin.
    case strict = "xsd"
    /// With more attributes than that schema knows: the file and line of a test case, the number of skipped ones.
    case rich
  }

  /// What a test case of the `junit` format is about.
  public enum JUnitCases: String, Hashable, Sendable, CaseIterable {
    /// A rule, in each file: those that were kept are seen, too.
    case rule
    /// An asset (any record) in which something was found; all others of a file share a case.
    case asset
    /// A finding; rules that found nothing in a file have a case each.
    case finding
  }

  /// `text`: paints with ANSI escape sequences.
  public var color: Bool
  /// `text`, `concise`: how many findings are shown at most, `nil` for all. Totals stay exact and are printed beside it.
  public var maxShown: Int?
  /// `text`: prints nothing when the run passed, else only why it is incomplete and the verdict.
  public var quiet: Bool
  /// `text`: shows findings that suppressions cover, too.
  public var showsSuppressed: Bool
  /// `text`: shows findings that the baseline has, too.
  public var showsKnown: Bool
  /// `text`: prints the whole ledger as a table, even when quiet.
  public var statistics: Bool
  /// `text`: what tables of findings are by, in this order; by rule when there is none. `concise`: the same a line each,
  /// behind the findings. Reporters print those that the run has counted.
  public var groupings: [Grouping]
  /// `text`: columns of the terminal, `nil` when it is none.
  public var width: Int?
  /// `junit`: the dialect.
  public var junitDialect: JUnitDialect
  /// `junit`: what its test cases are about.
  public var junitCases: JUnitCases
  /// `junit`: how many findings a test case lists at most; the number of all of them is in its message.
  public var junitLinesPerCase: Int
  /// `junit` by rule: how many bytes the listed findings of all test cases may fill. GitLab refuses files over 30 MB.
  public var junitByteLimit: Int
  /// `junit`: with more test cases than this the rules that found nothing in a file share one case. GitLab refuses
  /// files of more than 250 000 XML nodes, which an archive of thousands of members would reach.
  public var junitCaseLimit: Int

  /// Options, each with the value that suits an output that is no terminal.
  public init(
    color: Bool = false, maxShown: Int? = nil, quiet: Bool = false, statistics: Bool = false,
    showsSuppressed: Bool = false, showsKnown: Bool = false, groupings: [Grouping] = [], width: Int? = nil,
    junitDialect: JUnitDialect = .strict, junitCases: JUnitCases = .rule, junitLinesPerCase: Int = 100,
    junitByteLimit: Int = 10_000_000, junitCaseLimit: Int = 50_000
  ) {
    self.color = color
    self.maxShown = maxShown
    self.quiet = quiet
    self.statistics = statistics
    self.showsSuppressed = showsSuppressed
    self.showsKnown = showsKnown
    self.groupings = groupings
    self.width = width
    self.junitDialect = junitDialect
    self.junitCases = junitCases
    self.junitLinesPerCase = junitLinesPerCase
    self.junitByteLimit = junitByteLimit
    self.junitCaseLimit = junitCaseLimit
  }
}
