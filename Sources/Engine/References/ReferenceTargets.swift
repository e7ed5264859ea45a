import CEL
import JSONPath
import JSONReading
import RuleSets

/// What the references of one rule lead to, in one record after the other.
final class ReferenceTargets {
  /// `nil` when the records at hand have none.
  private let query: JSONPathQuery?
  /// Variables of their own: the targets may be of the subject that refers, and that is at hand.
  private let variables: SubjectVariables
  private let question: CELEvaluator.Question
  private let readsPosition: Bool
  /// The keys of the record with this number, for rules within a record.
  private var keys: Set<KeyHash> = []
  private var record: Int?

  init(_ references: Program.References, of rule: Program.Rule, in judge: RecordJudge) {
    let scope = references.target
    query = judge.subjects.view.query(of: scope)
    variables = SubjectVariables(scope, in: judge.subjects, now: judge.now, ontology: judge.ontology)
    question = variables.evaluator.add(references.targetKey, fixed: (scope.params, rule.params.root))
    variables.evaluator.prepare()
    readsPosition = references.targetKey.paths.contains { [scope.index, scope.key].contains($0.slot) }
  }

  /// Visits the targets in a record, each with its key; `null` when it has none.
  /// - Returns: whether all were visited.
  func visit(
    in judge: RecordJudge, file: String, _ visit: (JSONNode, Result<CELValue, CELEvaluationError>) -> Void
  ) -> Bool {
    guard let record = judge.subjects.record, let query else { return true }
    func visitTarget(_ node: JSONNode, _ lastStep: NormalizedPath.Element?) {
      variables.bind(node, in: judge.subjects, record: judge.recordNumber, kind: judge.kind, file: file)
      if readsPosition { variables.bind(lastStep: lastStep) }
      visit(node, Result { () throws(CELEvaluationError) in try judge.key(question, variables.evaluator) })
    }
    if readsPosition {
      return query.select(
        from: record, stepLimit: RecordJudge.pathStepLimit, withPaths: { visitTarget($0, $1.elements.last) })
    }
    return query.select(from: record, stepLimit: RecordJudge.pathStepLimit) { visitTarget($0, nil) }
  }

  /// The keys of the targets in the record at hand. `collect` finds them, once a record.
  func keys(in judge: RecordJudge, collect: (inout Set<KeyHash>) -> Void) -> Set<KeyHash> {
    if record != judge.recordNumber {
      record = judge.recordNumber
      keys.removeAll(keepingCapacity: true)
      collect(&keys)
    }
    return keys
  }
}
