public import CEL
public import Findings

extension Program {
  /// Where records tell what their findings can be put down to.
  public struct Attribution: Sendable {
    /// What is told.
    public let grouping: Grouping
    /// Where it may stand, what counts first.
    public let sources: [Source]
  }

  /// A member of a subject.
  public struct Source: Sendable {
    /// The subject's position in the format.
    public let subject: Int
    /// From the subject to the value.
    public let path: MemberPath
  }

  /// Something that is counted or measured over a run.
  public struct Content: Sendable {
    /// The format definition's name for it.
    public let name: String
    /// What is counted.
    public let scope: SubjectScope
    /// Only subjects are counted for which this is true; `nil` for all.
    public let condition: CELExpression?
    /// What groups are made by.
    public let groups: [(name: String, expression: CELExpression)]
    /// What is measured; `nil` when subjects are counted only.
    public let value: CELExpression?
  }
}

extension Program.Format {
  /// The groupings that records of the format tell.
  public var groupings: [Grouping] {
    Grouping.ofRecords.filter { grouping in
      grouping == .kind ? !kinds.isEmpty : attributions.contains { $0.grouping == grouping }
    }
  }
}
