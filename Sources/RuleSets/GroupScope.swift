import CEL

/// What the expression of a rule about groups may use beside the subject, as slots of an activation.
public struct GroupScope: Sendable {
  /// The member before the subject and the one behind it; `null` at the ends of the group.
  public let previous, next: Int
  /// The ends of the group.
  public let first, last: Int
  /// Where the subject is in the group, from 0, and how many members the group has.
  public let position, count: Int

  /// The names of other members.
  static let memberNames = ["previous", "next", "first", "last"]
  /// All names.
  static let names = memberNames + ["position", "count"]

  /// Declares them in `environment`; the members are of the type `member`.
  init(in environment: inout CELEnvironment, member: CELType) {
    previous = environment.declare("previous", member)
    next = environment.declare("next", member)
    first = environment.declare("first", member)
    last = environment.declare("last", member)
    position = environment.declare("position", .int)
    count = environment.declare("count", .int)
  }
}
