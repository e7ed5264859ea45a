import JSONPath
import JSONReading
import RuleSets
import SourceText

/// The subjects of a record that has been read again. A record may have as many findings of that kind as it has subjects: all
/// of them are looked for once.
struct RevisitedSubjects {
  /// The record, by the number that its judge gave it.
  let record: Int
  private var bySubject: [Int: Found] = [:]

  private struct Found {
    /// In the order of the path, each once.
    var nodes: [(node: JSONNode, lastStep: NormalizedPath.Element?)] = []
    /// The positions of the nodes, by where they start.
    var positions: [Int: Int] = [:]
  }

  init(record: Int) { self.record = record }

  /// The nodes that start at `starts` among those that `query` selects from `root`, in its order.
  mutating func nodes(
    of subject: Int, _ query: JSONPathQuery, from root: JSONNode, startingAt starts: some Sequence<Int>
  ) -> [(node: JSONNode, lastStep: NormalizedPath.Element?)] {
    var found = Found()
    if let known = bySubject[subject] {
      found = known
    } else {
      query.select(
        from: root,
        withPaths: { node, path in
          // A path may select one node twice.
          guard found.positions[node.span.start] == nil else { return }
          found.positions[node.span.start] = found.nodes.count
          found.nodes.append((node, path.elements.last))
        })
      bySubject[subject] = found
    }
    return starts.compactMap { found.positions[$0] }.sorted().map { found.nodes[$0] }
  }
}

// Records that are read again, for findings that other records decide about.
extension RecordJudge {
  /// Visits the subjects of a rule that start at `starts` in `record`, which has been read again, with the variables of each
  /// set. What may be done for it is as much as for a record that is judged.
  func revisit(
    _ rulePosition: Int, in record: JSONNode, file: String, startingAt starts: some Sequence<Int>,
    visit: (JSONNode) -> Void
  ) {
    let position = program.rules[rulePosition].subject
    let subject = program.subjects[position]
    if revisited?.record == recordNumber, isInOntology == subject.scope.isOfOntology {
      beginWork(recordByteCount: record.span.count)
    } else {
      begin(record, isOntology: subject.scope.isOfOntology, file: file)
      revisited = RevisitedSubjects(record: recordNumber)
    }
    guard let start = subjects.record, let query = queries[position] else { return }
    let variables = variables(position)
    for (node, lastStep) in revisited?.nodes(of: position, query, from: start, startingAt: starts) ?? [] {
      if subject.readsPosition { variables.bind(lastStep: lastStep) }
      variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: file)
      visit(node)
    }
  }
}
