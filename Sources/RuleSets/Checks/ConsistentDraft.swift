import CEL
import YAMLReading

/// `consistent: {key: tool.schemaId, value: tool.title, within: export}`.
struct ConsistentDraft: CheckDraft {
  static let keys = FileKeys([
    FileKey(
      "key", .expression,
      "What has one value, or a list of what has one together; null and missing ones are passed over.",
      isRequired: true),
    FileKey(
      "value", .expression, "What is the same wherever the key is; null and missing ones are passed over.",
      isRequired: true),
    FileKey("within", .word(KeyScope.words.map(\.0)), "Within what it is the same; export unless told."),
  ])
  static let key = FileKey("consistent", .mapping(keys), "A key that has the same value everywhere.")
  var keyText: RuleDraft.Sited<String>
  var valueText: RuleDraft.Sited<String>
  var scope: KeyScope

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "consistent", Self.keys),
      let key = mapping["key"].flatMap({ file.sited($0, "key") }),
      let value = mapping["value"].flatMap({ file.sited($0, "value") }),
      let scope = KeyScope(mapping["within"], in: file)
    else { return nil }
    keyText = key
    valueText = value
    self.scope = scope
  }

  var isAboutOneRecord: Bool { scope == .record }
  var messageNames: Set<String> { ["first", "first_value"] }
  var source: String { "consistent: \(valueText.value) by \(keyText.value) within \(scope.rawValue)" }

  var standardMessage: String {
    "'{value}', but '{first_value}' at {first}"
      + MessageTemplate.escaped(", where \(keyText.value) is the same")
  }

  var mutations: [Mutation<any CheckDraft>] {
    mutations(of: \.keyText, keyText.mutations()) + mutations(of: \.valueText, valueText.mutations())
      + mutations(of: \.scope, scope.mutations(at: keyText.node.start))
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    let key = keyText.expression(in: scope.environment)
    guard let value = valueText.expression(in: scope.environment), let key else { return nil }
    let parts = (try? CELExpression.elements(of: keyText.value, in: scope.environment)) ?? nil
    return .consistent(Program.Consistency(key: parts ?? [key], value: value, within: self.scope))
  }
}
