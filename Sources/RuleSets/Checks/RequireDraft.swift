import YAMLReading

/// `require: [metadata.width, metadata.height]`.
struct RequireDraft: CheckDraft {
  static let key = FileKey("require", .listOrOne(.text), "Members that are there and not null: metadata.frameTotal.")
  var paths: [RuleDraft.Sited<MemberPath>]

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    paths = file.list(node, "require").compactMap { item in
      guard let text = file.text(item, "a required path") else { return nil }
      guard let path = MemberPath(text) else {
        file.report("'\(text)' is not a chain of members, as in metadata.frameTotal", at: item)
        return nil
      }
      return RuleDraft.Sited(value: path, node: item, file: file)
    }
    if paths.isEmpty, node.items?.isEmpty == true { file.report("require names nothing", at: node) }
    if paths.isEmpty { return nil }
  }

  var messageNames: Set<String> { ["missing"] }
  var source: String { "require: \(paths.map(\.value.description).joined(separator: ", "))" }
  var standardMessage: String { "{missing} is missing" }

  var mutations: [Mutation<any CheckDraft>] {
    guard paths.count > 1 else { return [] }
    return mutations(
      of: \.paths,
      paths.enumerated().map { position, path in
        var rest = paths
        rest.remove(at: position)
        return Mutation(changed: rest, change: "without \(path.value)", position: path.node.start)
      })
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    for path in paths {
      guard let unknown = RecordShape.unknownMember(of: path.value, from: scope.subjectType) else { continue }
      path.file.report(
        unknown.message, at: path.node.position(ofTextOffset: path.value.offset(ofKey: unknown.position)))
    }
    return .require(paths.map(\.value))
  }
}
