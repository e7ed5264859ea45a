import CEL
import JSONReading
import JSONSchema
import RuleSets
import SourceText

// Rules that a subject keeps to a schema: one judgement for each subject, a finding for each place.
extension RecordJudge {
  /// Judges `node` by the schema of a rule.
  func compare(
    _ validator: inout SchemaValidator, _ rulePosition: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let entry = Self.firstRule + rulePosition
    let verdict = validator.verdict(on: node, stepLimit: schemaStepsLeft)
    schemaStepsLeft = validator.stepsLeft
    switch verdict {
    case .valid: result.counts[entry].countPassed()
    case .notJudged: throw CELEvaluationError("the schema takes more work or depth than one record may")
    case .invalid:
      result.counts[entry].seen += 1
      result.counts[entry].failed += 1
      let failures = validator.failures(of: node, stepLimit: reasonStepsLeft)
      reasonStepsLeft = validator.stepsLeft
      for failure in failures { report(failure, rulePosition, node, position, at: place, into: &result) }
    }
  }

  private func report(
    _ failure: SchemaFailure, _ rulePosition: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    let scope = program.subjects[position].scope
    let evaluator = variables(position).evaluator
    evaluator.set(scope.reason, .string(failure.message))
    evaluator.set(scope.keyword, .string(failure.keyword))
    evaluator.set(scope.missing, .string(failure.missing ?? ""))
    var target = Target(failure.node)
    if let missing = failure.missing { target.missing = [missing] }
    report(rulePosition, target, node, position, at: place, aspect: failure.keyword, into: &result)
  }
}
