import CEL
import Findings
import JSONReading
import RuleSets
import SourceText

// Keys that occur once.
extension RecordJudge {
  /// The value of a key; `nil` when it is missing, which is the business of `require`.
  func key(
    _ question: CELEvaluator.Question, _ evaluator: CELEvaluator
  ) throws(CELEvaluationError) -> CELValue {
    do throws(CELEvaluationError) { return try evaluator.value(question, isExact: true) } catch {
      guard error.isMissingKey else { throw error }
      return .null
    }
  }

  /// What is to know of a value that is a part of a key of rules about a subject.
  func keyPart(
    _ question: CELEvaluator.Question, _ questions: SubjectQuestions, _ evaluator: CELEvaluator
  ) throws(CELEvaluationError) -> KeyPart {
    let moment = evaluator.moment(of: question)
    if let known = questions.keyParts.part(question, at: moment) { return known }
    let part = KeyPart(try key(question, evaluator), seed: seed)
    questions.keyParts.note(part, of: question, at: moment)
    return part
  }

  /// How the value of a key reads, cut.
  func shortText(_ question: CELEvaluator.Question, _ evaluator: CELEvaluator) -> String {
    (try? key(question, evaluator))?.shortText ?? ""
  }

  /// Asks whether a key occurs once: within the record at once, else by leaving it to whoever takes the results in order.
  func ask(
    _ value: CELValue, _ scope: KeyScope, _ isPlaceInNode: Bool, _ rulePosition: Int, _ node: JSONNode,
    _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let entry = Self.firstRule + rulePosition
    if case .null = value {
      result.counts[entry].notApplicable += 1
      return
    }
    guard let hash = KeyHash(value, seed: seed) else {
      throw CELEvaluationError("a value of this type cannot be a key")
    }
    result.counts[entry].passed += 1
    func target() -> Target { self.place(program.rules[rulePosition].place, node, position) }
    if scope == .record {
      let (number, isNew) = keysInRecord[rulePosition].keys.insert(hash)
      if isNew {
        keysInRecord[rulePosition].places.append(isPlaceInNode ? node : target().node)
        return
      }
      let known = keysInRecord[rulePosition].places[number]
      let first = isPlaceInNode ? self.place(program.rules[rulePosition].place, known, position).node : known
      result.counts[entry].passed -= 1
      result.counts[entry].failed += 1
      let related = relatedPlace(first, at: place)
      // Only whoever takes the results in order knows the line.
      variables(position).evaluator.set(
        program.subjects[position].scope.first, .string(pointer(to: first).description))
      report(rulePosition, target(), node, position, at: place, related: [related], into: &result)
      return
    }
    guard let record else { return }
    let start = target().node.span.start
    result.keys.append(
      KeyEntry(
        rule: rulePosition, hash: hash, record: place.number, recordSpan: record.span, subjectStart: node.span.start,
        keyStart: start, step: place.step(to: start)))
  }

  func relatedPlace(
    _ node: JSONNode, _ message: String = "first occurrence", at place: RecordPlace
  ) -> RelatedPlace {
    RelatedPlace(
      message: message, location: place.location(of: node.span, pointer: pointer(to: node)))
  }

  /// The finding about a key that occurred before, in another record, or that something else is to say of: `record` has
  /// been read again. `firstValue` is how its value read there, `message` what it says instead of the rule's message.
  func duplicate(
    _ entry: KeyEntry, in record: JSONNode, at place: RecordPlace, first: String, firstValue: String = "",
    outcome: Finding.Outcome = .failed, message: String? = nil
  ) -> Finding? {
    let rule = program.rules[entry.rule]
    var result = WindowResult(ruleCount: 0)
    revisit(entry.rule, in: record, file: place.file, startingAt: [entry.subjectStart]) { node in
      let scope = program.subjects[rule.subject].scope
      variables(rule.subject).evaluator.set(scope.first, .string(first))
      variables(rule.subject).evaluator.set(scope.firstValue, .string(firstValue))
      report(
        entry.rule, self.place(rule.place, node, rule.subject), node, rule.subject, at: place,
        outcome: outcome, message: message, into: &result)
    }
    return result.findings.first?.finding
  }
}
