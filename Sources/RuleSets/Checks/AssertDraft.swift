import CEL
import YAMLReading

/// `assert: asset.metadata.width > 0`, perhaps with `group: {by: tool.objectId}` beside it.
struct AssertDraft: CheckDraft {
  static let key = FileKey("assert", .expression, "What is true.")
  static let options = [GroupDraft.key]
  var expression: RuleDraft.Sited<String>
  private(set) var group: GroupDraft?

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let expression = file.sited(node, "assert") else { return nil }
    self.expression = expression
    guard let node = rule["group"] else { return }
    guard let group = GroupDraft(node, in: file) else { return nil }
    self.group = group
  }

  var source: String { "assert: \(expression.value)" + (group.map { ", \($0.source)" } ?? "") }
  var standardMessage: String { "does not hold: \(MessageTemplate.escaped(expression.value))" }

  var mutations: [Mutation<any CheckDraft>] {
    let groups = (group?.mutations ?? []).map { mutation in
      Mutation<GroupDraft?>(changed: mutation.changed, change: mutation.change, position: mutation.position)
    }
    return mutations(of: \.expression, expression.mutations(named: "assert")) + mutations(of: \.group, groups)
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    expression.expression(in: scope.environment, wanted: .bool).map(Program.Check.assert)
  }
}
