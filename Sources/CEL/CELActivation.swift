import JSONReading
import SourceText

/// The values that an expression is evaluated on. Made once, filled anew for each subject.
public struct CELActivation {
  var values: [CELValue?]
  /// Variables of macros, outermost first.
  var locals: [CELValue] = []
  var zones = ZoneCache()
  /// What has been read of the values.
  private(set) var memory = CELMemory()
  /// Whether somebody else says when the values of `memory` change.
  private var isMemoryShared = false
  /// What is left of the work that one evaluation may do, in steps of macros; large results count as well.
  var budget = 0
  /// What is left of the work for a record, when evaluations share it.
  var recordBudget: CELBudget?
  /// The work that one evaluation may do.
  public var budgetLimit = 1_000_000

  /// No values yet; reading one before it is set is an error.
  public init(environment: CELEnvironment) { values = Array(repeating: nil, count: environment.variables.count) }

  /// The value of the variable that was declared as number `slot`; `null` as long as it has none.
  public subscript(slot: Int) -> CELValue {
    get { values[slot] ?? .null }
    set {
      if !isMemoryShared { memory.forget() }
      values[slot] = newValue
    }
  }

  /// Takes `memory` for its own, which is forgotten by whoever gives it.
  mutating func share(_ memory: CELMemory) {
    self.memory = memory
    isMemoryShared = true
  }

  /// Sets a variable to a value that stands in no record.
  mutating func set(_ slot: Int, fixed value: JSONNode) { values[slot] = .json(value) }

  /// Takes the value of a variable away: reading it is an error again.
  public mutating func remove(_ slot: Int) { values[slot] = nil }

  /// Makes room for an evaluation.
  @inline(__always)
  mutating func begin(locals count: Int) {
    budget = allowance
    if locals.count < count { locals += Array(repeating: .null, count: count - locals.count) }
  }

  /// The work that the next evaluation may do.
  var allowance: Int { min(budgetLimit, recordBudget?.stepsLeft ?? .max) }

  /// Takes the work of an evaluation off that for the record.
  mutating func end() {
    guard let recordBudget else { return }
    recordBudget.stepsLeft -= allowance - max(0, budget)
  }

  /// Counts `steps` of work.
  @inline(__always)
  mutating func spend(_ steps: Int) throws(CELEvaluationError) {
    budget -= min(steps, budget + 1)
    if budget < 0 { throw exhaustion }
  }

  private var exhaustion: CELEvaluationError {
    if let recordBudget, recordBudget.stepsLeft < budgetLimit {
      return CELEvaluationError("all rules together take more work than \(recordBudget.limit) steps on this record")
    }
    return CELEvaluationError("more work than \(budgetLimit) steps")
  }

  /// Counts the making of `value` with all that is in it, so that values cannot double over and over. A record's own
  /// containers are not made.
  mutating func spend(making value: CELValue) throws(CELEvaluationError) {
    switch value {
    case .string(let text): try spend(text.utf8.count >> 4)
    case .bytes(let bytes): try spend(bytes.count >> 4)
    case .list(let elements):
      try spend(elements.count)
      for element in elements { try spend(making: element) }
    case .map(let map):
      try spend(map.entries.count)
      for entry in map.entries { try spend(making: entry.value) }
    case .optional(let optional): if let inner = optional.value { try spend(making: inner) }
    default: break
    }
  }

  /// Counts the reading of all of `value`, by a search or a comparison: much less than making it.
  @inline(__always)
  mutating func spend(reading value: CELValue) throws(CELEvaluationError) { try spend(value.blockCount) }

  /// Counts the way to a member or an element of a record's container, which is as long as that has members before it.
  @inline(__always)
  mutating func spend(searching value: CELValue) throws(CELEvaluationError) {
    if case .json(let node) = value { try spend(node.count >> 4) }
  }

  /// Counts a call with one argument.
  @inline(__always)
  mutating func spend(_ cost: CELFunctionCost, on value: CELValue) throws(CELEvaluationError) {
    try spend(cost.steps(blocks: CollectionOfOne(value.blockCount)))
  }

  /// Counts a call with two arguments.
  @inline(__always)
  mutating func spend(_ cost: CELFunctionCost, on first: CELValue, _ second: CELValue) throws(CELEvaluationError) {
    let blocks = (first.blockCount, second.blockCount)
    try spend(
      cost.isProduct ? cost.steps(blocks: [blocks.0, blocks.1]) : cost.fixed + cost.perBlock * (blocks.0 + blocks.1))
  }

  /// Counts any other call.
  mutating func spend(_ cost: CELFunctionCost, on values: [CELValue]) throws(CELEvaluationError) {
    try spend(cost.steps(blocks: values.lazy.map(\.blockCount)))
  }
}
