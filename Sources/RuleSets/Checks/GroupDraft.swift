import CEL
import YAMLReading

/// `group: {by: tool.objectId, order: tool.page}` beside `assert`.
struct GroupDraft {
  static let keys = FileKeys(
    [
      FileKey("by", .expression, "Subjects for which this is equal are a group; all of the record unless told."),
      FileKey("order", .expression, "What the members are sorted by; their order in the record unless told."),
    ], atLeastOne: ["by", "order"])
  static let key = FileKey(
    "group", .mapping(keys),
    "Subjects of a record that belong together: assert may use previous, next, first, last, position and count.")

  private(set) var by: RuleDraft.Sited<String>?
  private(set) var order: RuleDraft.Sited<String>?
  private let node: YAMLNode
  private let file: RuleFile

  /// Reads the value of the key. What is wrong is reported in `file`, and then there is no group.
  init?(_ node: YAMLNode, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "group", Self.keys) else { return nil }
    by = mapping["by"].flatMap { file.sited($0, "by") }
    order = mapping["order"].flatMap { file.sited($0, "order") }
    if by == nil, order == nil { return nil }
    self.node = node
    self.file = file
  }

  /// For people, as a rule file writes it.
  var source: String {
    let parts = [by.map { "by: \($0.value)" }, order.map { "order: \($0.value)" }].compactMap { $0 }
    return "group {\(parts.joined(separator: ", "))}"
  }

  /// What tells these groups from others about the same subject, when a rule applies where `condition` is true. Groups that
  /// read parameters are the rule's own, as their values may be.
  func signature(of rule: RuleDraft) -> String {
    let texts = [rule.condition?.value, by?.value, order?.value]
    let owner = texts.contains { $0?.contains("params") == true } ? rule.id : nil
    return (texts + [owner]).map { "\u{0}" + ($0 ?? "") }.joined()
  }

  /// Changed versions: each part changed, and left out when the other is there.
  var mutations: [Mutation<GroupDraft>] {
    parts(\.by, named: "by", other: order) + parts(\.order, named: "order", other: by)
  }

  private func parts(
    _ part: WritableKeyPath<Self, RuleDraft.Sited<String>?>, named name: String, other: RuleDraft.Sited<String>?
  ) -> [Mutation<GroupDraft>] {
    guard let sited = self[keyPath: part] else { return [] }
    func changed(_ value: RuleDraft.Sited<String>?) -> Self {
      var changed = self
      changed[keyPath: part] = value
      return changed
    }
    let without = Mutation(changed: changed(nil), change: "without \(name)", position: sited.node.start)
    return (other == nil ? [] : [without])
      + sited.mutations().map { mutation in
        Mutation(changed: changed(mutation.changed), change: mutation.change, position: mutation.position)
      }
  }

  /// The groups among the subjects of `scope`; `nil` when something is wrong, which is reported.
  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.GroupQuery? {
    for name in compiler.format.subjects.map(\.name) where GroupScope.names.contains(name) {
      file.report("the format calls a subject '\(name)', which is a name of every group", at: node)
    }
    let key = self.by.map { $0.expression(in: scope.subjectEnvironment) }
    let order = self.order.map { $0.expression(in: scope.subjectEnvironment) }
    // A part that is told and wrong.
    if case .some(nil) = key { return nil }
    if case .some(nil) = order { return nil }
    return Program.GroupQuery(key: key ?? nil, order: order ?? nil)
  }
}
