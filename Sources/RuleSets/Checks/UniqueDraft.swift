import SourceText
import YAMLReading

/// `unique: {key: asset.externalId, within: export}`.
struct UniqueDraft: CheckDraft {
  static let keys = FileKeys([
    FileKey("key", .expression, "What occurs once; null and missing ones are passed over.", isRequired: true),
    FileKey("within", .word(KeyScope.words.map(\.0)), "Within what it occurs once; export unless told."),
  ])
  static let key = FileKey("unique", .mapping(keys), "A value that occurs once.")
  var keyText: RuleDraft.Sited<String>
  var scope: KeyScope

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "unique", Self.keys) else { return nil }
    guard let key = mapping["key"].flatMap({ file.sited($0, "key") }),
      let scope = KeyScope(mapping["within"], in: file)
    else { return nil }
    keyText = key
    self.scope = scope
  }

  var isAboutOneRecord: Bool { scope == .record }
  var messageNames: Set<String> { ["first"] }
  var source: String { "unique: \(keyText.value) within \(scope.rawValue)" }
  var standardMessage: String {
    // What a finding points to is the key only where that is a member.
    MemberPath(keyText.value) == nil
      ? "the same \(MessageTemplate.escaped(keyText.value)) as at {first}" : "{value} occurs a second time"
  }

  var mutations: [Mutation<any CheckDraft>] {
    mutations(of: \.keyText, keyText.mutations())
      + mutations(of: \.scope, scope.mutations(at: keyText.node.start))
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    keyText.expression(in: scope.environment).map { .unique(key: $0, within: self.scope) }
  }
}

/// Within what keys are compared.
public enum KeyScope: String, Sendable {
  /// One record.
  case record
  /// One input file or archive member.
  case file
  /// All inputs of a run.
  case export

  static let words: [(String, KeyScope)] = [("record", .record), ("file", .file), ("export", .export)]

  /// The other scopes that an example can tell from this one; as it is one file, `file` and `export` are the same to it.
  func mutations(at position: SourcePosition) -> [Mutation<KeyScope>] {
    let other: KeyScope = self == .record ? .export : .record
    return [Mutation(changed: other, change: "within \(rawValue) → within \(other.rawValue)", position: position)]
  }

  /// The scope that `node` names; the export when there is no node.
  init?(_ node: YAMLNode?, in file: RuleFile) {
    guard let node else {
      self = .export
      return
    }
    guard let scope = file.word(node, "within", among: Self.words) else { return nil }
    self = scope
  }
}
