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

  /// Sets the variables for `node`, which the scope's query selects in the record at hand.
  mutating func bind(_ node: JSONNode, in subjects: RecordSubjects, kind: CELValue, file: String) {
    if let record = subjects.record { activation[scope.record] = CELValue(record) }
    activation[scope.kind] = kind
    activation[scope.file] = .string(file)
    for ancestor in scope.ancestors {
      activation[ancestor.slot] = subjects.node(ancestor.subject, around: node).map { CELValue($0) } ?? .null
    }
    activation[scope.subject] = CELValue(node)
  }

  /// Sets the position or key of the node, which is the last step to it.
  mutating func bind(lastStep: PathElement?) {
    guard let index = scope.index, let key = scope.key else { return }
    switch lastStep {
    case .index(let position):
      activation[index] = .int(Int64(position))
      activation[key] = .string(String(position))
    case .name(let name):
      activation[index] = .null
      activation[key] = .string(name)
    case nil:
      activation[index] = .null
      activation[key] = .null
    }
  }

  typealias PathElement = NormalizedPath.Element
}
