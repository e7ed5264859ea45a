import JSONReading
import LinearRegex
import Secrets
import SourceText

/// Runs trivial code on the values of variables. But for calls of functions it makes nothing and counts no references; each
/// step is run once a node, or once a record where it reads nothing that changes within one.
struct TrivialEvaluator {
  let code: TrivialCode
  /// The values of the variables.
  var values: ContiguousArray<TrivialValue>
  var locals: ContiguousArray<TrivialValue>
  private var slots: ContiguousArray<Slot>
  /// What conditions of several expressions said, and when.
  private var answers: ContiguousArray<(time: Int, isTrue: Bool)>
  /// Values with references: those that are kept for the node at hand, and for the record.
  var keptOfNode: ContiguousArray<CELValue> = []
  var keptOfRecord: ContiguousArray<CELValue> = []
  /// When the record and the node began; each beginning is a moment of its own.
  private var now = 1
  private(set) var recordTime = 1
  private(set) var nodeTime = 1
  /// What is left of the work that one evaluation may do.
  var stepsLeft = 0
  /// What has been read of the record at hand.
  let memory: CELMemory
  /// The kinds of the credentials in the last text that was looked through: the moment, and the step that is the text.
  var secrets: (time: Int, step: Int32, kinds: Secret.Kinds) = (0, -1, [])

  /// A step, and what it gave at what time.
  private struct Slot {
    var step: TrivialStep
    var keeping: TrivialCode.Keeping
    var kept: (time: Int, value: TrivialValue) = (0, .unknown)
  }

  init(code: TrivialCode, values: ContiguousArray<TrivialValue>, memory: CELMemory) {
    self.memory = memory
    self.code = code
    self.values = values
    locals = ContiguousArray(repeating: .unknown, count: code.localCount)
    answers = ContiguousArray(repeating: (0, false), count: Int(code.answerCount))
    slots = ContiguousArray(
      code.steps.indices.map { Slot(step: code.steps[$0], keeping: code.keeping(at: $0)) })
  }

  /// Forgets all values of steps.
  mutating func beginRecord() {
    if !keptOfNode.isEmpty { keptOfNode.removeAll(keepingCapacity: true) }
    if !keptOfRecord.isEmpty { keptOfRecord.removeAll(keepingCapacity: true) }
    now += 1
    (recordTime, nodeTime) = (now, now)
  }

  /// Forgets what depends on variables that change within a record.
  mutating func beginNode() {
    if !keptOfNode.isEmpty { keptOfNode.removeAll(keepingCapacity: true) }
    now += 1
    nodeTime = now
  }

  /// Whether the condition that starts with the test `first` is true, found with at most `budget` steps of macros; `nil`
  /// where a test has no answer.
  mutating func holds(_ first: Int32, budget: Int) -> Bool? {
    stepsLeft = budget
    let place = Int(code.tests[Int(first)].answer)
    guard place >= 0 else { return holds(first) }
    if answers[place].time == nodeTime { return answers[place].isTrue }
    let isTrue = holds(first)
    if let isTrue { answers[place] = (nodeTime, isTrue) }
    return isTrue
  }

  private mutating func holds(_ first: Int32) -> Bool? {
    var at = first
    repeat {
      let test = code.tests[Int(at)]
      guard let isTrue = isTrue(test) else { return nil }
      at = isTrue ? test.ifTrue : test.ifFalse
    } while at >= 0
    return at == TruthTest.yes
  }

  /// What the condition that starts with the test `first` says of all nodes that look like the one at hand; `nil` where
  /// that depends on more.
  mutating func holdsByAppearance(_ first: Int32) -> Bool? {
    var at = first
    repeat {
      let test = code.tests[Int(at)]
      guard test.isApparent, let isTrue = isTrue(test) else { return nil }
      at = isTrue ? test.ifTrue : test.ifFalse
    } while at >= 0
    return at == TruthTest.yes
  }

