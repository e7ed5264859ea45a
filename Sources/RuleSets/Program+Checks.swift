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
    /// A key that has the same value everywhere.
    case consistent(Consistency)
    /// Keys that something has.
    case references(References)
    /// How many subjects of the run are such.
    case aggregate(Aggregate)
    /// The subject keeps to this schema.
    case schema(CompiledSchema)

    /// What is evaluated on the subject to judge.
    var expressions: [CELExpression] {
      switch self {
      case .assert(let expression), .unique(let expression, _): [expression]
      // Findings point to the value, which is what differs.
      case .consistent(let consistency): [consistency.value] + consistency.key
      case .require, .forbid, .schema: []
      case .references(let references): references.keys.expressions
      case .aggregate(let aggregate): aggregate.expressions
      }
    }

    /// How many members there are on the ways to those that it requires.
    var requiredMemberCount: Int {
      if case .require(let paths) = self { paths.reduce(0) { $0 + $1.keys.count } } else { 0 }
    }
  }

  /// A value that depends on a key.
  public struct Consistency: Sendable {
    /// What has one value: all of these together. Of a list that is written out, the elements: each by itself is mostly
    /// simple.
    public let key: [CELExpression]
    /// The value.
    public let value: CELExpression
    /// Within what it is the same.
    public let within: KeyScope
  }

  /// References by key from one thing to another.
  public struct References: Sendable {
    /// The keys of a subject, by which it refers.
    public let keys: ReferenceKeys
    /// What they refer to.
    public let target: SubjectScope
    /// The key of that.
    public let targetKey: CELExpression
    /// Whether that is a list of keys.
    public let hasTargetManyKeys: Bool
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
}
