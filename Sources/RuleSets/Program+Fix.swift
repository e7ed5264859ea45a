public import CEL
public import Findings
public import JSONReading

extension Program {
  /// How what a rule finds is put right.
  public struct Fix: Sendable {
    /// What is done, as one tells somebody to.
    public let title: String
    /// Whether it is applied unasked.
    public let safety: Findings.Fix.Safety
    /// For which findings it is; `nil` for all. In the environment of the rule's message, as all its expressions.
    public let condition: CELExpression?
    /// What is changed; `nil`: where the finding points to.
    public let place: PlacePath?
    /// What becomes of it.
    public let action: Action

    /// What becomes of a value.
    public enum Action: Sendable {
      /// It becomes another, also when it is missing.
      case set(CELExpression)
      /// Some of its members become others, or are put in.
      case setMembers([(key: JSONKey, value: CELExpression)])
      /// It is taken out of the array or object around it.
      case remove
      /// The member is called otherwise.
      case rename(CELExpression)
    }
  }
}
