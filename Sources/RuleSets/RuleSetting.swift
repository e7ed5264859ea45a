/// Something about a rule that is in force, with where it is said.
public struct RuleSetting: Hashable, Sendable {
  /// A value and its place.
  public struct Statement: Hashable, Sendable {
    /// The value as a rule file writes it, on one line.
    public var value: String
    /// `team.yaml:12`, `--param`; `nil` for what holds when nobody says anything.
    public var place: String?
  }

  /// The key, as in a rule file: `severity`.
  public var name: String
  /// What is in force.
  public var inForce: Statement
  /// What it took the place of, the latest first.
  public var replaced: [Statement]

  /// `info  # team.yaml:12, was error in base.yaml:7`.
  public var description: String {
    let origins = replaced.map { "was \($0.value)" + ($0.place.map { " in \($0)" } ?? "") }
    return "\(inForce.value)  # \(([inForce.place ?? "default"] + origins).joined(separator: ", "))"
  }
}
