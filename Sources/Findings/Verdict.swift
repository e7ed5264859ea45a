/// The answer of a run.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// Every rule judged every record it applies to, and nothing reached the failure level.
  case passed
  /// Everything was judged; at least one finding reached the failure level.
  case failed
  /// Something could not be judged, so nobody may rely on the rest. Wins over `failed`.
  case incomplete

  /// The verdict of a run in which `counts` were found in `recordCount` records.
  public init(counts: FindingCounts, recordCount: Int, isComplete: Bool, policy: Policy) {
    if !isComplete {
      self = .incomplete
    } else if policy.breach(by: counts, of: recordCount) != nil {
      self = .failed
    } else {
      self = .passed
    }
  }

  /// The exit status that tells it: 0, 1 or 3.
  public var exitCode: Int32 {
    switch self {
    case .passed: 0
    case .failed: 1
    case .incomplete: 3
    }
  }
}

/// From which severity on findings make a run fail.
public enum FailureLevel: String, Hashable, Sendable, CaseIterable {
  case error, warning, info, never

  /// The lowest severity that fails, `nil` for `never`.
  public var severity: Severity? {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    case .never: nil
    }
  }
}

/// How many findings a run had, by severity.
public struct FindingCounts: Hashable, Sendable {
  /// New findings of rules that failed.
  public var error = 0, warning = 0, info = 0
  /// Findings that say that something was not judged.
  public var notJudged = 0
  /// Findings of rules that failed that are in the baseline, and those that suppressions cover.
  public var known = 0, suppressed = 0
  /// Records with at least one finding that counts, of any kind, and with at least one such error.
  public var recordsWithFindings = 0, recordsWithErrors = 0
  /// New errors that are about no record, such as those of limits over the whole run.
  public var errorsOfNoRecord = 0

  /// Nothing counted.
  public init() {}

  /// Counts one finding. Whether its record has others is the caller's to know.
  public mutating func add(_ finding: Finding) {
    guard finding.outcome == .failed else {
      notJudged += 1
      return
    }
    switch (finding.disposition, finding.severity) {
    case (.known, _): known += 1
    case (.suppressed, _): suppressed += 1
    case (.new, .error):
      error += 1
      if finding.location.record == nil { errorsOfNoRecord += 1 }
    case (.new, .warning): warning += 1
    case (.new, .info): info += 1
    }
  }

  /// New findings of rules that failed.
  public var new: Int { error + warning + info }

  /// All findings that count.
  public var total: Int { new + notJudged }
}
