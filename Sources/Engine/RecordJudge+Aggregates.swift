import CEL
import JSONReading
import RuleSets
import SourceText

// Measures over a run.
extension RecordJudge {
  /// Measures `node` for its group.
  func measure(
    _ asked: AggregateQuestions, _ rulePosition: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let evaluator = variables(position).evaluator
    let entry = Self.firstRule + rulePosition
    var (counts, value) = (false, CELValue.null)
    if asked.measure == .count {
      counts = try evaluator.holds(asked.question)
    } else {
      value = try key(asked.question, evaluator)
    }
    let group = try asked.group.map { group throws(CELEvaluationError) in try key(group, evaluator) } ?? .null
    guard group.canNameGroup, let hash = KeyHash(group, seed: seed) else {
      throw CELEvaluationError("a group is made by a string, a number or a boolean")
    }
    if asked.measure != .count, value.isNull {
      result.counts[entry].countNotApplicable()
      return
    }
    let (valueHash, number) = try hashOrNumber(asked.measure, value)
    result.counts[entry].countPassed()
    let rule = program.rules[rulePosition]
    func start() -> Int { self.place(rule.place, node, position).node.span.start }
    func here() -> GroupCounts.Place {
      let offset = start()
      return GroupCounts.Place(record: place.number, offset: offset, step: place.step(to: offset))
    }
    result.groups.add(hash, of: rulePosition) {
      asked.group == nil ? nil : group.shortText
    } measure: { group in
      if let valueHash {
        group.values.add(valueHash, text: { value.shortText }, place: here)
      } else if let number {
        group.spread.add(number, limit: asked.placeCount) {
          let offset = start()
          return KeyEntry(
            rule: rulePosition, hash: hash, record: place.number, recordSpan: record?.span ?? node.span,
            subjectStart: node.span.start, keyStart: offset, step: place.step(to: offset))
        }
      } else if counts {
        group.countedCount += 1
        if group.first == nil { group.first = here() }
      }
    }
  }

  private func hashOrNumber(
    _ measure: AggregateQuestions.Measure, _ value: CELValue
  ) throws(CELEvaluationError) -> (KeyHash?, Double?) {
    switch measure {
    case .count: return (nil, nil)
    case .distinct:
      guard let hash = KeyHash(value, seed: seed) else {
        throw CELEvaluationError("a value of this type cannot be compared")
      }
      return (hash, nil)
    case .spread:
      let number: Double? =
        switch value {
        case .int(let value): Double(value)
        case .uint(let value): Double(value)
        case .double(let value): value
        default: nil
        }
      guard let number, number.isFinite else { throw CELEvaluationError("the value is not a finite number") }
      return (nil, number)
    }
  }
}

/// What an aggregate asks about a subject.
struct AggregateQuestions {
  enum Measure { case count, distinct, spread }

  var measure: Measure
  var question: CELEvaluator.Question
  /// Of which group it is; `nil` when there is one.
  var group: CELEvaluator.Question?
  /// How many numbers on each side have their places kept.
  var placeCount: Int

  /// Those of `aggregate`; `add` takes expressions and gives questions.
  init(_ aggregate: Program.Aggregate, add: (CELExpression) -> CELEvaluator.Question) {
    measure =
      switch aggregate.measure {
      case .count: .count
      case .distinct: .distinct
      case .spread: .spread
      }
    question = add(aggregate.measure.expression)
    group = aggregate.group.map(add)
    placeCount = aggregate.limit.keptPlaces
  }
}

extension Program.AggregateLimit {
  /// How many numbers of a group on each side have their places kept.
  var keptPlaces: Int { tellsValues ? mostPlaces ?? Self.standardPlaces : 1 }

  /// Whether numbers are told one by one.
  var tellsValues: Bool { hasOutliers && judged == .values }
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
