/// Findings by one grouping: what each of its groups had. Every finding of the run is in a group, in `notTold` or in
/// `others`; in several groups when its record is in several batches.
public struct GroupingSummary: Hashable, Sendable {
  /// By what they are grouped.
  public var grouping: Grouping
  /// In the order in which the inputs name them.
  public var groups: [GroupSummary]
  /// What has no group: the record does not tell, or the finding is about a whole input or run.
  public var notTold: GroupSummary
  /// What is in groups beyond those that are remembered. A record counts once for each of them.
  public var others: GroupSummary

  /// The groups of one grouping.
  public init(_ grouping: Grouping, groups: [GroupSummary], notTold: GroupSummary, others: GroupSummary) {
    self.grouping = grouping
    self.groups = groups
    self.notTold = notTold
    self.others = others
  }
}

/// One group of findings, and the records they are from.
public struct GroupSummary: Hashable, Sendable {
  /// As the records call it; empty for what has no group.
  public var name: String
  /// Records of the group, with findings and without.
  public var recordCount: Int
  /// Its findings. A record counts as one with findings when one of them is in this group.
  public var counts: FindingCounts
  /// The part of its records that have findings; `nil` without records, and where records count more than once.
  public var rate: Rate?

  /// A group.
  public init(name: String = "", recordCount: Int = 0, counts: FindingCounts = FindingCounts(), rate: Rate? = nil) {
    self.name = name
    self.recordCount = recordCount
    self.counts = counts
    self.rate = rate
  }
}

/// A part of a whole, and how sure it is: a group of two records says little of whoever made them.
public struct Rate: Hashable, Sendable {
  /// From 0 to 1.
  public var ratio: Double
  /// The ends of the Wilson score interval with a confidence of 0.95.
  public var low, high: Double

  /// A ratio within an interval.
  public init(ratio: Double, low: Double, high: Double) {
    self.ratio = ratio
    self.low = low
    self.high = high
  }
}
