import CEL
import Findings
import JSONReading
import RuleSets
import SourceText

// Keys by which one thing refers to another.
extension RecordJudge {
  /// A key by which a subject refers, and where it stands.
  private struct Reference {
    var value: CELValue
    var hash: KeyHash
    var target: Target
  }

  /// Judges the references of `node`: within a record at once, else by whoever has all records.
  func refer(
    _ questions: ContiguousArray<CELEvaluator.Question>, _ rulePosition: Int, _ node: JSONNode, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    guard case .references(let wanted) = program.rules[rulePosition].check, let record else { return }
    let references = try references(wanted, questions, rulePosition, node, position)
    let entry = Self.firstRule + rulePosition
    result.counts[entry].seen += 1
    if references.isEmpty {
      result.counts[entry].notApplicable += 1
      return
    }
    guard wanted.within == .record else {
      result.counts[entry].passed += 1
      for (number, reference) in references.enumerated() {
        result.keys.append(
          KeyEntry(
            role: .reference(number), rule: rulePosition, hash: reference.hash, record: place.number,
            recordSpan: record.span, subjectStart: node.span.start, keyStart: reference.target.node.span.start))
      }
      return
    }
    let known = keysOfTargets(rulePosition, at: place, into: &result)
    let dangling = references.filter { !known.contains($0.hash) }
    if dangling.isEmpty { result.counts[entry].passed += 1 } else { result.counts[entry].failed += 1 }
    for reference in dangling {
      report(
        rulePosition, reference.target, node, position, at: place, value: reference.value, into: &result)
    }
  }

  /// The keys by which `node` refers that are there and not null.
  private func references(
    _ wanted: Program.References, _ questions: ContiguousArray<CELEvaluator.Question>, _ rulePosition: Int,
    _ node: JSONNode, _ position: Int
  ) throws(CELEvaluationError) -> [Reference] {
    let rule = program.rules[rulePosition]
    let evaluator = variables(position).evaluator
    var references: [Reference] = []
    func add(_ value: CELValue, _ target: () -> Target) throws(CELEvaluationError) {
      if case .null = value { return }
      guard let hash = KeyHash(value, seed: seed) else {
        throw CELEvaluationError("a value of this type cannot be a key")
      }
      let target = rule.place.map { self.place($0, node, position) } ?? target()
      references.append(Reference(value: value, hash: hash, target: target))
    }
    switch wanted.keys {
    case .each(let keys):
      for (key, question) in zip(keys, questions) {
        try add(try self.key(question, evaluator)) { self.place(key.place, node, position) }
      }
    case .all(let keys):
      for question in questions {
        let place = self.place(keys.place, node, position)
        switch try self.key(question, evaluator) {
        case .null: break
        case .json(let list) where list.kind == .array:
          for element in list.elements { try add(.exact(element)) { Target(element) } }
        case .list(let elements):
          for element in elements {
            // What an expression only chose is still where it was in the record.
            if case .json(let chosen) = element, record?.contains(chosen) == true {
              try add(element) { Target(chosen) }
            } else {
              try add(element) { place }
            }
          }
        default: throw CELEvaluationError("the keys are no list")
        }
      }
    }
    return references
  }

  // MARK: Targets

  private func targets(of rulePosition: Int) -> ReferenceTargets? {
    if let known = targets[rulePosition] { return known }
    let rule = program.rules[rulePosition]
    guard case .references(let references) = rule.check else { return nil }
    targets[rulePosition] = ReferenceTargets(references, of: rule, in: self)
    return targets[rulePosition]
  }

  private func keysOfTargets(
    _ rulePosition: Int, at place: RecordPlace, into result: inout WindowResult
  ) -> Set<KeyHash> {
    guard let targets = targets(of: rulePosition) else { return [] }
    return targets.keys(in: self) { keys in
      visitTargets(rulePosition, at: place, into: &result) { _, hash, _ in keys.insert(hash) }
    }
  }

