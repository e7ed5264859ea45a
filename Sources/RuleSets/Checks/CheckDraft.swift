import CEL
import YAMLReading

/// One kind of question that a rule can ask, as a rule file writes it: how it is read, compiled and told to people.
///
/// A new kind is a file in this folder, a line in `CheckKinds.all`, a case of `Program.Check`, and what the engine does
/// with that.
protocol CheckDraft: SendableMetatype {
  /// The key that makes a rule one of this kind.
  static var key: FileKey { get }
  /// Other keys of the rule that belong to this kind alone, and that it needs.
  static var companions: [FileKey] { get }
  /// Other keys of the rule that belong to this kind alone, and that it may have.
  static var options: [FileKey] { get }
  /// Keys of rules that have no place beside this kind.
  static var excludedKeys: [String] { get }
  /// Reads the value of the key. `rule` is the whole rule. What is wrong is reported in `file`, and then there is no check.
  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile)
  /// What the rule is about, when the check says that and not the rule.
  var subjects: [RuleDraft.Sited<String>] { get }
  /// Where the rule applies, when the check says that and not the rule.
  var condition: RuleDraft.Sited<String>? { get }
  /// The groups of subjects that the check compares within; `nil` when each is judged by itself.
  var group: GroupDraft? { get }
  /// Whether a record alone tells what the check finds in it.
  var isAboutOneRecord: Bool { get }
  /// The check for people, on one line: `unique: asset.externalId within export`.
  var source: String { get }
  /// Parameters that the check reads beside those of its expressions.
  var parameterNames: [String] { get }
  /// What a finding says when the rule does not: a template.
  var standardMessage: String { get }
  /// What messages may use.
  func messageEnvironment(in scope: SubjectScope) -> CELEnvironment
  /// Those variables of messages that such a check alone gives a value.
  var messageNames: Set<String> { get }
  /// Changed versions of the check, which its rule's examples should tell from it.
  var mutations: [Mutation<any CheckDraft>] { get }
  /// The check about the subject of `scope`; `nil` when something is wrong, which is reported.
  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check?
}

extension CheckDraft {
  static var companions: [FileKey] { [] }
  static var options: [FileKey] { [] }
  static var excludedKeys: [String] { [] }
  var subjects: [RuleDraft.Sited<String>] { [] }
  var condition: RuleDraft.Sited<String>? { nil }
  var group: GroupDraft? { nil }
  var isAboutOneRecord: Bool { true }
  var parameterNames: [String] { [] }
  func messageEnvironment(in scope: SubjectScope) -> CELEnvironment { scope.messageEnvironment }
  var messageNames: Set<String> { [] }
  var mutations: [Mutation<any CheckDraft>] { [] }

  /// Changed versions of the check in which `part` is another.
  func mutations<Part>(
    of part: WritableKeyPath<Self, Part>, _ changes: [Mutation<Part>]
  ) -> [Mutation<any CheckDraft>] {
    changes.map { mutation in
      var changed = self
      changed[keyPath: part] = mutation.changed
      return Mutation(changed: changed, change: mutation.change, position: mutation.position)
    }
  }
}

/// All kinds of checks.
enum CheckKinds {
  static let all: [any CheckDraft.Type] = [
    RequireDraft.self, AssertDraft.self, ForbidDraft.self, UniqueDraft.self, ConsistentDraft.self, ReferencesDraft.self,
    AggregateDraft.self, SchemaDraft.self,
  ]

  /// The keys that make a rule.
  static let names = all.map { $0.key.name }

  /// Other keys that belong to one kind alone.
  static let ownKeys = Set(all.flatMap { ($0.companions + $0.options).map(\.name) })

  /// The kind that `key` selects.
  static func kind(of key: String) -> (any CheckDraft.Type)? { all.first { $0.key.name == key } }
}
