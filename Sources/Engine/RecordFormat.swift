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
  /// The tests of the layouts, once they have been asked for; `nil` for that of all that remain.
  private var layouts: ContiguousArray<CELEvaluator.Question?>?
  /// The first kinds of the format as values, with their tests: as many as have been asked for.
  private var kinds: ContiguousArray<(test: CELEvaluator.Question, value: CELValue)> = []

  /// `subjects` has the record at hand.
  init(_ format: Program.Format, subjects: RecordSubjects) {
    self.format = format
    self.subjects = subjects
    let evaluator = CELEvaluator(
      environment: format.environment, lasting: Array(format.environment.variables.indices))
    detect = format.detect.map { evaluator.add($0) }
    evaluator.prepare()
    self.evaluator = evaluator
  }

  /// Whether the record at hand is of the format, and the position of its layout; `nil` when it has none of them. A test
  /// that cannot be evaluated is not passed.
  func recognize() -> (isOfFormat: Bool, layout: Int?) {
    if detect == nil, format.layouts.isEmpty { return (true, nil) }
    bind()
    let isOfFormat = detect.map { evaluator.answer($0) == .yes } ?? true
    let layout = layoutTests().firstIndex { test in test.map { evaluator.answer($0) == .yes } ?? true }
    return (isOfFormat, layout)
  }

  private func layoutTests() -> ContiguousArray<CELEvaluator.Question?> {
    if let layouts { return layouts }
    let made = ContiguousArray(format.layouts.map { $0.detect.map { evaluator.add($0.value) } })
    evaluator.prepare()
    layouts = made
    return made
  }

  /// The kind of the record at hand, as a value and by its number: the first whose test is true, else `unknown`. A test that
  /// cannot be evaluated is not true.
  func kind() -> (value: CELValue, number: Int) {
    bind()
    for position in format.kinds.indices {
      let kind = kind(position)
      if evaluator.answer(kind.test) == .yes { return (kind.value, position) }
    }
    return (.string("unknown"), format.kinds.count)
  }

  /// The kind at `position`, where all before it were asked for. Most exports have a few kinds only, whose tests come
  /// first; to compile those of all takes a twentieth of the time in which a small export is judged.
  private func kind(_ position: Int) -> (test: CELEvaluator.Question, value: CELValue) {
    if position == kinds.count {
      kinds.append((evaluator.add(format.kinds[position].test.value), .string(format.kinds[position].name)))
      evaluator.prepare()
    }
    return kinds[position]
  }

  private func bind() {
    evaluator.beginRecord()
    evaluator.set(0, subjects.record)
    for variable in format.variables { evaluator.set(variable.slot, subjects.only(variable.subject)) }
  }
}