  /// Takes down the keys of a rule's targets in the record at hand: references from other records may lead to them.
  func noteTargets(_ rulePosition: Int, at place: RecordPlace, into result: inout WindowResult) {
    guard let record, case .references(let references) = program.rules[rulePosition].check,
      references.target.isOfOntology == isInOntology
    else { return }
    visitTargets(rulePosition, at: place, into: &result) { node, hash, result in
      result.keys.append(
        KeyEntry(
          role: .target, rule: rulePosition, hash: hash, record: place.number, recordSpan: record.span,
          subjectStart: node.span.start, keyStart: node.span.start))
    }
  }

  /// Visits the targets that have a key. What cannot be evaluated is reported, and nothing refers to it.
  private func visitTargets(
    _ rulePosition: Int, at place: RecordPlace, into result: inout WindowResult,
    _ visit: (JSONNode, KeyHash, inout WindowResult) -> Void
  ) {
    guard let targets = targets(of: rulePosition), let record = subjects.record,
      case .references(let wanted) = program.rules[rulePosition].check
    else { return }
    let position = program.rules[rulePosition].subject
    func fail(_ error: CELEvaluationError, at node: JSONNode) {
      result.counts[Self.firstRule + rulePosition].seen += 1
      erred(error, rulePosition, node, position, at: place, into: &result)
    }
    func visitTarget(_ node: JSONNode, with key: CELValue) {
      if case .null = key { return }
      if let hash = KeyHash(key, seed: seed) {
        visit(node, hash, &result)
      } else {
        fail(CELEvaluationError("a value of this type cannot be a key"), at: node)
      }
    }
    let isComplete = targets.visit(in: self, file: place.file) { node, key in
      switch key {
      case .failure(let error): fail(error, at: node)
      case .success(.null): break
      case .success(.list(let keys)) where wanted.hasTargetManyKeys: for key in keys { visitTarget(node, with: key) }
      case .success(.json(let list)) where wanted.hasTargetManyKeys && list.kind == .array:
        for element in list.elements { visitTarget(node, with: .exact(element)) }
      case .success where wanted.hasTargetManyKeys: fail(CELEvaluationError("the keys are no list"), at: node)
      case .success(let key): visitTarget(node, with: key)
      }
    }
    if !isComplete {
      fail(CELEvaluationError("the path takes more work than \(Self.pathStepLimit) steps"), at: record)
    }
  }

  // MARK: References that nothing has

  /// The findings that references of one rule in `record`, which has been read again, are when nothing has their keys.
  func dangling(
    _ rulePosition: Int, _ entries: [KeyEntry], in record: JSONNode, at place: RecordPlace
  ) -> [(entry: KeyEntry, finding: Finding)] {
    let rule = program.rules[rulePosition]
    guard case .references(let references) = rule.check else { return [] }
    var findings: [(entry: KeyEntry, finding: Finding)] = []
    let wanted = Dictionary(grouping: entries, by: \.subjectStart)
    revisit(rulePosition, in: record, file: place.file, startingAt: wanted.keys) { node in
      guard let entries = wanted[node.span.start], let questions = questions(of: rulePosition),
        let all = try? self.references(references, questions, rulePosition, node, rule.subject)
      else { return }
      for entry in entries {
        guard case .reference(let number) = entry.role, all.indices.contains(number) else { continue }
        var result = WindowResult(ruleCount: 0)
        report(
          rulePosition, all[number].target, node, rule.subject, at: place, value: all[number].value, into: &result)
        for (_, finding) in result.findings { findings.append((entry, finding)) }
      }
    }
    return findings
  }

  private func questions(of rulePosition: Int) -> ContiguousArray<CELEvaluator.Question>? {
    guard let questions = questions[program.rules[rulePosition].subject],
      case .references(let number) = questions.rules.first(where: { $0.position == rulePosition })?.check
    else { return nil }
    return questions.references[number]
  }
}
