import CEL
import JSONPath
import JSONReading
import RuleSets
import SourceText

/// The nodes that the subjects of a format select in the record at hand. Each selection is made once a record, and only
/// when somebody asks.
final class RecordSubjects {
  /// How the paths of the format read in the records at hand.
  let view: RecordView
  /// `nil` for those that the records at hand never have.
  private let queries: [JSONPathQuery?]
  /// The names on the way, of those to which nothing else leads: records are asked for them one by one, without a run of the
  /// query.
  private let ways: ContiguousArray<ContiguousArray<JSONShortKey>?>
  private let areSingular: [Bool]
  private let areRecords: [Bool]
  private let areOfOntology: [Bool]
  private var nodes: [[JSONNode]]
  private var isSelected: [Bool]
  /// The record at hand, or the category schema of the ontology.
  private(set) var record: JSONNode?
  private var isOntology = false
  /// What the evaluators of the worker have read of the record at hand.
  let memory = CELMemory()

  /// The subjects of `format` in records of one `view`.
  init(_ format: Program.Format, view: RecordView) {
    self.view = view
    let areOfOntology = format.subjects.indices.map { format.isOfOntology(subject: $0) }
    queries = zip(format.subjects, areOfOntology).map { $1 ? $0.query : view.query($0.query) }
    ways = ContiguousArray(queries.map { $0?.names.flatMap { JSONShortKey.keys($0) } })
    areSingular = queries.map { $0?.isSingular ?? false }
    areRecords = queries.map { $0?.isRoot ?? false }
    self.areOfOntology = areOfOntology
    nodes = Array(repeating: [], count: queries.count)
    isSelected = Array(repeating: false, count: queries.count)
  }

  /// Begins with another record, or with the category schema of the ontology.
  func begin(_ record: JSONNode, isOntology: Bool = false) {
    self.record = record
    self.isOntology = isOntology
    memory.forget()
    for subject in isSelected.indices { isSelected[subject] = false }
  }

  /// What the subject at `position` of the format selects, in document order.
  private func select(_ position: Int) {
    guard !isSelected[position], let record else { return }
    isSelected[position] = true
    nodes[position].removeAll(keepingCapacity: true)
    guard areOfOntology[position] == isOntology else { return }
    if let way = ways[position] {
      if let node = record.member(way) { nodes[position].append(node) }
      return
    }
    var isOrdered = true
    queries[position]?.select(from: record) { node in
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

  /// Whether the path of the subject at `position` goes on where `query` leads, or leads there itself.
  func isPrefix(_ query: JSONPathQuery, of position: Int) -> Bool {
    guard let start = view.query(query), let whole = queries[position] else { return false }
    return start.isPrefix(of: whole)
  }

  /// Whether a record has the subject at `position` once at most.
  func isSingular(_ position: Int) -> Bool { areSingular[position] }

  /// Whether the subject at `position` is the record itself.
  func isRecord(_ position: Int) -> Bool { areRecords[position] }

  /// The node of a subject that a record has once, if it is there.
  func only(_ position: Int) -> JSONNode? {
    guard areSingular[position] else { return nil }
    if areRecords[position] { return areOfOntology[position] == isOntology ? record : nil }
    select(position)
    return nodes[position].first
  }

  /// The innermost node of the subject at `position` that is around `node`, or is it where `orSame` says so.
  func node(_ position: Int, around node: JSONNode, orSame: Bool = true) -> JSONNode? {
    select(position)
    let candidates = nodes[position]
    // Behind the last one that does not start behind the node.
    var place = (0..<candidates.count).partitioningIndex { node.precedes(candidates[$0]) }
    while place > 0 {
      place -= 1
      let candidate = candidates[place]
      if candidate.contains(node), orSame || !candidate.isSame(as: node) { return candidate }
    }
    return nil
  }
}
