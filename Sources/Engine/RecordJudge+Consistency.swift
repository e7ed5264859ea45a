import CEL
import JSONReading
import RuleSets
import SourceText

/// What a rule about consistency asks about a subject. A class, as copying it would count more references.
final class ConsistencyQuestions {
  /// The parts of the key.
  let key: ContiguousArray<CELEvaluator.Question>
  let value: CELEvaluator.Question
  /// Within what the value is the same.
  let within: KeyScope
  /// Whether messages tell how the first value of a key reads.
  private(set) lazy var tellsFirstValue = rule.message.contains { part in
    if case .expression(let expression) = part {
      expression.paths.contains { $0.variable == "first_value" }
    } else {
      false
    }
  }
  private let rule: Program.Rule
  /// The values of keys in the record at hand, where that is the scope.
  var values = RecordValues()
  private var record = 0

  init(
    key: ContiguousArray<CELEvaluator.Question>, value: CELEvaluator.Question, within: KeyScope,
    rule: Program.Rule
  ) {
    self.key = key
    self.value = value
    self.within = within
    self.rule = rule
  }

  /// Forgets the values of keys when `record` is another one.
  func begin(record: Int) {
    guard record != self.record else { return }
    self.record = record
    values.removeAll()
  }
}

// Keys that have one value.
extension RecordJudge {
  /// Compares the value of the key of `node` with the first one, or leaves that to whoever knows other records.
  func compare(
    _ asked: ConsistencyQuestions, _ questions: SubjectQuestions, _ rulePosition: Int, _ node: JSONNode,
    _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let evaluator = questions.variables.evaluator
    let entry = Self.firstRule + rulePosition
    let value = try keyPart(asked.value, questions, evaluator)
    var keyHash: KeyHash?
    var isMissing = value.isNull
    for question in asked.key {
      let part = try keyPart(question, questions, evaluator)
      if part.isNull { isMissing = true }
      guard let hash = part.hash else {
        throw CELEvaluationError("a value of this type cannot be compared")
      }
      keyHash = keyHash?.with(hash) ?? hash
    }
    if isMissing {
      result.counts[entry].notApplicable += 1
      return
    }
    guard let keyHash, let valueHash = value.hash else {
      throw CELEvaluationError("a value of this type cannot be compared")
    }
    result.counts[entry].passed += 1
    if asked.within == .record {
      let target = self.place(program.rules[rulePosition].place, node, position)
      asked.begin(record: recordNumber)
      let answer = asked.values.note(keyHash, valueHash, at: target.node) {
        (try? key(asked.value, evaluator)) ?? .null
      }
      guard case .other(let first, let firstNode, let isNew) = answer else { return }
      result.counts[entry].passed -= 1
      result.counts[entry].failed += 1
      guard isNew else { return }
      let scope = program.subjects[position].scope
      // Only whoever takes the results in order knows the line.
      evaluator.set(scope.first, .string(pointer(to: firstNode).description))
      evaluator.set(scope.firstValue, .string(first.shortToldText))
      report(
        rulePosition, target, node, position, at: place,
        related: [relatedPlace(firstNode, Self.firstValueRelation, at: place)], into: &result)
      return
    }
    guard let record else { return }
    result.values.add(keyHash.with(valueHash), of: rulePosition) {
      let start = self.place(program.rules[rulePosition].place, node, position).node.span.start
      return ValueEntry(
        subject: KeyEntry(
          rule: rulePosition, hash: keyHash, record: place.number, recordSpan: record.span,
          subjectStart: node.span.start, keyStart: start, step: place.step(to: start)),
        tag: valueHash.low | 1, pair: keyHash.with(valueHash),
        text: asked.tellsFirstValue ? (try? key(asked.value, evaluator))?.shortToldText ?? "" : "")
    }
  }

  /// What the place of a key's first value has to do with a finding about another one.
  static let firstValueRelation = "first value"
}
