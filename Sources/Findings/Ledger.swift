/// What became of one rule over a whole run. `seen = judged + notApplicable + errored`, `judged = passed + failed`.
public struct LedgerEntry: Hashable, Sendable {
  /// As the rule set spells it.
  public var rule: String
  /// The severity in force.
  public var severity: Severity
  /// Subjects the rule met, whether it applies to them or not.
  public var seen = 0
  /// Subjects for which the rule held, and for which it did not.
  public var passed = 0, failed = 0
  /// Subjects for which the rule's `where` was false.
  public var notApplicable = 0
  /// Subjects for which an expression of the rule erred.
  public var errored = 0

  /// An entry with nothing counted yet.
  public init(rule: String, severity: Severity) {
    self.rule = rule
    self.severity = severity
  }

  /// Subjects that passed or failed.
  public var judged: Int { passed + failed }

  /// Whether the rule matched nothing at all: a typing error in a selector looks like this.
  public var isVacuous: Bool { seen == notApplicable }

  /// Adds what another part of the run counted for the same rule.
  public mutating func add(_ other: LedgerEntry) {
    seen += other.seen
    passed += other.passed
    failed += other.failed
    notApplicable += other.notApplicable
    errored += other.errored
  }
}