  /// The answer to `test`; `nil` where it has none.
  @inline(__always)
  private mutating func isTrue(_ test: TruthTest) -> Bool? {
    switch test.question {
    case .truth:
      switch truth(test.step) {
      case .yes: return true
      case .no: return false
      case .fails, .unknown: return nil
      }
    case .kinds(let kinds):
      guard case .node(let node) = operand(test.step) else { return nil }
      return kinds.contains(kindOf: node)
    case .member(let key, let isGuarded):
      guard case .node(let node) = operand(test.step), isGuarded || Self.isObject(node) else { return nil }
      return node.hasMember(code.keys[Int(key)])
    case .memberKinds(let key, let kinds, let value, let isGuarded):
      guard case .node(let node) = operand(test.step), isGuarded || Self.isObject(node) else { return nil }
      guard let member = node.member(code.keys[Int(key)]), kinds.contains(kindOf: member) else { return false }
      // The rule most often goes on with it.
      if slots[Int(value)].keeping == .node { slots[Int(value)].kept = (nodeTime, .node(member)) }
      return true
    case .texts(let first, let count):
      // Before the call, which would hold a copy of everything while the operand is found.
      let operand = operand(test.step)
      return isOne(operand, of: Int(first)..<Int(first &+ count))
    }
  }

  @inline(__always)
  private static func isObject(_ node: JSONNode) -> Bool { JSONKindSet.object.contains(kindOf: node) }

  /// The value of a step that most often is a variable.
  @inline(__always)
  private mutating func operand(_ position: Int32) -> TrivialValue {
    let step = slots[Int(position)].step
    switch step.code {
    case .variable: return values[Int(step.first)]
    case .local: return locals[Int(step.first)]
    default: return value(position)
    }
  }

  /// Whether the value of a step, which most often is a member, is missing or `null`; `nil` when it is too long a way to
  /// tell.
  mutating func isMissing(_ position: Int32) -> Bool? {
    let step = slots[Int(position)].step
    if step.code == .member, case .node(let node) = operand(step.first), node.kind == .object {
      return node.member(code.keys[Int(step.second)])?.isNull ?? true
    }
    return switch value(position) {
    case .node(let node): node.isNull
    case .fails, .null: true
    default: nil
    }
  }

  /// The value of a step, found with at most `budget` steps of macros.
  mutating func evaluate(_ step: Int32, budget: Int) -> TrivialValue {
    stepsLeft = budget
    return value(step)
  }

  mutating func value(_ position: Int32) -> TrivialValue {
    let position = Int(position)
    let slot = slots[position]
    if slot.keeping == .never { return run(slot.step, isLasting: false) }
    let time = slot.keeping == .record ? recordTime : nodeTime
    if slot.kept.time == time { return slot.kept.value }
    let value = run(slot.step, isLasting: slot.keeping == .record)
    slots[position].kept = (time, value)
    return value
  }

