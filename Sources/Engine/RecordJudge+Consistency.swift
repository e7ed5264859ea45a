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

  init(key: ContiguousArray<CELEvaluator.Question>, value: CELEvaluator.Question, within: KeyScope) {
    self.key = key
    self.value = value
    self.within = within
  }
}

// Keys that have one value.
extension RecordJudge {
  /// Compares the value of the key of `node` with the first one, or leaves that to whoever knows other records.
  func compare(
    _ asked: ConsistencyQuestions, _ rulePosition: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let evaluator = variables(position).evaluator
    let entry = Self.firstRule + rulePosition
    let value = try self.key(asked.value, evaluator)
    var keyHash: KeyHash?
    var isMissing = value.isNull
    for question in asked.key {
      let part = try self.key(question, evaluator)
      if part.isNull { isMissing = true }
      guard let hash = KeyHash(part, seed: seed) else {
        throw CELEvaluationError("a value of this type cannot be compared")
      }
      keyHash = keyHash?.with(hash) ?? hash
    }
    if isMissing {
      result.counts[entry].notApplicable += 1
      return
    }
    guard let keyHash, let valueHash = KeyHash(value, seed: seed) else {
      throw CELEvaluationError("a value of this type cannot be compared")
    }
    result.counts[entry].passed += 1
    let rule = program.rules[rulePosition]
    if asked.within == .record {
      let target = self.place(rule.place, node, position)
      let answer = valuesInRecord[rulePosition, default: RecordValues()].note(
        keyHash, valueHash, value, at: target.node)
      guard case .other(let first, let firstNode, let isNew) = answer else { return }
      result.counts[entry].passed -= 1
      result.counts[entry].failed += 1
      guard isNew else { return }
      let scope = program.subjects[position].scope
      // Only whoever takes the results in order knows the line.
      evaluator.set(scope.first, .string(pointer(to: firstNode).description))
      evaluator.set(scope.firstValue, .string(first.shortText))
      report(
        rulePosition, target, node, position, at: place,
        related: [relatedPlace(firstNode, Self.firstValueRelation, at: place)], into: &result)
      return
    }
    guard let record else { return }
    result.values.add(keyHash.with(valueHash), of: rulePosition) {
      let start = self.place(rule.place, node, position).node.span.start
      return ValueEntry(
        subject: KeyEntry(
          rule: rulePosition, hash: keyHash, record: place.number, recordSpan: record.span,
          subjectStart: node.span.start, keyStart: start, step: place.step(to: start)),
        tag: valueHash.low | 1, pair: keyHash.with(valueHash),
        text: namesFirstValue(rulePosition) ? value.shortText : "")
    }
  }

  /// What the place of a key's first value has to do with a finding about another one.
  static let firstValueRelation = "first value"

  /// Whether messages of a rule tell how the first value reads.
  private func namesFirstValue(_ rulePosition: Int) -> Bool {
    if let known = namesFirstValue[rulePosition] { return known }
    let names = program.rules[rulePosition].message.contains { part in
      if case .expression(let expression) = part {
        expression.paths.contains { $0.variable == "first_value" }
      } else {
        false
      }
    }
    namesFirstValue[rulePosition] = names
    return names
  }
}
