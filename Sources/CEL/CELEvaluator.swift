public import JSONReading

/// Evaluates many expressions of one environment on the same values, node after node. One for each worker.
///
/// What expressions share is evaluated once a node, and once a record where it reads only what is the same for all
/// nodes of one. Whatever can be told without making values is; the rest, and every error, comes from the general
/// evaluation.
public final class CELEvaluator {
  /// An expression of an evaluator.
  public struct Question: Sendable {
    let step: Int32
    /// The first of the tests that answer most often; `nil` where there are none.
    var tests: Int32?
    let expression: Int
    /// Whether the value is the same for all nodes of a record.
    var isLasting = false
    /// Whether it asks for a member of the variable that is the node.
    var isMemberOfSubject = false
    /// Which value it asks for: questions of the same number have the same value. `nil` where it may be another each time.
    public var number: Int32?
  }

  /// The moment at which the variables that `question` reads were last set: its value is the same as long as it is.
  public func moment(of question: Question) -> Int { question.isLasting ? evaluator.recordTime : evaluator.nodeTime }

  private let environment: CELEnvironment
  private var code: TrivialCode
  private var evaluator: TrivialEvaluator
  private var activation: CELActivation
  /// Whether the general evaluation has all values.
  private var isActivationCurrent = false
  private var asked: [(expression: CELExpression, fixed: (slot: Int, value: JSONNode)?)] = []

  /// The work that is left for the record, shared with other evaluators.
  private let budget: CELBudget
  /// What has been read of the record, shared with other evaluators or not.
  private let memory: CELMemory
  private let isMemoryShared: Bool

  /// Evaluates expressions that were compiled in `environment`. The variables of the slots `lasting` keep their values
  /// until the next record. `budget` is for whoever evaluates on untrusted records; `appearance` for whoever asks what holds
  /// for all nodes that look alike. Who gives a `memory` tells it when records change.
  public init(
    environment: CELEnvironment, lasting: [Int], budget: CELBudget? = nil, memory: CELMemory? = nil,
    appearance: Appearance? = nil
  ) {
    self.memory = memory ?? CELMemory()
    isMemoryShared = memory != nil
    self.budget = budget ?? .unlimited
    self.environment = environment
    code = TrivialCode(lasting: Set(lasting), appearance: appearance)
    activation = CELActivation(environment: environment)
    activation.recordBudget = self.budget
    activation.share(self.memory)
    evaluator = TrivialEvaluator(
      code: code, values: ContiguousArray(repeating: .unknown, count: environment.variables.count),
      memory: self.memory)
  }

  /// Adds `expression`; `fixed` is a variable with the value that it has for it. To be asked after `prepare`.
  public func add(_ expression: CELExpression, fixed: (slot: Int, value: JSONNode)? = nil) -> Question {
    let step = code.add(expression, fixed: fixed)
    asked.append((expression, fixed))
    return Question(
      step: step, tests: code.addTests(of: step), expression: asked.count - 1,
      isLasting: code.isWhole[Int(step)] && code.keeping[Int(step)] == .record,
      number: code.isWhole[Int(step)] ? step : nil)
  }

  /// Adds the chain of members `names` of the variable `slot`.
  public func add(path names: [String], from slot: Int) -> Question {
    let step = code.add(names, from: slot)
    return Question(step: step, expression: -1, isMemberOfSubject: code.isMemberOfSubject(step))
  }

  /// Adds the part of `question` that reads only what lasts as long as a record; `nil` when there is none.
  public func addRecordPart(of question: Question) -> Question? {
    code.recordPart(of: question.step).map { Question(step: $0, expression: question.expression) }
  }

  /// Takes over what was added. What is known of the record's values has to be found again.
  public func prepare() { evaluator = TrivialEvaluator(code: code, values: evaluator.values, memory: memory) }

  // MARK: Values

  /// Begins with another record.
  public func beginRecord() {
    if !isMemoryShared { memory.forget() }
    evaluator.beginRecord()
    isActivationCurrent = false
  }

  /// Begins with another node of the record.
  public func beginNode() {
    evaluator.beginNode()
    isActivationCurrent = false
  }

  /// Sets a variable to a value of a record, `null` when there is none.
  public func set(_ slot: Int, _ node: JSONNode?) {
    evaluator.values[slot] = node.map(TrivialValue.node) ?? .null
    if isActivationCurrent { activation[slot] = node.map(CELValue.json) ?? .null }
  }

  /// Sets a variable.
  public func set(_ slot: Int, _ value: CELValue) {
    evaluator.values[slot] = TrivialValue(value)
    activation[slot] = value
  }

  /// The string, array or object of a record that a variable is; `nil` for other values.
  public func node(_ slot: Int) -> JSONNode? {
    guard case .node(let node) = evaluator.values[slot], case .json(let container) = CELValue(node) else { return nil }
    return container
  }