  /// `isLasting` tells that the value is kept until the next record.
  private mutating func run(_ step: TrivialStep, isLasting: Bool) -> TrivialValue {
    switch step.code {
    case .unknown: return .unknown
    case .constant: return code.constants[Int(step.first)]
    case .keptConstant: return keep(code.keptConstants[Int(step.first)], isLasting: isLasting)
    case .variable: return values[Int(step.first)]
    case .local: return locals[Int(step.first)]
    case .member:
      let operand = self.operand(step.first)
      guard case .node(let node) = operand else { return operand.asFailure }
      return node.member(code.keys[Int(step.second)]).map(TrivialValue.node) ?? .fails
    case .presence:
      let operand = self.operand(step.first)
      guard case .node(let node) = operand else { return operand.asFailure }
      guard node.kind == .object else { return .fails }
      return .bool(node.hasMember(code.keys[Int(step.second)]))
    case .element:
      let operand = self.operand(step.first)
      guard case .node(let node) = operand, node.kind == .array else { return operand.asFailure }
      return node.element(at: Int(step.number)).map(TrivialValue.node) ?? .fails
    case .namedMember: return selection(step)
    case .namedPresence: return presence(step)
    case .not: return answer(truth(step.first).negated)
    case .all: return logical(step, decisive: .no)
    case .any: return logical(step, decisive: .yes)
    case .conditional:
      let first = Int(step.first)
      switch truth(code.operands[first]) {
      case .yes: return value(code.operands[first + 1])
      case .no: return value(code.operands[first + 2])
      case .fails: return .fails
      case .unknown: return .unknown
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: return compare(step)
    case .comparison:
      let left = value(step.first)
      let right = value(step.second)
      return compare(BinaryOperator(position: Int(step.number)), left, right)
    case .isText, .isNoText, .isOneOf: return isText(step)
    case .startsWith, .endsWith, .contains, .matches: return matches(step)
    case .textQuestion: return ask(step)
    case .isTime: return isTime(step)
    case .isOfType:
      let operand = self.operand(step.first)
      return operand.isOf(TypeSet(rawValue: step.number)).map(TrivialValue.bool) ?? operand.asFailure
    case .type:
      let operand = value(step.first)
      return operand.type.map(TrivialValue.type) ?? operand.asFailure
    case .size: return size(step)
    case .asDouble: return asDouble(step)
    case .urlPart: return urlPart(step, isLasting: isLasting)
    case .urlPresence: return urlPresence(step)
    case .call: return call(step, isLasting: isLasting)
    case .list: return list(step, isLasting: isLasting)
    case .collect: return collect(step, isLasting: isLasting)
    case .bind:
      let bound = value(step.first)
      switch bound {
      case .fails, .unknown: return bound
      default: return value(step.second)
      }
    case .valueOr: return valueOr(step, isLasting: isLasting)
    case .memberOr:
      guard case .node(let node) = operand(step.first), node.kind == .object else { return .unknown }
      let member = node.member(code.keys[Int(step.second)])
      return member.map(TrivialValue.node) ?? value(Int32(truncatingIfNeeded: step.number))
    case .forAll: return quantify(step, decisive: .no)
    case .exists: return quantify(step, decisive: .yes)
    case .add, .subtract, .multiply, .divide, .remainder: return calculate(step)
    }
  }

  // MARK: Truth

  /// What a condition says.
  enum Truth {
    case yes, no, fails, unknown

    var negated: Truth {
      switch self {
      case .yes: .no
      case .no: .yes
      default: self
      }
    }
  }

  func answer(_ truth: Truth) -> TrivialValue {
    switch truth {
    case .yes: .bool(true)
    case .no: .bool(false)
    case .fails: .fails
    case .unknown: .unknown
    }
  }

  private mutating func truth(_ step: Int32) -> Truth {
    switch value(step) {
    case .bool(let value): value ? .yes : .no
    case .unknown, .kept: .unknown
    case .node(let node): node.boolean.map { $0 ? .yes : .no } ?? .fails
    default: .fails
    }
  }

  /// What a condition says that has tests from `tests` on, if that is a position.
  mutating func truth(_ step: Int32, _ tests: Int32) -> Truth {
    if tests >= 0, let holds = holds(tests) { return holds ? .yes : .no }
    return truth(step)
  }

  /// The operand that decides wins over all others, whatever they are.
  private mutating func logical(_ step: TrivialStep, decisive: Truth) -> TrivialValue {
    var result = decisive.negated
    for position in Int(step.first)..<Int(step.first &+ step.second) {
      switch truth(code.operands[position]) {
      case decisive: return answer(decisive)
      case .unknown: result = .unknown
      case .fails: if result != .unknown { result = .fails }
      default: break
      }
    }
    return answer(result)
  }
}

extension TrivialValue {
  /// What follows from an operand that a step cannot handle.
  var asFailure: TrivialValue {
    if case .fails = self { .fails } else { .unknown }
  }
}
