import CEL
import JSONPath
import JSONReading
import RuleSets
import SourceText

/// The variables of a subject's rules, with their values for the node at hand.
final class SubjectVariables {
  let scope: SubjectScope
  let evaluator: CELEvaluator
  /// What is around the subject, and there once a record or several times.
  private let lastingAncestors: [(subject: Int, slot: Int)]
  private let otherAncestors: [(subject: Int, slot: Int, isSame: Bool)]
  /// The record that the variables are of.
  private var record: Int?
  private var file: String?

  /// Variables for the records of which `subjects` are.
  init(
    _ scope: SubjectScope, in subjects: RecordSubjects, now: CELTimestamp, ontology: Ontology?, budget: CELBudget? = nil
  ) {
    self.scope = scope
    lastingAncestors = scope.ancestors.filter { subjects.isSingular($0.subject) }
    // What a path leads to further down is in something else of the subject, even where it is such a thing itself.
    otherAncestors = scope.ancestors.filter { !subjects.isSingular($0.subject) }.map { ancestor in
      (ancestor.subject, ancestor.slot, subjects.isPrefix(scope.query, of: ancestor.subject))
    }
    let lasting =
      [scope.record, scope.kind, scope.layout, scope.now, scope.file, scope.ontology] + lastingAncestors.map(\.slot)
    evaluator = CELEvaluator(
      environment: scope.messageEnvironment, lasting: lasting, budget: budget, memory: subjects.memory,
      appearance: CELEvaluator.Appearance(
        of: [scope.subject], known: [scope.kind, scope.layout] + [scope.key].compactMap(\.self)))
    evaluator.set(scope.now, .timestamp(now))
    evaluator.set(scope.layout, .string(subjects.view.layout))
    if let ontology { evaluator.set(scope.ontology, .ontology(ontology)) }
  }

  /// Sets the variables for `node`, which the scope's query selects in the record at hand, the `number`th of all. Whether it
  /// is the first node of this record.
  @discardableResult
  func bind(_ node: JSONNode, in subjects: RecordSubjects, record number: Int, kind: CELValue, file: String) -> Bool {
    guard record != number else {
      bind(next: node, in: subjects)
      return false
    }
    record = number
    evaluator.beginRecord()
    evaluator.set(scope.record, subjects.record)
    evaluator.set(scope.kind, kind)
    if file != self.file {
      self.file = file
      evaluator.set(scope.file, .string(file))
    }
    for ancestor in lastingAncestors { evaluator.set(ancestor.slot, subjects.node(ancestor.subject, around: node)) }
    bindChanging(node, in: subjects)
    return true
  }

  /// Sets the variables for another node of the record for which they are set.
  func bind(next node: JSONNode, in subjects: RecordSubjects) {
    evaluator.beginNode()
    bindChanging(node, in: subjects)
  }

  private func bindChanging(_ node: JSONNode, in subjects: RecordSubjects) {
    for ancestor in otherAncestors {
      evaluator.set(ancestor.slot, subjects.node(ancestor.subject, around: node, orSame: ancestor.isSame))
    }
    evaluator.set(scope.subject, node)
  }

  /// Whether the variables have been set for a node of the record `number`.
  func isBound(inRecord number: Int) -> Bool { record == number }

  /// Sets the position or key of the node, which is the last step to it.
  func bind(lastStep: PathElement?) {
    guard let index = scope.index, let key = scope.key else { return }
    switch lastStep {
    case .index(let position):
      evaluator.set(index, .int(Int64(position)))
      evaluator.set(key, .string(String(position)))
    case .name(let name):
      evaluator.set(index, .null)
      evaluator.set(key, .string(name))
    case nil:
      evaluator.set(index, .null)
      evaluator.set(key, .null)
    }
  }

  typealias PathElement = NormalizedPath.Element
}
