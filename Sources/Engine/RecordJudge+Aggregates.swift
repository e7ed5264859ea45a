import CEL
import JSONReading
import RuleSets
import SourceText

// Measures over a run.
extension RecordJudge {
  /// Measures `node` for its group.
  func measure(
    _ asked: AggregateQuestions, _ questions: SubjectQuestions, _ rulePosition: Int, _ node: JSONNode,
    _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let evaluator = questions.variables.evaluator
    let entry = Self.firstRule + rulePosition
    var (counts, isMissing) = (false, false)
    var (valueHash, number): (KeyHash?, Double?)
    switch asked.measure {
    case .count: counts = try evaluator.holds(asked.question)
    case .distinct:
      let value = try keyPart(asked.question, questions, evaluator)
      (valueHash, isMissing) = (value.hash, value.isNull)
    case .spread:
      let value = try key(asked.question, evaluator)
      (number, isMissing) = (value.finiteNumber, value.isNull)
    }
    let group = try asked.group.map { group throws(CELEvaluationError) in try keyPart(group, questions, evaluator) }
    let name = group ?? KeyPart(.null, seed: seed)
    guard name.canNameGroup, let hash = name.hash else {
      throw CELEvaluationError("a group is made by a string, a number or a boolean")
    }
    if isMissing {
      result.counts[entry].countNotApplicable()
      return
    }
    switch asked.measure {
    case .distinct where valueHash == nil: throw CELEvaluationError("a value of this type cannot be compared")
    case .spread where number == nil: throw CELEvaluationError("the value is not a finite number")
    default: result.counts[entry].countPassed()
    }
    func start() -> Int { self.place(program.rules[rulePosition].place, node, position).node.span.start }
    func here() -> GroupCounts.Place {
      let offset = start()
      return GroupCounts.Place(record: place.number, offset: offset, step: place.step(to: offset))
    }
    result.groups.add(hash, of: rulePosition) {
      asked.group.map { shortText($0, evaluator) }
    } measure: { group in
      if let valueHash {
        group.values.add(valueHash, text: { shortText(asked.question, evaluator) }, place: here)
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
