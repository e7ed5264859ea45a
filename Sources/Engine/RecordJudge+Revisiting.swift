import JSONPath
import JSONReading
import RuleSets

// Records that are read again, for findings that other records decide about.
extension RecordJudge {
  /// Visits the subjects of a rule in `record`, which has been read again, that are wanted, with the variables of each set.
  func revisit(
    _ rulePosition: Int, in record: JSONNode, file: String, where isWanted: (JSONNode) -> Bool,
    visit: (JSONNode) -> Void
  ) {
    let position = program.rules[rulePosition].subject
    let subject = program.subjects[position]
    begin(record, isOntology: subject.scope.isOfOntology, file: file)
    guard let start = subjects.record, let query = queries[position] else { return }
    let variables = variables(position)
    func visitNode(_ node: JSONNode) {
      variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: file)
      visit(node)
    }
    guard subject.readsPosition else {
      query.select(from: start) { if isWanted($0) { visitNode($0) } }
      return
    }
    query.select(
      from: start,
      withPaths: { node, path in
        guard isWanted(node) else { return }
        variables.bind(lastStep: path.elements.last)
        visitNode(node)
      })
  }
}
