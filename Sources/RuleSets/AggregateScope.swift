public import CEL

/// What messages of aggregates may use: there is no record that they are about.
public struct AggregateScope: Sendable {
  /// The variables.
  public let environment: CELEnvironment
  /// As for other messages.
  public let params, now: Int
  /// What the group is called, empty when there is one only.
  public let group: Int
  /// How many subjects the group has, how many of them count against the limit, and the ratio of the two.
  public let subjects, counted, ratio: Int
  /// How it is beyond its limit, in words.
  public let excess: Int
  /// The value that it is about: the rarest of several, the only one, a number too far from the others.
  public let value: Int
  /// The different values, those that most subjects have, with their numbers; and how many there are.
  public let values, distinct: Int
  /// The median, the smallest and the largest number of the group.
  public let median, smallest, largest: Int

  private init() {
    var environment = CELEnvironment.assay
    params = environment.declare("params")
    now = environment.declare("now", .timestamp)
    group = environment.declare("group", .string)
    subjects = environment.declare("subjects", .int)
    counted = environment.declare("counted", .int)
    ratio = environment.declare("ratio", .double)
    excess = environment.declare("excess", .string)
    value = environment.declare("value")
    values = environment.declare("values", .string)
    distinct = environment.declare("distinct", .int)
    median = environment.declare("median", .double)
    smallest = environment.declare("smallest", .double)
    largest = environment.declare("largest", .double)
    self.environment = environment
  }

  /// The variables, where parameters are of the type `params`.
  func environment(params type: CELType) -> CELEnvironment {
    var environment = environment
    environment.declare("params", type)
    return environment
  }

  /// The same for all aggregates.
  public static let standard = AggregateScope()
}
