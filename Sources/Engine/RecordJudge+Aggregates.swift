import CEL
import JSONReading
import RuleSets
import SourceText

// Counts over a run.
extension RecordJudge {
  /// Counts `node` in its group.
  func count(
    _ question: CELEvaluator.Question, _ group: CELEvaluator.Question?, _ rulePosition: Int, _ node: JSONNode,
    _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let evaluator = variables(position).evaluator
    let counts = try evaluator.holds(question)
    let value = try group.map { group throws(CELEvaluationError) in try key(group, evaluator) } ?? .null
    guard value.canNameGroup, let hash = KeyHash(value, seed: seed) else {
      throw CELEvaluationError("a group is made by a string, a number or a boolean")
    }
    let entry = Self.firstRule + rulePosition
    result.counts[entry].seen += 1
    result.counts[entry].passed += 1
    result.groups.add(hash, of: rulePosition, counts: counts) {
      group == nil ? nil : value.shortText
    } place: {
      let offset = self.place(program.rules[rulePosition].place, node, position).node.span.start
      return GroupCounts.Place(record: place.number, offset: offset, step: place.step(to: offset))
    }
  }
}

extension CELValue {
  /// Whether it is a scalar. Subjects without a value, or with `null`, are a group as well.
  fileprivate var canNameGroup: Bool {
    switch self {
    case .null, .bool, .int, .uint, .double, .string: true
    case .json(let node): node.kind == .string
    default: false
    }
  }
}
