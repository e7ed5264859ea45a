public import CEL
public import JSONSchema

extension Program {
  /// The one question that a rule asks.
  public enum Check: Sendable {
    /// These members exist and are not null.
    case require([MemberPath])
    /// This is true.
    case assert(CELExpression)
    /// The subject does not exist. Judged once for each record in which what is in front of the conditions that the rule's
    /// path puts selects something.
    case forbid
    /// This value occurs once.
    case unique(key: CELExpression, within: KeyScope)
    /// This value is the same in all subjects that have it.
    case same(key: CELExpression, within: KeyScope)
    /// Keys that something has.
    case references(References)
    /// How many subjects of the run are such.
    case aggregate(Aggregate)
    /// The subject keeps to this schema.
    case schema(CompiledSchema)

    /// What is evaluated on the subject to judge.
    var expressions: [CELExpression] {
      switch self {
      case .assert(let expression), .unique(let expression, _), .same(let expression, _): [expression]
      case .require, .forbid, .schema: []
      case .references(let references): references.keys.expressions
      case .aggregate(let aggregate): [aggregate.question] + (aggregate.group.map { [$0] } ?? [])
      }
    }

    /// How many members there are on the ways to those that it requires.
    var requiredMemberCount: Int {
      if case .require(let paths) = self { paths.reduce(0) { $0 + $1.keys.count } } else { 0 }
    }
  }

  /// References by key from one thing to another.
  public struct References: Sendable {
    /// The keys of a subject, by which it refers.
    public let keys: ReferenceKeys
    /// What they refer to.
    public let target: SubjectScope
    /// The key of that.
    public let targetKey: CELExpression
    /// Within what it is looked for.
    public let within: KeyScope
  }

  /// The keys by which a subject refers.
  public enum ReferenceKeys: Sendable {
    /// An expression for each.
    case each([ReferenceKey])
    /// A list of all.
    case all(ReferenceKey)

    /// The expressions, in their order.
    public var expressions: [CELExpression] {
      switch self {
      case .each(let keys): keys.map(\.expression)
      case .all(let keys): [keys.expression]
      }
    }
  }

  /// A key by which a subject refers, or a list of such keys.
  public struct ReferenceKey: Sendable {
    /// Its value.
    public let expression: CELExpression
    /// Where it stands; `nil` for the subject.
    public let place: PlacePath?
  }

  /// A count over the subjects of a run.
  public struct Aggregate: Sendable {
    /// Whether a subject counts against the limit.
    public let question: CELExpression
    /// What groups are made by; `nil` for one group.
    public let group: CELExpression?
    /// The same as it is written.
    public let groupText: String?
    /// What each group keeps to.
    public let limit: AggregateLimit
  }

  /// What a group of an aggregate keeps to. A group with fewer than `leastSubjects` subjects does.
  public struct AggregateLimit: Hashable, Sendable, CustomStringConvertible {
    /// The largest part of the subjects that may count, from 0 to less than 1.
    public var ratio: Double?
    /// How many subjects may count at most.
    public var count: Int?
    /// 1 or more.
    public var leastSubjects = 1
    /// How sure it must be that the ratio is beyond its limit, between 0 and 1; `nil`: the ratio itself is compared.
    public var confidence: Double?
    /// With more groups, the run is incomplete. Each takes a few hundred bytes.
    public var mostGroups = 10_000

    /// As a rule file writes it.
    public var description: String {
      var parts: [String] = []
      if let ratio { parts.append("ratio: \(ratio)") }
      if let count { parts.append("count: \(count)") }
      if leastSubjects > 1 { parts.append("min_count: \(leastSubjects)") }
      if let confidence { parts.append("confidence: \(confidence)") }
      if mostGroups != Self().mostGroups { parts.append("groups: \(mostGroups)") }
      return "limit {\(parts.joined(separator: ", "))}"
    }
  }
}
