public import CEL

extension Program {
  /// What is asked of the subjects of a whole run, group by group.
  public struct Aggregate: Sendable {
    /// What is measured of them.
    public let measure: AggregateMeasure
    /// What groups are made by; `nil` for one group.
    public let group: CELExpression?
    /// What each group keeps to.
    public let limit: AggregateLimit

    /// What is evaluated on each subject.
    var expressions: [CELExpression] { [measure.expression] + (group.map { [$0] } ?? []) }
  }

  /// What an aggregate measures of the subjects of a group.
  public enum AggregateMeasure: Sendable {
    /// How many are such.
    case count(CELExpression)
    /// Which values they have, and how often.
    case distinct(CELExpression)
    /// How their numbers are distributed.
    case spread(CELExpression)

    /// What is evaluated on each subject.
    public var expression: CELExpression {
      switch self {
      case .count(let expression), .distinct(let expression), .spread(let expression): expression
      }
    }
  }

  /// What a group of an aggregate keeps to. A group with fewer than `leastSubjects` subjects does.
  public struct AggregateLimit: Hashable, Sendable {
    /// The largest part of the subjects that may count, from 0 to less than 1.
    public var ratio: Double?
    /// How many subjects may count at most.
    public var count: Int?
    /// How many different values there may be at most, and how many there are at least.
    public var most, least: Int?
    /// The part of the subjects that have the same value, at least, from 0 to less than 1.
    public var share: Double?
    /// How many interquartile ranges a number may be beyond the quartiles, more than 0.
    public var interquartileRanges: Double?
    /// How many times the median, or which fraction of it, a number may be; more than 1.
    public var factor: Double?
    /// How far the smallest and the largest number may be apart.
    public var range: Double?
    /// On which side of the median numbers are too far from it; `nil`: on both.
    public var side: Side?
    /// What is too far from the median.
    public var judged = Judged.values
    /// How many numbers of a group are told one by one on each side: those farthest away.
    public var mostPlaces: Int?
    /// 1 or more; `nil`: 1.
    public var leastSubjects: Int?
    /// How sure it must be that the ratio is beyond its limit, between 0 and 1; `nil`: the ratio itself is compared.
    public var confidence: Double?
    /// With more groups, the run is incomplete. Each takes a few hundred bytes. `nil`: 10 000.
    public var mostGroups: Int?

    /// A side of the median.
    public enum Side: String, Sendable {
      case above, below
    }

    /// What is compared with the median.
    public enum Judged: String, Sendable {
      /// Each number of a group, with the median of the group.
      case values
      /// The median of each group, with the median of all numbers.
      case groups
    }

    /// How many numbers of a group are told on each side where the limit does not say.
    public static let standardPlaces = 5
    /// How many groups there may be where the limit does not say.
    public static let standardGroups = 10_000

    /// Whether numbers are compared with a median.
    public var hasOutliers: Bool { interquartileRanges != nil || factor != nil }
  }
}