  /// Hands the nodes on to the general evaluation; it has all other values since they were set.
  private func complete() {
    guard !isActivationCurrent else { return }
    isActivationCurrent = true
    for slot in evaluator.values.indices {
      switch evaluator.values[slot] {
      case .node(let node): activation[slot] = .json(node)
      case .null: activation[slot] = .null
      default: break
      }
    }
  }

  // MARK: Questions

  /// What an expression that should be a boolean says.
  public enum Answer { case yes, no, fails }

  /// What the steps of `question` give; their work counts.
  private func result(_ question: Question) -> TrivialValue {
    let allowance = self.allowance
    let value = evaluator.evaluate(question.step, budget: allowance)
    spend(allowance)
    return value
  }

  /// The work that the next evaluation may do.
  private var allowance: Int { min(activation.budgetLimit, budget.stepsLeft) }

  /// Takes what the evaluator has not left of `allowance` from the record's budget.
  private func spend(_ allowance: Int) {
    if evaluator.stepsLeft != allowance { budget.stepsLeft -= allowance - max(0, evaluator.stepsLeft) }
  }

  /// What `question` says; `fails` instead of an error.
  public func answer(_ question: Question) -> Answer {
    if let isTrue = tested(question) { return isTrue ? .yes : .no }
    switch result(question) {
    case .bool(let value): return value ? .yes : .no
    case .node(let node): if let value = node.boolean { return value ? .yes : .no }
    case .fails: return .fails
    default: break
    }
    return (try? holds(generally: question)).map { $0 ? .yes : .no } ?? .fails
  }

  /// Whether `question` is true. Everything that is no boolean is an error.
  public func holds(_ question: Question) throws(CELEvaluationError) -> Bool {
    if let isTrue = tested(question) { return isTrue }
    return switch result(question) {
    case .bool(let value): value
    default: try holds(generally: question)
    }
  }

  /// What the tests of `question` say; `nil` where they have no answer, or there are none.
  private func tested(_ question: Question) -> Bool? {
    guard let tests = question.tests else { return nil }
    let allowance = self.allowance
    let isTrue = evaluator.holds(tests, budget: allowance)
    spend(allowance)
    return isTrue
  }

  /// What `question` says of all nodes that look like the one at hand, without work that counts; `nil` where that depends
  /// on more.
  public func holdsByAppearance(_ question: Question) -> Bool? {
    question.tests.flatMap { evaluator.holdsByAppearance($0) }
  }

  /// Whether the value that `path` leads to is missing or `null` in all nodes that look like the one at hand, or there in all
  /// of them; `nil` where that depends on more.
  public func isMissingByAppearance(_ path: Question) -> Bool? {
    path.isMemberOfSubject ? evaluator.isMissing(path.step) : nil
  }

  /// Whether what is told by the appearance of nodes depends on the members of objects.
  public var looksAtMembers: Bool { code.readsMembersOfSubject }

  /// Whether `part`, the part of a question that lasts as long as a record, tells that the question is false for all nodes
  /// of the record at hand.
  public func isRefuted(by part: Question) -> Bool {
    if case .bool(false) = result(part) { true } else { false }
  }

  private func holds(generally question: Question) throws(CELEvaluationError) -> Bool {
    let (expression, fixed) = asked[question.expression]
    complete()
    if let fixed { activation.set(fixed.slot, fixed: fixed.value) }
    return try expression.evaluateBool(&activation)
  }

  /// The value of `question`; where `isExact` says so, with numbers that no double tells apart as their places in the record.
  public func value(_ question: Question, isExact: Bool = false) throws(CELEvaluationError) -> CELValue {
    switch result(question) {
    case .bool(let value): return .bool(value)
    case .int(let value): return .int(value)
    case .node(let node): return isExact ? .exact(node) : CELValue(node)
    case let result: if let value = evaluator.general(result) { return value }
    }
    let (expression, fixed) = asked[question.expression]
    complete()
    if let fixed { activation.set(fixed.slot, fixed: fixed.value) }
    return try expression.evaluate(&activation)
  }

  /// A value, as far as it is told without being made.
  public enum ShortValue {
    /// There is none: an error, or `null`.
    case absent
    /// A text of at most 32 bytes.
    case text(JSONShortKey)
    /// Anything, see `value`.
    case other
  }

  /// The value of `question` if it is a short text, or whether there is one.
  public func shortValue(_ question: Question) -> ShortValue {
    switch result(question) {
    case .null, .fails: .absent
    case .text(let text): .text(JSONShortKey(low: text.low, high: text.high))
    case .node(let node): node.isNull ? .absent : node.shortText.map(ShortValue.text) ?? .other
    default: .other
    }
  }

  /// The value of an expression that is no question.
  public func evaluate(_ expression: CELExpression) throws(CELEvaluationError) -> CELValue {
    complete()
    return try expression.evaluate(&activation)
  }

  /// Whether the value that a path leads to is missing or `null`; `nil` when it is too long a way to tell.
  public func isMissing(_ path: Question) -> Bool? {
    evaluator.isMissing(path.step)
  }
}
