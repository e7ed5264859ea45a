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

  static let yes: Int32 = -1
  static let no: Int32 = -2

  enum Question {
    /// Whether the value is true.
    case truth
    /// Whether it is of one of the kinds.
    case kinds(JSONKindSet)
    /// Whether it has the member, one of the keys.
    case member(Int32)
    /// Whether it is one of the texts.
    case text(Int32)
  }
}

extension TrivialCode {
  /// Adds tests for the condition that the step at `position` is.
  /// - Returns: the first one; `nil` where tests would not be faster.
  mutating func addTests(of position: Int32) -> Int32? {
    guard isTestable(position) else { return nil }
    if let known = testPositions[position] { return known }
    let first = addTests(of: position, TruthTest.yes, TruthTest.no)
    testPositions[position] = first
    return first
  }

  /// Whether something is gained by tests. What lasts as long as a record is evaluated once and kept.
  private func isTestable(_ position: Int32) -> Bool {
    guard keeping[Int(position)] != .record else { return false }
    let step = steps[Int(position)]
    return switch step.code {
    case .all, .any, .not, .conditional, .presence, .isText, .isNoText: true
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
    case .presence: return add(.member(step.second), step.first, ifTrue, ifFalse)
    case .isText: return add(.text(step.second), step.first, ifTrue, ifFalse)
    case .isNoText: return add(.text(step.second), step.first, ifFalse, ifTrue)
    default:
      guard let (operand, kinds) = kinds(step) else { return add(.truth, position, ifTrue, ifFalse) }
      return add(.kinds(kinds), operand, ifTrue, ifFalse)
    }
  }

  private mutating func add(_ question: TruthTest.Question, _ step: Int32, _ ifTrue: Int32, _ ifFalse: Int32) -> Int32 {
    tests.append(TruthTest(question: question, step: step, ifTrue: ifTrue, ifFalse: ifFalse))
    return Int32(tests.count - 1)
  }

  /// The step and the kinds that `step` asks it for; `nil` for other questions.
  private func kinds(_ step: TrivialStep) -> (operand: Int32, kinds: JSONKindSet)? {
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
