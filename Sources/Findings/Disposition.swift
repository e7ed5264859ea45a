/// Whether a finding counts, or why it does not.
///
/// One that does not count changes neither the verdict nor the numbers of findings and of records that have some. The
/// ledger counts it all the same: its rule did fail.
public enum Disposition: Hashable, Sendable {
  /// Nobody has accepted it. It counts.
  case new
  /// It is in the baseline.
  case known
  /// A suppression covers it, for this reason and until the end of this day: `2026-03-01`.
  case suppressed(reason: String, until: String? = nil)
}

/// Decides whether findings count.
///
/// It is asked once about every finding that says that a rule failed, in the order of the report and by one thread at a
/// time. It is never asked about what was not judged: nobody can accept what nobody knows.
public protocol Triage: AnyObject, Sendable {
  /// What it makes of `finding`, whose texts may hold credentials.
  func disposition(of finding: Finding) -> Disposition

  /// The rules by which it judges itself; none unless told.
  var rules: [RuleDescription] { get }

  /// Asked once, behind the last finding: what these rules found, and an entry for each of them, in their order.
  func finish() -> (findings: [Finding], ledger: [LedgerEntry])
}

extension Triage {
  /// None.
  public var rules: [RuleDescription] { [] }

  /// Nothing.
  public func finish() -> (findings: [Finding], ledger: [LedgerEntry]) { ([], []) }
}
