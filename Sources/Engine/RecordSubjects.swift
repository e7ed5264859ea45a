import JSONPath
import JSONReading
import RuleSets

/// The nodes that the subjects of a format select in the record at hand. Each selection is made once a record, and only
/// when somebody asks.
final class RecordSubjects {
  private let queries: [JSONPathQuery]
  private let areSingular: [Bool]
  private let areOfOntology: [Bool]
  private var nodes: [[JSONNode]]
  private var isSelected: [Bool]
  /// The record at hand, or the category schema of the ontology.
  private(set) var record: JSONNode?
  private var isOntology = false

  init(_ format: Program.Format) {
    queries = format.subjects.map(\.query)
    areSingular = queries.map(\.isSingular)
    areOfOntology = queries.indices.map { format.isOfOntology(subject: $0) }
    nodes = Array(repeating: [], count: queries.count)
    isSelected = Array(repeating: false, count: queries.count)
  }

  /// Begins with another record, or with the category schema of the ontology.
  func begin(_ record: JSONNode, isOntology: Bool = false) {
    self.record = record
    self.isOntology = isOntology
    for subject in isSelected.indices { isSelected[subject] = false }
  }

  /// What the subject at `position` of the format selects, in document order.
  private func select(_ position: Int) {
    guard !isSelected[position], let record else { return }
    isSelected[position] = true
    nodes[position].removeAll(keepingCapacity: true)
    guard areOfOntology[position] == isOntology else { return }
    var isOrdered = true
    queries[position].select(from: record) { node in
      if let last = nodes[position].last, !last.precedes(node) { isOrdered = false }
      nodes[position].append(node)
    }
    if !isOrdered { nodes[position].sort { $0.precedes($1) } }
  }

  /// What the subject at `position` selects, in document order.
  func all(_ position: Int) -> [JSONNode] {
    select(position)
    return nodes[position]
  }

  /// Whether a record has the subject at `position` once at most.
  func isSingular(_ position: Int) -> Bool { areSingular[position] }

  /// The node of a subject that a record has once, if it is there.
  func only(_ position: Int) -> JSONNode? {
    guard areSingular[position] else { return nil }
    select(position)
    return nodes[position].first
  }

  /// The innermost node of the subject at `position` that is around `node`, or is it where `orSame` says so.
  func node(_ position: Int, around node: JSONNode, orSame: Bool = true) -> JSONNode? {
    select(position)
    let candidates = nodes[position]
    // Behind the last one that does not start behind the node.
    var (low, high) = (0, candidates.count)
    while low < high {
      let middle = (low + high) / 2
      if node.precedes(candidates[middle]) { high = middle } else { low = middle + 1 }
    }
    while low > 0 {
      low -= 1
      let candidate = candidates[low]
      if candidate.contains(node), orSame || !candidate.isSame(as: node) { return candidate }
    }
    return nil
  }
}
