import CEL
import JSONPath
import JSONReading
import RuleSets

/// Tells what records are, by a format definition.
final class RecordFormat {
  private let format: Program.Format
  private let subjects: RecordSubjects
  private let evaluator: CELEvaluator
  private let detect: CELEvaluator.Question?
  /// The kinds as values, made once, each with its test.
  private let kinds: ContiguousArray<(test: CELEvaluator.Question, value: CELValue)>

  /// `subjects` has the record at hand.
  init(_ format: Program.Format, subjects: RecordSubjects) {
    self.format = format
    self.subjects = subjects
    let evaluator = CELEvaluator(
      environment: format.environment, lasting: Array(format.environment.variables.indices))
    detect = format.detect.map { evaluator.add($0) }
    kinds = ContiguousArray(format.kinds.map { (evaluator.add($0.test), .string($0.name)) })
    evaluator.prepare()
    self.evaluator = evaluator
  }

  /// Whether the record at hand is of the format. A test that cannot be evaluated is not passed.
  func describesRecord() -> Bool {
    guard let detect else { return true }
    bind()
    return evaluator.answer(detect) == .yes
  }

  /// The kind of the record at hand: the first whose test is true, else `unknown`. A test that cannot be evaluated is not true.
  func kind() -> CELValue {
    bind()
    for kind in kinds where evaluator.answer(kind.test) == .yes { return kind.value }
    return .string("unknown")
  }

  private func bind() {
    evaluator.beginRecord()
    evaluator.set(0, subjects.record)
    for variable in format.variables { evaluator.set(variable.slot, subjects.only(variable.subject)) }
  }
}
