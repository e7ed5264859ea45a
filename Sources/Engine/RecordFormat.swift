import CEL
import JSONPath
import JSONReading
import RuleSets

/// Tells what records are, by a format definition.
final class RecordFormat {
  private let format: Program.Format
  private let subjects: RecordSubjects
  private var activation: CELActivation
  /// The kinds as values, made once.
  private let kinds: [CELValue]

  /// `subjects` has the record at hand.
  init(_ format: Program.Format, subjects: RecordSubjects) {
    self.format = format
    self.subjects = subjects
    activation = CELActivation(environment: format.environment)
    kinds = format.kinds.map { .string($0.name) }
  }

  /// Whether the record at hand is of the format. A test that cannot be evaluated is not passed.
  func describesRecord() -> Bool {
    guard let detect = format.detect else { return true }
    bind()
    return (try? detect.evaluateBool(&activation)) ?? false
  }

  /// The kind of the record at hand: the first whose test is true, else `unknown`. A test that cannot be evaluated is not true.
  func kind() -> CELValue {
    bind()
    for (position, candidate) in format.kinds.enumerated()
    where (try? candidate.test.evaluateBool(&activation)) == true {
      return kinds[position]
    }
    return .string("unknown")
  }

  private func bind() {
    activation[0] = subjects.record.map { CELValue($0) } ?? .null
    for variable in format.variables {
      activation[variable.slot] = subjects.only(variable.subject).map { CELValue($0) } ?? .null
    }
  }
}
