import CEL
import JSONPath
import JSONReading
import RuleSets

/// Tells what records are, by a format definition.
///
/// Most tests ask for no more than which keys a record has, with values of which kinds: what these say is found for the first
/// record that looks so (`CELEvaluator.Appearance`), and only the others are asked of the next ones.
final class RecordFormat {
  private let format: Program.Format
  private let subjects: RecordSubjects
  private let evaluator: CELEvaluator
  private let detect: CELEvaluator.Question?
  /// The tests of the layouts, once they have been asked for; `nil` for that of all that remain.
  private var layouts: ContiguousArray<CELEvaluator.Question?>?
  /// The first kinds of the format as values, with their tests: as many as have been asked for.
  private var kinds: ContiguousArray<(test: CELEvaluator.Question, value: CELValue)> = []
  /// How records looked so far, and of what numbering their shapes are.
  private var looks: ContiguousArray<JSONTypedShape> = []
  private var numbering: UInt64 = 0
  /// Of each look what is known of each list.
  private var open: ContiguousArray<OpenTests> = []

  /// A list of tests, of which the first true one wins.
  private enum TestList: Int, CaseIterable { case detect, layouts, kinds }

  /// Of a list the tests that may be true of records that look alike.
  private struct OpenTests {
    /// Whether each is known to be true, with its position.
    var tests: ContiguousArray<(position: Int, isTrue: Bool)> = []
    /// The first that has not been looked at.
    var next = 0
  }

  /// The looks that are kept; exports have a handful.
  private static let mostLooks = 16

  /// `subjects` has the record at hand.
  init(_ format: Program.Format, subjects: RecordSubjects) {
    self.format = format
    self.subjects = subjects
    let recordSlots = [0] + format.variables.filter { subjects.isRecord($0.subject) }.map(\.slot)
    let evaluator = CELEvaluator(
      environment: format.environment, lasting: [], memory: subjects.memory,
      appearance: CELEvaluator.Appearance(of: recordSlots, known: []))
    detect = format.detect.map { evaluator.add($0) }
    evaluator.prepare()
    self.evaluator = evaluator
  }

  /// Whether the record at hand is of the format, and the position of its layout; `nil` when it has none of them. A test
  /// that cannot be evaluated is not passed.
  func recognize() -> (isOfFormat: Bool, layout: Int?) {
    if detect == nil, format.layouts.isEmpty { return (true, nil) }
    bind()
    let look = look()
    let isOfFormat = first(of: 1, .detect, look) { _ in detect } != nil
    return (isOfFormat, first(of: format.layouts.count, .layouts, look) { layoutTests()[$0] })
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
    guard let position = first(of: format.kinds.count, .kinds, look(), test: { kind($0).test }) else {
      return (.string("unknown"), format.kinds.count)
    }
    return (kind(position).value, position)
  }

  /// The kind at `position`, where all before it were asked for. Most exports have a few kinds only, whose tests come
  /// first; to compile those of all takes a twentieth of the time in which a small export is judged.
  private func kind(_ position: Int) -> (test: CELEvaluator.Question, value: CELValue) {
    while kinds.count <= position {
      let kind = format.kinds[kinds.count]
      kinds.append((evaluator.add(kind.test.value), .string(kind.name)))
      evaluator.prepare()
    }
    return kinds[position]
  }

  /// The position of the first of the `count` tests of a list that the record at hand passes; `nil` when it passes none.
  /// `look` is the position of how it looks. What has no test is passed.
  @inline(__always)
  private func first(
    of count: Int, _ list: TestList, _ look: Int?, test: (Int) -> CELEvaluator.Question?
  ) -> Int? {
    guard let look else { return (0..<count).first { isPassed(test($0)) } }
    let place = look * TestList.allCases.count + list.rawValue
    for number in open[place].tests.indices {
      let known = open[place].tests[number]
      if known.isTrue || isPassed(test(known.position)) { return known.position }
    }
    while case let position = open[place].next, position < count {
      let question = test(position)
      let isTrue = question.map { evaluator.holdsByAppearance($0) } ?? true
      open[place].next += 1
      if isTrue == false { continue }
      open[place].tests.append((position, isTrue ?? false))
      if isTrue ?? isPassed(question) { return position }
    }
    return nil
  }

  private func isPassed(_ test: CELEvaluator.Question?) -> Bool { test.map { evaluator.answer($0) == .yes } ?? true }

  /// The position among the looks of how the record at hand looks; `nil` where that cannot be told.
  private func look() -> Int? {
    guard let record = subjects.record, let shape = record.typedShape else { return nil }
    for position in looks.indices where looks[position] == shape && numbering == record.shapeNumbering {
      return position
    }
    if numbering != record.shapeNumbering || looks.count == Self.mostLooks {
      looks.removeAll(keepingCapacity: true)
      open.removeAll(keepingCapacity: true)
      numbering = record.shapeNumbering
    }
    looks.append(shape)
    for _ in TestList.allCases { open.append(OpenTests()) }
    return looks.count - 1
  }

  private func bind() {
    evaluator.beginRecord()
    evaluator.set(0, subjects.record)
    for variable in format.variables { evaluator.set(variable.slot, subjects.only(variable.subject)) }
  }
}
