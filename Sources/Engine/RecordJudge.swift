import CEL
import Findings
import JSONPath
import JSONReading
import RuleSets
import SourceText

/// Asks all rules of a program about one record after the other. One for each worker: its working memory is used again.
final class RecordJudge {
  let program: Program
  private let seed: KeyHash.Seed
  var variables: [SubjectVariables]
  private let format: RecordFormat
  let subjects: RecordSubjects
  /// Selects the subjects of the rules.
  private let selections: QueryGroup
  /// Finds the pointers to places in the record at hand.
  var pointers: JSONPointerFinder?
  /// What the subject's conditions were for the node at hand.
  private var conditions: [[Condition]]
  /// Keys of rules whose scope is a record: the first place of each.
  private var keysInRecord: [[KeyHash: JSONNode]]
  /// What of each rule that forbids its subject the record at hand had.
  var forbidden: [Forbidden]
  /// What the record at hand is for the rules' variables.
  var record: JSONNode?
  private var kind = CELValue.null

  enum Forbidden { case absent, found, erred }

  private enum Condition { case unknown, holds, fails, errs(CELEvaluationError) }

  /// How much may be done in one record to find one subject, in nodes that are passed: enough to compare each of four
  /// thousand labels with all the others, and done in a fraction of a second.
  static let pathStepLimit = 20_000_000

  /// The position in the ledger of the program's first rule.
  static let firstRule = InputCheck.allCases.count

  init(program: Program, seed: KeyHash.Seed, now: CELTimestamp) {
    self.program = program
    self.seed = seed
    variables = program.subjects.map { SubjectVariables($0.scope, now: now) }
    subjects = RecordSubjects(program.format)
    selections = QueryGroup(program.subjects.map(\.scope.query))
    format = RecordFormat(program.format, subjects: subjects)
    conditions = program.subjects.map { [Condition](repeating: .unknown, count: $0.conditions.count) }
    keysInRecord = [[KeyHash: JSONNode]](repeating: [:], count: program.rules.count)
    forbidden = [Forbidden](repeating: .absent, count: program.rules.count)
  }

  /// Whether `record` is of the program's format.
  func isOfFormat(_ record: JSONNode) -> Bool {
    subjects.begin(record)
    return format.describesRecord()
  }

  /// Judges `record`; what is found goes to `result`.
  func judge(_ record: JSONNode, at place: RecordPlace, into result: inout WindowResult) {
    begin(record)
    selections.begin(record)
    for (position, subject) in program.subjects.enumerated() {
      let isComplete =
        if subject.readsPosition {
          selections.select(
            position, stepLimit: Self.pathStepLimit,
            withLastSteps: { node, step in
              variables[position].bind(lastStep: step)
              judge(node, subject: position, at: place, into: &result)
            })
        } else {
          selections.select(position, stepLimit: Self.pathStepLimit) { node in
            judge(node, subject: position, at: place, into: &result)
          }
        }
      if !isComplete { reportUnfinished(position, record, at: place, into: &result) }
      for rule in subject.rules { closeForbidden(rule, isThere: selections.isReached(position), &result) }
    }
  }

  /// Says of the rules of a subject that its path took too much work: what it would have led to is not judged.
  private func reportUnfinished(
    _ position: Int, _ record: JSONNode, at place: RecordPlace, into result: inout WindowResult
  ) {
    let error = CELEvaluationError("the path takes more work than \(Self.pathStepLimit) steps")
    for rulePosition in program.subjects[position].rules {
      // What a rule forbids is counted once for the record, whatever became of it.
      let isForbidding = if case .forbid = program.rules[rulePosition].check { true } else { false }
      if !isForbidding { result.counts[Self.firstRule + rulePosition].seen += 1 }
      erred(error, rulePosition, record, position, at: place, into: &result)
    }
  }

  /// Counts what became of a rule that forbids its subject: one judgement for each record.
  /// `isThere` tells whether the record has something to which the rule's path could put its conditions.
  private func closeForbidden(_ rulePosition: Int, isThere: Bool, _ result: inout WindowResult) {
    guard case .forbid = program.rules[rulePosition].check else { return }
    let entry = Self.firstRule + rulePosition
    result.counts[entry].seen += 1
    switch forbidden[rulePosition] {
    case .erred: result.counts[entry].errored += 1
    case .found: result.counts[entry].failed += 1
    case .absent:
      if isThere { result.counts[entry].passed += 1 } else { result.counts[entry].notApplicable += 1 }
    }
    forbidden[rulePosition] = .absent
  }

  /// What the rules' variables mean until the next record.
  private func begin(_ record: JSONNode) {
    self.record = record
    subjects.begin(record)
    pointers = JSONPointerFinder(record)
    kind = format.kind()
    for rule in keysInRecord.indices where !keysInRecord[rule].isEmpty {
      keysInRecord[rule].removeAll(keepingCapacity: true)
    }
  }

