import CEL
import YAMLReading

/// `references: {keys: '[relation.from, relation.to]', to: {on: tool, key: tool.objectId}, within: record}`.
struct ReferencesDraft: CheckDraft {
  static let targetKeys = FileKeys(
    [
      FileKey(
        "on", .text, "What is referred to: a subject of the format, or a JSONPath (RFC 9535).", isRequired: true),
      FileKey("key", .expression, "What it is referred to by."),
      FileKey("keys", .expression, "A list of all that it is referred to by, in place of key."),
    ], atLeastOne: ["key", "keys"])
  static let keys = FileKeys([
    FileKey(
      "keys", .expression, "A list of the keys that are referred to; null and missing ones are passed over.",
      isRequired: true),
    FileKey("to", .mapping(targetKeys), "What has the keys.", isRequired: true),
    FileKey("within", .word(KeyScope.words.map(\.0)), "Within what it is; export unless told."),
  ])
  static let key = FileKey("references", .mapping(keys), "Keys that something else has.")
  var keyTexts: RuleDraft.Sited<String>
  let target: RuleDraft.Sited<String>
  var targetKey: RuleDraft.Sited<String>
  /// Whether that is a list of keys.
  let hasTargetManyKeys: Bool
  var scope: KeyScope

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "references", Self.keys),
      let to = mapping["to"].flatMap({ file.entries($0, of: "to", Self.targetKeys) }),
      let keys = mapping["keys"].flatMap({ file.sited($0, "keys") }),
      let target = to["on"].flatMap({ file.sited($0, "on") }),
      let targetKey = to["key"].flatMap({ file.sited($0, "key") }) ?? to["keys"].flatMap({ file.sited($0, "keys") }),
      let scope = KeyScope(mapping["within"], in: file)
    else { return nil }
    hasTargetManyKeys = to["key"] == nil
    if !hasTargetManyKeys, let keys = to["keys"] {
      file.report("'keys' beside 'key': one of them says what is referred to by", at: keys)
      return nil
    }
    keyTexts = keys
    self.target = target
    self.targetKey = targetKey
    self.scope = scope
  }

  var isAboutOneRecord: Bool { scope == .record }
  var source: String {
    "references: \(keyTexts.value) to \(targetKey.value) of \(target.value) within \(scope.rawValue)"
  }

  var standardMessage: String {
    MessageTemplate.escaped("no \(target.value) in the \(scope.rawValue) has \(targetKey.value) ") + "{value}"
  }

  var mutations: [Mutation<any CheckDraft>] {
    mutations(of: \.keyTexts, keyTexts.mutations()) + mutations(of: \.targetKey, targetKey.mutations())
      + mutations(of: \.scope, scope.mutations(at: keyTexts.node.start))
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    let whole = keyTexts.expression(in: scope.environment)
    if let whole, !whole.type.mayBeList {
      keyTexts.file.report("the expression's type is \(whole.type), not list", at: keyTexts.node)
      return nil
    }
    guard let target = compiler.scope(named: target) else { return nil }
    if target.isOfOntology != scope.isOfOntology, self.scope != .export {
      keyTexts.file.report(
        "'\(target.name)' and '\(scope.name)' are within one export, but not within one \(self.scope.rawValue): "
          + "one of them is in the ontology", at: keyTexts.node)
      return nil
    }
    guard let whole, let key = targetKey.expression(in: target.environment) else { return nil }
    if hasTargetManyKeys, !key.type.mayBeList {
      targetKey.file.report("the expression's type is \(key.type), not list", at: targetKey.node)
      return nil
    }
    let elements = (try? CELExpression.elements(of: keyTexts.value, in: scope.environment)) ?? nil
    return .references(
      Program.References(
        keys: elements.map { elements in
          .each(
            elements.map { Program.ReferenceKey(expression: $0, place: ProgramCompiler.place(of: $0.paths, in: scope)) }
          )
        } ?? .all(Program.ReferenceKey(expression: whole, place: ProgramCompiler.place(of: whole.paths, in: scope))),
        target: target, targetKey: key, hasTargetManyKeys: hasTargetManyKeys, within: self.scope))
  }
}

extension CELType {
  /// Whether a value of this type can be a list.
  fileprivate var mayBeList: Bool {
    switch self {
    case .list, .dyn: true
    default: false
    }
  }
}
