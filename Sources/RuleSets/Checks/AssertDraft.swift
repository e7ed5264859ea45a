import CEL
import YAMLReading

/// `assert: asset.metadata.width > 0`.
struct AssertDraft: CheckDraft {
  static let key = FileKey("assert", .expression, "What is true.")
  var expression: RuleDraft.Sited<String>

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let expression = file.sited(node, "assert") else { return nil }
    self.expression = expression
  }

  var source: String { "assert: \(expression.value)" }
  var standardMessage: String { "does not hold: \(MessageTemplate.escaped(expression.value))" }

  var mutations: [Mutation<any CheckDraft>] {
    mutations(of: \.expression, expression.mutations(named: "assert"))
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    expression.expression(in: scope.environment, wanted: .bool).map(Program.Check.assert)
  }
}
