/// What records hold, counted or measured as the format definition says.
public struct ContentSummary: Hashable, Sendable {
  /// `objects`, `boxWidth`: the definition's name for it.
  public var name: String
  /// What the groups are made by, in order: `class`, `geometry`. Empty when there is one group only.
  public var keys: [String]
  /// In the order in which they were met.
  public var groups: [ContentGroup]
  /// Subjects that are in groups beyond those that are remembered.
  public var otherCount: Int

  /// A summary of what is called `name`.
  public init(name: String, keys: [String], groups: [ContentGroup], otherCount: Int) {
    self.name = name
    self.keys = keys
    self.groups = groups
    self.otherCount = otherCount
  }
}

/// Subjects that are alike.
public struct ContentGroup: Hashable, Sendable {
  /// A value for each key of the summary, cut to a readable length; `nil` where the record tells none.
  public var values: [String?]
  /// How many there are.
  public var count: Int
  /// How their values are distributed, when something of them is measured.
  public var distribution: Distribution?

  /// A group of `count` subjects.
  public init(values: [String?], count: Int, distribution: Distribution? = nil) {
    self.values = values
    self.count = count
    self.distribution = distribution
  }
}

/// How numbers are distributed, in a few words.
public struct Distribution: Hashable, Sendable {
  /// The least and the greatest.
  public var least, greatest: Double
  /// One of the numbers: the median, or one below it by less than a sixty-fourth part.
  public var median: Double
  /// All of them added up.
  public var sum: Double

  /// A distribution.
  public init(least: Double, median: Double, greatest: Double, sum: Double) {
    self.least = least
    self.median = median
    self.greatest = greatest
    self.sum = sum
  }
}
