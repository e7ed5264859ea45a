import YAMLReading

/// `forbid: true`.
struct ForbidDraft: CheckDraft {
  static let key = FileKey("forbid", .yes, "The subject does not exist.")

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard node.bool == true else {
      file.report("forbid takes nothing but true; leave the rule out to allow", at: node)
      return nil
    }
  }

  var source: String { "forbid: true" }
  var standardMessage: String { "{value} must not be there" }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? { .forbid }
}
