import CEL
import JSONPath

extension FormatDraft {
  /// The definition with its expressions compiled. What is wrong is reported in its file.
  func compiled() -> Program.Format {
    func compiled(_ drafts: [(name: String, path: RuleDraft.Sited<String>)]) -> [(name: String, query: JSONPathQuery)] {
      drafts.compactMap { draft in draft.path.query().map { (name: draft.name, query: $0) } }
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
    return Program.Format(
      name: name, title: title, takesAnyValue: takesAnyValue, subjects: subjects,
      recordSubjectCount: recordSubjects.count, types: types, shape: shape,
      detect: detect.flatMap { $0.expression(in: environment) },
      kinds: kinds, identities: identities, environment: environment, variables: variables)
  }

  /// Reports names that a subject of records has already: which one would a rule be about?
  private func reportRepeated(_ drafts: [(name: String, path: RuleDraft.Sited<String>)]) {
    for draft in drafts where subjects.contains(where: { $0.name == draft.name }) {
      file.report("'\(draft.name)' is a subject of records already", at: draft.path.node)
    }
  }

  private func kind(_ test: RuleDraft.Sited<String>, in environment: CELEnvironment) -> Deferred<CELExpression>? {
    guard test.file.isBuiltIn else { return test.expression(in: environment).map { Deferred(made: $0) } }
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
