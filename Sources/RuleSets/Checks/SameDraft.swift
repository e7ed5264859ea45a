import YAMLReading

/// `same: {key: layout, within: export}`.
struct SameDraft: CheckDraft {
  static let keys = FileKeys([
    FileKey("key", .expression, "What is the same in all; null and missing ones are passed over.", isRequired: true),
    FileKey("within", .word(KeyScope.words.map(\.0)), "Within what it is the same; export unless told."),
  ])
  static let key = FileKey("same", .mapping(keys), "A value that is the same everywhere.")
  var keyText: RuleDraft.Sited<String>
  var scope: KeyScope

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "same", Self.keys) else { return nil }
    guard let key = mapping["key"].flatMap({ file.sited($0, "key") }),
      let scope = KeyScope(mapping["within"], in: file)
    else { return nil }
    keyText = key
    self.scope = scope
  }

  var source: String { "same: \(keyText.value) within \(scope.rawValue)" }
  var standardMessage: String { MessageTemplate.escaped("\(keyText.value) is not the same as at ") + "{first}" }

  var mutations: [Mutation<any CheckDraft>] {
    mutations(of: \.keyText, keyText.mutations())
      + mutations(of: \.scope, scope.mutations(at: keyText.node.start))
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    keyText.expression(in: scope.environment).map { .same(key: $0, within: self.scope) }
  }
}
