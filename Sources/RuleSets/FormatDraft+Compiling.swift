import CEL
import JSONPath
import YAMLReading

extension FormatDraft {
  /// The definition with its expressions compiled. What is wrong is reported in its file.
  func compiled() -> Program.Format {
    let arrays = compiledArrays()
    let subjects = subjects.compactMap { subject in
      subject.path.query(within: arrays).map { (name: subject.name, query: $0) }
    }
    let types = subjects.map { shape.type(of: $0.query) }
    var environment = CELEnvironment.assay
    // Records of other formats are asked for as well.
    environment.declare("record")
    // Only what a record has once: which of several tools would be meant?
    let variables = subjects.indices.filter { subjects[$0].query.isSingular }
      .map { (slot: environment.declare(subjects[$0].name, types[$0]), subject: $0) }
    let kinds = self.kinds.compactMap { kind in
      self.kind(kind.test, in: environment).map { (kind.name, $0) }
    }
    let identities = self.identities.compactMap { identity in self.identity(identity, subjects) }
    return Program.Format(
      name: name, title: title, takesAnyValue: takesAnyValue, arrays: arrays, layouts: layouts(in: environment),
      subjects: subjects, types: types, shape: shape,
      detect: detect.flatMap { $0.expression(in: environment) },
      others: others.compactMap { other in kind(other.test, in: environment).map { (other.name, $0) } },
      kinds: kinds, identities: identities, environment: environment, variables: variables)
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
