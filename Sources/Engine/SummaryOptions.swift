public import Findings

/// What a run tells beside its findings. Nothing unless told: it is work on every record.
public struct SummaryOptions: Hashable, Sendable {
  /// By what findings are counted, as far as the format of the records tells it.
  public var groupings: [Grouping] = []
  /// Whether the contents of the records are counted, as the format says.
  public var wantsContents = false
  /// Whether findings carry what they can be put down to.
  public var wantsAttribution = false
  /// Whether findings carry what a picture is drawn from.
  public var wantsEvidence = false
  /// Whether findings carry how they can be put right.
  public var wantsFixes = false

  /// Nothing.
  public init() {}

  /// Whether findings have to know it.
  var needsAttribution: Bool { wantsAttribution || groupings.contains { $0 != .rule } }
  /// Whether records have to be looked at.
  var needsContents: Bool { wantsContents || groupings.contains { $0 != .rule } }
}
