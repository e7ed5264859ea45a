public import CEL
public import Findings
public import JSONReading

extension Program {
  /// Other severities of rules in some of the records. Of several for one rule that apply to a record, the last one counts.
  public struct Overrides: Sendable {
    /// What the conditions may use: the record, and subjects that are the whole record.
    public let scope: SubjectScope
    /// The parameters of the conditions.
    public let params: JSONDocument
    /// In the order of the rule sets.
    public let overrides: [Override]
  }

  /// Other severities of rules in the records for which a condition holds.
  public struct Override: Sendable {
    /// When it applies.
    public let condition: CELExpression
    /// What becomes of rules; without a severity they are off.
    public let changes: [Change]
    /// The same as it is written.
    public let conditionText: String
    /// Where it stands: `team.yaml:12`.
    public let origin: String

    /// What becomes of one rule.
    public struct Change: Sendable {
      /// The rule's position in the program.
      public let rule: Int
      /// `nil`: off.
      public let severity: Severity?
    }
  }
}
