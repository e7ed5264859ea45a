/// Whether a finding counts, or why it does not.
///
/// One that does not count changes neither the verdict nor the numbers of findings and of records that have some. The
/// ledger counts it all the same: its rule did fail.
public enum Disposition: Hashable, Sendable {
  /// Nobody has accepted it. It counts.
  case new
  /// It is in the baseline.
  case known
  /// A suppression covers it, for this reason.
  case suppressed(reason: String)
}

/// Decides whether findings count.
///
/// It is asked once about every finding that says that a rule failed, in the order of the report and by one thread at a
/// time. It is never asked about what was not judged: nobody can accept what nobody knows.
public protocol Triage: AnyObject, Sendable {
  /// What it makes of `finding`, whose texts may hold credentials.
  func disposition(of finding: Finding) -> Disposition
}
