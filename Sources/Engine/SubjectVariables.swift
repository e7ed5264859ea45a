import CEL
import JSONPath
import JSONReading
import RuleSets
import SourceText

/// The variables of a subject's rules, with their values for the node at hand.
struct SubjectVariables {
  let scope: SubjectScope
  var activation: CELActivation

  init(_ scope: SubjectScope, now: CELTimestamp) {
    self.scope = scope
    activation = CELActivation(environment: scope.messageEnvironment)
    activation[scope.now] = .timestamp(now)
  }

  /// Sets the variables for `node`, which the scope's query selects in `record`.
  mutating func bind(_ node: JSONNode, in record: JSONNode, kind: CELValue, file: String) {
    activation[scope.record] = CELValue(record)
    activation[scope.kind] = kind
    activation[scope.file] = .string(file)
    for ancestor in scope.ancestors {
      activation[ancestor.slot] = ancestor.query.selection(in: record, around: node).map { CELValue($0) } ?? .null
    }
    activation[scope.subject] = CELValue(node)
    if let index = scope.index, let key = scope.key {
      let last = node.pointer(from: record).tokens.last
      activation[index] = last.flatMap { Int64($0) }.map { .int($0) } ?? .null
      activation[key] = last.map { .string($0) } ?? .null
    }
  }
}

extension JSONPathQuery {
  /// The node that the query selects in `record` and in which `node` lies.
  func selection(in record: JSONNode, around node: JSONNode) -> JSONNode? {
    var found: JSONNode?
    select(from: record) { candidate in
      if found == nil, candidate.contains(node) { found = candidate }
    }
    return found
  }
}