  private func judge(_ node: JSONNode, subject position: Int, at place: RecordPlace, into result: inout WindowResult) {
    let subject = program.subjects[position]
    variables[position].bind(node, in: subjects, kind: kind, file: place.file)
    for condition in conditions[position].indices { conditions[position][condition] = .unknown }
    for rulePosition in subject.rules {
      let rule = program.rules[rulePosition]
      let entry = Self.firstRule + rulePosition
      let isForbidding = if case .forbid = rule.check { true } else { false }
      if !isForbidding { result.counts[entry].seen += 1 }
      variables[position].activation[subject.scope.params] = .json(rule.params.root)
      if let condition = rule.condition {
        switch evaluate(condition, of: subject, position) {
        case .holds, .unknown: break
        case .fails:
          if !isForbidding { result.counts[entry].notApplicable += 1 }
          continue
        case .errs(let error):
          erred(error, rulePosition, node, position, at: place, into: &result)
          continue
        }
      }
      ask(rulePosition, node, position, at: place, into: &result)
    }
  }

  private func evaluate(_ condition: Int, of subject: Program.Subject, _ position: Int) -> Condition {
    if case .unknown = conditions[position][condition] {
      do {
        let holds = try subject.conditions[condition].evaluateBool(&variables[position].activation)
        conditions[position][condition] = holds ? .holds : .fails
      } catch {
        conditions[position][condition] = .errs(error)
      }
    }
    return conditions[position][condition]
  }

  private func ask(
    _ rulePosition: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) {
    let rule = program.rules[rulePosition]
    let entry = Self.firstRule + rulePosition
    do throws(CELEvaluationError) {
      switch rule.check {
      case .assert(let expression):
        if try expression.evaluateBool(&variables[position].activation) {
          result.counts[entry].passed += 1
        } else {
          result.counts[entry].failed += 1
          report(rulePosition, self.place(rule, node, position), node, position, at: place, into: &result)
        }
      case .require(let paths):
        let missing = paths.filter { $0.value(from: node)?.isNull ?? true }
        if missing.isEmpty { result.counts[entry].passed += 1 } else { result.counts[entry].failed += 1 }
        for path in missing {
          variables[position].activation[program.subjects[position].scope.missing] = .string(path.description)
          report(
            rulePosition, Target(path, from: node), node, position, at: place, into: &result)
        }
      case .forbid:
        forbidden[rulePosition] = .found
        report(rulePosition, self.place(rule, node, position), node, position, at: place, into: &result)
      case .unique(let key, let scope):
        try ask(key, scope, rulePosition, node, position, at: place, into: &result)
      }
    } catch {
      erred(error, rulePosition, node, position, at: place, into: &result)
    }
  }

  private func ask(
    _ key: CELExpression, _ scope: UniqueScope, _ rulePosition: Int, _ node: JSONNode, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let rule = program.rules[rulePosition]
    let entry = Self.firstRule + rulePosition
    let value: CELValue
    do {
      value = try key.evaluate(&variables[position].activation)
    } catch {
      // An absent key is the business of `require`.
      guard error.isMissingKey else { throw error }
      result.counts[entry].notApplicable += 1
      return
    }
    if case .null = value {
      result.counts[entry].notApplicable += 1
      return
    }
    guard let hash = KeyHash(value, seed: seed) else {
      throw CELEvaluationError("a value of this type cannot be a key")
    }
    let target = self.place(rule, node, position)
    result.counts[entry].passed += 1
    if scope == .record {
      guard let first = keysInRecord[rulePosition][hash] else {
        keysInRecord[rulePosition][hash] = target.node
        return
      }
      result.counts[entry].passed -= 1
      result.counts[entry].failed += 1
      let related = relatedPlace(first, at: place)
      variables[position].activation[program.subjects[position].scope.first] = .string("")
      report(rulePosition, target, node, position, at: place, related: [related], into: &result)
      return
    }
    guard let record else { return }
    let start = target.node.span.start
    result.keys.append(
      KeyEntry(
        rule: rulePosition, hash: hash, record: place.number, recordSpan: record.span, subjectStart: node.span.start,
        keyStart: start, step: place.step(to: start)))
  }

  private func relatedPlace(_ node: JSONNode, at place: RecordPlace) -> RelatedPlace {
    return RelatedPlace(
      message: "first occurrence", location: place.location(of: node.span, pointer: pointer(to: node)))
  }

  /// The finding for a key that occurred before, in another record: `record` has been read again.
  func duplicate(_ entry: KeyEntry, in record: JSONNode, at place: RecordPlace, first: String) -> Finding? {
    begin(record)
    let rule = program.rules[entry.rule]
    var finding: Finding?
    var result = WindowResult(ruleCount: 0)
    program.subjects[rule.subject].scope.query.select(from: record) { node in
      guard finding == nil, node.span.start == entry.subjectStart else { return }
      let scope = program.subjects[rule.subject].scope
      variables[rule.subject].bind(node, in: subjects, kind: kind, file: place.file)
      variables[rule.subject].activation[scope.params] = .json(rule.params.root)
      variables[rule.subject].activation[scope.first] = .string(first)
      report(entry.rule, self.place(rule, node, rule.subject), node, rule.subject, at: place, into: &result)
      finding = result.findings.first?.finding
    }
    return finding
  }
}
