/// By what findings are counted together.
public enum Grouping: String, Hashable, Sendable, CaseIterable {
  case rule
  /// The kind of the asset: image, video, …
  case kind
  /// What a delivery or a piece of work is called. A record may be in several.
  case batch
  /// Who made the labels.
  case annotator
  /// How far the work on the asset has come.
  case stage
  /// What a label says that something is.
  case `class`

  /// Those that the format of the records tells, not the finding itself.
  public static let ofRecords = allCases.filter { $0 != .rule }

  /// How many names a finding has at most: those at the beginning of a list.
  public var mostNames: Int { self == .batch ? 16 : 1 }

  /// `batches`.
  public var plural: String { rawValue + (self == .batch || self == .class ? "es" : "s") }
}

/// What a finding can be put down to, as far as its record tells: the kind of asset, who labelled it, in which batch.
public struct AttributionPart: Hashable, Sendable {
  /// What is told.
  public var grouping: Grouping
  /// A text of the data, cut to a readable length.
  public var value: String

  /// The `value` of what is called `grouping`.
  public init(_ grouping: Grouping, _ value: String) {
    self.grouping = grouping
    self.value = value
  }
}
