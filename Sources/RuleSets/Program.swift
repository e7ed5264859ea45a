public import CEL
public import Findings
public import JSONPath
public import JSONReading
import SourceText

/// Rule sets compiled for a run: which values to look at, and what to ask of each. Never changes; all workers share it.
public struct Program: Sendable {
  /// The rule sets, as reports name them.
  public internal(set) var ruleSets: [RuleSetDescription]
  /// What the records are.
  public let format: Format
  /// What the rules are about, each with the rules that are about it.
  public let subjects: [Subject]
  /// The rules that are on, in the order of their definition.
  public let rules: [Rule]
  /// Other severities in some of the records; `nil` when there are none.
  public let overrides: Overrides?
  /// The rules that are off, by id, with what says so: `team.yaml:12`, `--skip`.
  public let off: [String: String]
  /// Rules that would be on if there were an ontology, which they ask; in the order of their definition.
  public let rulesWithoutOntology: [RuleDescription]

  /// What the records of an export are: compiled from a format definition.
  public struct Format: Sendable {
    /// `ango`.
    public let name: String
    /// `Ango Hub export`.
    public let title: String
    /// Whether a record may be any JSON value, and not only an object.
    public let takesAnyValue: Bool
    /// The arrays of records that a document has; empty when a document is one array, lines, or one record.
    public let arrays: [RecordArray]
    /// How records may lie; the first that fits applies.
    public let layouts: [Layout]
    /// What the definition names, in its order: what is in records, then what is in the ontology.
    public let subjects: [(name: String, query: JSONPathQuery)]
    /// How many of them are in records.
    let recordSubjectCount: Int
    /// The types of the subjects in expressions, in the same order.
    let types: [CELType]
    /// What is known of a whole record.
    let shape: RecordShape
    /// The type of `params` in expressions: it has the parameters of the rule sets and no others.
    var paramsType: CELType
    /// Whether a record is of this format; `nil` when the definition does not say.
    public let detect: CELExpression?
    /// Where the size of the picture stands that shapes lie on; `nil` when the definition does not say.
    public let frame: (width: Source, height: Source)?
    /// What else a record may be that is given by mistake, with the tests; the first true one wins.
    let others: [(name: String, test: Deferred<CELExpression>)]
    /// The kinds of assets with their tests, of which the first true one wins.
    public let kinds: [(name: String, test: Deferred<CELExpression>)]
    /// All that the variables `kind` and `layout` can be.
    let kindNames, layoutNames: [String]
    /// What identifies a thing in findings, outermost first.
    public let identities: [Identity]
    /// What findings can be put down to, as far as the definition says where that stands.
    public let attributions: [Attribution]
    /// What is counted over a run.
    public internal(set) var contents: Deferred<[Content]>
    /// What `detect` and the kinds may use; `record` has slot 0.
    public let environment: CELEnvironment
    /// The values that the other slots of `environment` hold: the slot, and the subject's position.
    public let variables: [(slot: Int, subject: Int)]

    /// Whether the subject at a position is in the ontology, and not in a record of the export.
    public func isOfOntology(subject position: Int) -> Bool { position >= recordSubjectCount }
  }

  /// Where the identity of something stands.
  public struct Identity: Sendable {
    /// `asset`, `task`, `tool`: a subject of the format.
    public let name: String
    /// The subject's position in the format.
    public let subject: Int
    /// From the subject to its identity.
    public let path: MemberPath
  }

  /// Something that rules are about.
  public final class Subject: Sendable {
    /// What its rules' expressions may use.
    public let scope: SubjectScope
    /// The different `where` expressions of its rules, each once.
    public let conditions: [CELExpression]
    /// Its rules, as positions in the program's rules.
    public let rules: [Int]
    /// The groups that its rules are about, of the subjects for which the only condition is true; `nil` when each subject
    /// is judged by itself.
    public let grouping: GroupQuery?
    /// Whether a condition or a check reads the position or key of a node that a JSONPath selected.
    public let readsPosition: Bool

    init(
      scope: SubjectScope, conditions: [CELExpression], rules: [Int], grouping: GroupQuery?, readsPosition: Bool
    ) {
      self.grouping = grouping
      self.readsPosition = readsPosition
      self.scope = scope
      self.conditions = conditions
      self.rules = rules
    }
  }

