import CEL
import Findings
import JSONPath
import YAMLReading

extension FormatDraft {
  /// The definition with its expressions compiled, for rules that have the parameters `params`. What is wrong is reported in
  /// its file.
  func compiled(params: some Sequence<String>) -> Program.Format {
    let arrays = compiledArrays()
    func compiled(_ drafts: [Subject]) -> [(name: String, query: JSONPathQuery)] {
      drafts.compactMap { draft in
        let queries = draft.paths.compactMap { $0.query(within: arrays) }
        guard !queries.isEmpty, queries.count == draft.paths.count else { return nil }
        return (name: draft.name, query: JSONPathQuery(union: queries))
      }
    }
    let recordSubjects = compiled(self.subjects)
    let inOntology = compiled(ontologySubjects)
    reportRepeated(ontologySubjects)
    let subjects = recordSubjects + inOntology
    let types = recordSubjects.map { shape.type(of: $0.query) } + inOntology.map { _ in CELType.dyn }
    var environment = CELEnvironment.assay
    // Records of other formats are asked for as well.
    environment.declare("record")
    // Only what a record has once: which of several tools would be meant?
    let variables = recordSubjects.indices.filter { subjects[$0].query.isSingular }
      .map { (slot: environment.declare(subjects[$0].name, types[$0]), subject: $0) }
    let kinds = self.kinds.compactMap { kind in
      self.kind(kind.test, in: environment).map { (kind.name, $0) }
    }
    let identities = self.identities.compactMap { identity in self.identity(identity, subjects) }
    let attributions = self.attributions.map { attribution in
      Program.Attribution(
        grouping: attribution.grouping,
        sources: attribution.paths.compactMap { source(of: attribution.grouping.rawValue, $0, subjects, types) })
    }
    let sides = frame.compactMap { source(of: "frame", $0, subjects, types) }
    var format = Program.Format(
      name: name, title: title, takesAnyValue: takesAnyValue, arrays: arrays, layouts: layouts(in: environment),
      subjects: subjects, recordSubjectCount: recordSubjects.count, types: types, shape: shape,
      paramsType: .object(CELObjectType(name: "params", members: Dictionary(params.map { ($0, .dyn) }) { $1 })),
      detect: detect.flatMap { $0.expression(in: environment, wanted: .bool) },
      frame: sides.count == 2 ? (sides[0], sides[1]) : nil,
      others: others.compactMap { other in kind(other.test, in: environment).map { (other.name, $0) } }, kinds: kinds,
      kindNames: self.kinds.map(\.name) + ["unknown"],
      layoutNames: self.layouts.map(\.name) + [RecordView.plain.layout],
      identities: identities,
      attributions: attributions, contents: Deferred(made: []),
      environment: environment, variables: variables)
    if !contents.isEmpty {
      // A summary has no parameters, which is told in other words.
      var withoutParams = format
      withoutParams.paramsType = .dyn
      format.contents = contents(in: withoutParams)
    }
    return format
  }

  private func contents(in format: Program.Format) -> Deferred<[Program.Content]> {
    guard file.isBuiltIn else { return Deferred(made: contents.compactMap { $0.compiled(in: format) }) }
    let drafts = contents.map { content in content.map { $0.value } }
    return Deferred { drafts.map { $0.compiled(builtIn: format) } }
  }

  private func source(
    of what: String, _ sited: RuleDraft.Sited<String>, _ subjects: [(name: String, query: JSONPathQuery)],
    _ types: [CELType]
  ) -> Program.Source? {
    let name = String(sited.value.prefix { $0 != "." })
    guard sited.value.utf8.count > name.utf8.count + 1,
      let path = MemberPath(String(sited.value.dropFirst(name.count + 1)))
    else {
      file.report("the \(what) is a chain of members of a subject, as in task.updatedBy", at: sited.node)
      return nil
    }
    guard let subject = subjects.firstIndex(where: { $0.name == name }) else {
      file.reportUnknown("subject", name, known: subjects.map(\.name), at: sited.node)
      return nil
    }
    if let unknown = RecordShape.unknownMember(of: path, from: types[subject]) {
      let offset = name.utf8.count + 1 + path.offset(ofKey: unknown.position)
      file.report(unknown.message, at: sited.node.position(ofTextOffset: offset))
    }
    return Program.Source(subject: subject, path: path)
  }

  /// Reports names that a subject of records has already: which one would a rule be about?
  private func reportRepeated(_ drafts: [Subject]) {
    for draft in drafts where subjects.contains(where: { $0.name == draft.name }) {
      guard let path = draft.paths.first else { continue }
      file.report("'\(draft.name)' is a subject of records already", at: path.node)
    }
  }

  private func compiledArrays() -> [Program.Format.RecordArray] {
    arrays.compactMap { array in
      guard let path = array.path.query() else { return nil }
      guard let member = path.onlyMemberOfElements else {
        file.report(
          "records stand in an array that is a member of the document, as in $.images[*]", at: array.path.node)
        return nil
      }
      return Program.Format.RecordArray(member: member, path: path, name: array.name)
    }
  }

  private func layouts(in environment: CELEnvironment) -> [Program.Format.Layout] {
    layouts.map { layout in
      let renames = layout.renames.compactMap { rename -> JSONPathRename? in
        let path = RuleDraft.Sited(value: rename.path.text ?? "", node: rename.path, file: file)
        guard let query = path.query() else { return nil }
        do throws(JSONPathError) {
          if let rename = try JSONPathRename(query, to: rename.replacement.value) { return rename }
          file.report("only a chain of names can be renamed, as in $.task.tools", at: rename.path)
        } catch {
          file.report(error.message, at: rename.replacement.node.position(ofTextOffset: error.offset))
        }
        return nil
      }
      return Program.Format.Layout(
        name: layout.name, detect: layout.detect.flatMap { kind($0, in: environment) }, renames: renames)
    }
  }

  private func kind(_ test: RuleDraft.Sited<String>, in environment: CELEnvironment) -> Deferred<CELExpression>? {
    guard test.file.isBuiltIn else {
      return test.expression(in: environment, wanted: .bool).map { Deferred(made: $0) }
    }
    let source = test.value
    return Deferred { CELExpression(builtIn: source, in: environment) }
  }

  private func identity(
    _ identity: (name: String, path: RuleDraft.Sited<String>), _ subjects: [(name: String, query: JSONPathQuery)]
  ) -> Program.Identity? {
    guard let subject = subjects.firstIndex(where: { $0.name == identity.name }) else {
      file.reportUnknown("subject", identity.name, known: subjects.map(\.name), at: identity.path.node)
      return nil
    }
    let prefix = identity.name + "."
    guard identity.path.value.hasPrefix(prefix),
      let path = MemberPath(String(identity.path.value.dropFirst(prefix.count)))
    else {
      file.report(
        "the identity of \(identity.name) is a chain of its members, as in \(identity.name).id", at: identity.path.node)
      return nil
    }
    return Program.Identity(name: identity.name, subject: subject, path: path)
  }
}
