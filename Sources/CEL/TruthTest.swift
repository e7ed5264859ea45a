import JSONReading

/// One test of a condition, and where to go on with the answer. What nearly all nodes of records are asked, of which type
/// something is and which members it has, is answered without a value for each part of the condition.
///
/// Only a yes or a no counts: where a test has no answer, the steps of the condition are evaluated one by one.
struct TruthTest {
  var question: Question
  /// The step whose value is tested.
  var step: Int32
  /// Another test, `yes` or `no`.
  var ifTrue, ifFalse: Int32
  /// Where the answer of the tests from this one on is kept, when several expressions ask for it; else -1.
  var answer: Int32 = -1
  /// Whether the answer is the same for all nodes that look alike, see `CELEvaluator.Appearance`.
  var isApparent = false

  static let yes: Int32 = -1
  static let no: Int32 = -2

  enum Question {
    /// Whether the value is true.
    case truth
    /// Whether it is of one of the kinds.
    case kinds(JSONKindSet)
    /// Whether it has the member, one of the keys. What is no object has none where `isGuarded` says that it was asked for
    /// its kind; elsewhere there is no answer.
    case member(Int32, isGuarded: Bool)
    /// The same, and whether the member, which is the step `value`, is of one of the kinds.
    case memberKinds(Int32, JSONKindSet, value: Int32, isGuarded: Bool)
    /// Whether it is one of so many texts, from the first one on.
    case texts(Int32, count: Int32)
  }
}

extension TrivialCode {
  /// Adds tests for the condition that the step at `position` is.
  /// - Returns: the first one; `nil` where tests would not be faster.
  mutating func addTests(of position: Int32) -> Int32? {
    guard isTestable(position) else { return nil }
    if let known = testPositions[position] {
      if tests[Int(known)].answer < 0 {
        tests[Int(known)].answer = answerCount
        answerCount += 1
      }
      return known
    }
    let first = addTests(of: position, TruthTest.yes, TruthTest.no)
    testPositions[position] = first
    return first
  }

  /// Whether something is gained by tests. What lasts as long as a record is evaluated once and kept.
  private func isTestable(_ position: Int32) -> Bool {
    guard keeping[Int(position)] != .record else { return false }
    let step = steps[Int(position)]
    return switch step.code {
    case .all, .any, .not, .conditional, .presence, .isText, .isNoText, .isOneOf: true
    default: kinds(step) != nil
    }
  }

  /// Adds the last tests first. `ifTrue` and `ifFalse` are where to go on.
  private mutating func addTests(of position: Int32, _ ifTrue: Int32, _ ifFalse: Int32) -> Int32 {
    let step = steps[Int(position)]
    guard isTestable(position) else { return add(.truth, position, ifTrue, ifFalse) }
    let first = Int(step.first)
    switch step.code {
    case .all:
      return operands[first..<first + Int(step.second)].reversed().reduce(ifTrue) { next, operand in
        addTests(of: operand, next, ifFalse)
      }
    case .any:
      return operands[first..<first + Int(step.second)].reversed().reduce(ifFalse) { next, operand in
        addTests(of: operand, ifTrue, next)
      }
    case .not: return addTests(of: step.first, ifFalse, ifTrue)
    case .conditional:
      let yes = addTests(of: operands[first + 1], ifTrue, ifFalse)
      let no = addTests(of: operands[first + 2], ifTrue, ifFalse)
      return addTests(of: operands[first], yes, no)
    case .presence: return add(.member(step.second, isGuarded: false), step.first, ifTrue, ifFalse)
    case .isText: return add(.texts(step.second, count: 1), step.first, ifTrue, ifFalse)
    case .isNoText: return add(.texts(step.second, count: 1), step.first, ifFalse, ifTrue)
    case .isOneOf: return add(.texts(step.second, count: Int32(step.number)), step.first, ifTrue, ifFalse)
    default:
      guard let (operand, kinds) = kinds(step) else { return add(.truth, position, ifTrue, ifFalse) }
      return add(.kinds(kinds), operand, ifTrue, ifFalse)
    }
  }

  private mutating func add(_ question: TruthTest.Question, _ step: Int32, _ ifTrue: Int32, _ ifFalse: Int32) -> Int32 {
    var test = TruthTest(question: question, step: step, ifTrue: ifTrue, ifFalse: ifFalse)
    test = joined(test) ?? test
    test.isApparent = isApparent(test)
    tests.append(test)
    return Int32(tests.count - 1)
  }

  /// `test` and the one behind it in one, where both ask what most rules ask: whether something is an object, has a member,
  /// and whether that is of some type. `nil` for others.
  private func joined(_ test: TruthTest) -> TruthTest? {
    guard test.ifTrue >= 0 else { return nil }
    let next = tests[Int(test.ifTrue)]
    guard next.ifFalse == test.ifFalse else { return nil }
    var joined = next
    joined.step = test.step
    switch (test.question, next.question) {
    case (.member(let key, let isGuarded), .kinds(let kinds)):
      let value = steps[Int(next.step)]
      guard value.code == .member, value.first == test.step, value.second == key else { return nil }
      joined.question = .memberKinds(key, kinds, value: next.step, isGuarded: isGuarded)
    case (.kinds(.object), .member(let key, _)) where next.step == test.step:
      joined.question = .member(key, isGuarded: true)
    case (.kinds(.object), .memberKinds(let key, let kinds, let value, _)) where next.step == test.step:
      joined.question = .memberKinds(key, kinds, value: value, isGuarded: true)
    default: return nil
    }
    return joined
  }

  /// The step and the kinds that `step` asks it for; `nil` for other questions.
  func kinds(_ step: TrivialStep) -> (operand: Int32, kinds: JSONKindSet)? {
    switch step.code {
    case .isOfType: return JSONKindSet(TypeSet(rawValue: step.number)).map { (step.first, $0) }
    case .comparison:
      let isEqual = BinaryOperator(position: Int(step.number)) == .equal
      guard isEqual || BinaryOperator(position: Int(step.number)) == .notEqual, isNull(step.second) else { return nil }
      return (step.first, isEqual ? .null : JSONKindSet.null.complement)
    default: return nil
    }
  }

  private func isNull(_ position: Int32) -> Bool {
    let step = steps[Int(position)]
    guard step.code == .constant, case .null = constants[Int(step.first)] else { return false }
    return true
  }
}

extension JSONKindSet {
  /// The kinds of the values that are of `types`; `nil` where the kind alone does not tell.
  fileprivate init?(_ types: TypeSet) {
    guard types.isDisjoint(with: [.int, .double]) || types.isSuperset(of: [.int, .double]) else { return nil }
    self = []
    let kinds: [(TypeSet, JSONKindSet)] = [
      (.null, .null), (.bool, [.true, .false]), (.int, .number), (.string, .string), (.list, .array), (.map, .object),
    ]
    for (type, kind) in kinds where types.contains(type) { insert(kind) }
  }
}
