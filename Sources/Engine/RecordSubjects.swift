import JSONPath
import JSONReading
import RuleSets

/// The nodes that the subjects of a format select in the record at hand. Each selection is made once a record, and only
/// when somebody asks.
final class RecordSubjects {
  /// `nil` for those that the records at hand never have.
  private let queries: [JSONPathQuery?]
  private let areSingular: [Bool]
  private var nodes: [[JSONNode]]
  private var isSelected: [Bool]
  private(set) var record: JSONNode?

  /// The subjects of `format` in records of one `view`.
  init(_ format: Program.Format, view: RecordView) {
    queries = format.subjects.map { view.query($0.query) }
    areSingular = queries.map { $0?.isSingular ?? false }
    nodes = Array(repeating: [], count: queries.count)
    isSelected = Array(repeating: false, count: queries.count)
  }

  /// Begins with another record.
  func begin(_ record: JSONNode) {
    self.record = record
    for subject in isSelected.indices { isSelected[subject] = false }
  }

  /// What the subject at `position` of the format selects, in document order.
  private func select(_ position: Int) {
    guard !isSelected[position], let record else { return }
    isSelected[position] = true
    nodes[position].removeAll(keepingCapacity: true)
    var isOrdered = true
    queries[position]?.select(from: record) { node in
      if let last = nodes[position].last, !last.precedes(node) { isOrdered = false }
      nodes[position].append(node)
    }
    if !isOrdered { nodes[position].sort { $0.precedes($1) } }
  }

  /// Whether a record has the subject at `position` once at most.
  func isSingular(_ position: Int) -> Bool { areSingular[position] }

  /// The node of a subject that a record has once, if it is there.
  func only(_ position: Int) -> JSONNode? {
    guard areSingular[position] else { return nil }
    select(position)
    return nodes[position].first
  }

  /// The innermost node of the subject at `position` that is `node` or around it.
  func node(_ position: Int, around node: JSONNode) -> JSONNode? {
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
      if candidates[low].contains(node) { return candidates[low] }
    }
    return nil
  }
}