  /// How the subjects of a record are grouped.
  public struct GroupQuery: Sendable {
    /// Subjects for which it is equal are a group; `nil`: all of the record.
    public let key: CELExpression?
    /// What the members of a group are sorted by; `nil`: the order of the record.
    public let order: CELExpression?

    /// What is evaluated on each subject.
    var expressions: [CELExpression] { [key, order].compactMap { $0 } }
  }

  /// One rule. A class, as copying one would count references once for each of its parts.
  public final class Rule: Sendable {
    /// What reports say about it.
    public let description: RuleDescription
    /// Its subject, as a position in the program's subjects.
    public let subject: Int
    /// When it applies, as a position in the subject's conditions; `nil` for always.
    public let condition: Int?
    /// What it asks.
    public let check: Check
    private let deferredMessage: Deferred<[MessagePart]>
    /// What a finding of it says.
    public var message: [MessagePart] { deferredMessage.value }
    /// Where a finding of it points to; `nil` for the subject.
    public let place: PlacePath?
    /// The parameters in force for it.
    public let params: JSONDocument
    /// What it means when an expression errs.
    public let onError: OnError
    /// Whether the value at the place of a finding is a secret, which reports hide.
    public let isMasked: Bool
    /// How what it finds is put right; `nil` when it does not say.
    public var fix: Fix? { deferredFix?.value }
    /// The same for people, on one line.
    public let fixText: String?
    private let deferredFix: Deferred<Fix?>?
    /// Records that show what it accepts and finds.
    public let examples: RuleExamples
    /// The most steps that its condition and its check take on one of its subjects, as `CELExpression.cost` counts them;
    /// `nil` for schemas, whose steps depend on the data and are bounded for each record.
    public var cost: Int? {
      if case .schema = check { return nil }
      return expressions.reduce(check.requiredMemberCount) { $0 + $1.cost }
    }
    /// Whether it can be judged only beside an ontology.
    public let needsOntology: Bool
    private let expressions: [CELExpression]
    /// Where it is defined, without the line's text.
    public let definition: RuleSetPlace
    /// The same for people: `ango/recommended:12`.
    public var origin: String { "\(definition.path):\(definition.position.line)" }
    /// The text of its `on`, `where` and check, for people.
    public let source: RuleSource
    /// Everything about it with where it is said; empty when nobody wants it.
    public let settings: [RuleSetting]

    init(
      description: RuleDescription, subject: Int, condition: Int?, check: Check,
      message: Deferred<[MessagePart]>,
      place: PlacePath?, params: JSONDocument, onError: OnError, isMasked: Bool,
      fix: (text: String, made: Deferred<Fix?>)?, examples: RuleExamples,
      definition: RuleSetPlace, source: RuleSource, settings: [RuleSetting], needsOntology: Bool,
      expressions: [CELExpression]
    ) {
      self.description = description
      self.subject = subject
      self.condition = condition
      self.check = check
      deferredMessage = message
      self.place = place
      self.params = params
      self.onError = onError
      self.isMasked = isMasked
      fixText = fix?.text
      deferredFix = fix?.made
      self.examples = examples
      self.expressions = expressions
      self.definition = definition
      self.source = source
      self.settings = settings
      self.needsOntology = needsOntology
    }
  }

  /// A piece of a message.
  public enum MessagePart: Sendable {
    case text(String)
    case expression(CELExpression)
  }

  /// The way from a variable to the place of a finding.
  public struct PlacePath: Sendable {
    /// The slot of the variable where it starts.
    public let slot: Int
    /// Members and elements on the way.
    public let steps: [Step]
    /// What leads to the place where the steps alone do not; they do where its value stands in no record.
    public var expression: (path: CELExpression, params: JSONDocument)?

    /// One step.
    public enum Step: Sendable {
      case member(JSONKey)
      case element(Int)
    }
  }
}

/// A rule's expressions as they are written.
public struct RuleSource: Hashable, Sendable {
  /// The subject's name or JSONPath.
  public var on: String
  /// `nil` when the rule always applies.
  public var condition: String?
  /// The check on one line: `require: metadata.width, metadata.height`.
  public var check: String
}
