import CEL
import JSONPath
import JSONReading
import RuleSets

/// Tells what records are, by a format definition.
final class RecordFormat {
  private let format: Program.Format
  private var activation: CELActivation
  /// The kinds as values, made once.
  private let kinds: [CELValue]

  init(_ format: Program.Format) {
    self.format = format
    activation = CELActivation(environment: format.environment)
    kinds = format.kinds.map { .string($0.name) }
  }

  /// Whether `record` is of the format. A test that cannot be evaluated is not passed.
  func describes(_ record: JSONNode) -> Bool {
    guard let detect = format.detect else { return true }
    bind(record)
    return (try? detect.evaluateBool(&activation)) ?? false
  }

  /// The kind of `record`: the first whose test is true, else `unknown`. A test that cannot be evaluated is not true.
  func kind(of record: JSONNode) -> CELValue {
    bind(record)
    for (position, candidate) in format.kinds.enumerated()
    where (try? candidate.test.evaluateBool(&activation)) == true {
      return kinds[position]
    }
    return .string("unknown")
  }

  private func bind(_ record: JSONNode) {
    activation[0] = CELValue(record)
    for variable in format.variables {
      activation[variable.slot] = variable.query.first(in: record).map { CELValue($0) } ?? .null
    }
  }
}
