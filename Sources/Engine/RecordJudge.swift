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
  private let now: CELTimestamp
  /// Made when the first node of a subject is met.
  private var variables: [SubjectVariables?]
  private var questions: [SubjectQuestions?]
  private let format: RecordFormat
  let subjects: RecordSubjects
  /// Selects the subjects of the rules.
  private let selections: QueryGroup
  /// Finds the pointers to places in the record at hand; made for the first of them.
  var pointers: JSONPointerFinder?
  /// Keys of rules whose scope is a record: the first place of each.
  private var keysInRecord: [[KeyHash: JSONNode]]
  /// The rules of that scope.
  private let rulesWithinRecord: [Int]
  /// For each subject the rules that forbid it.
  private let forbidding: [[Int]]
  /// What of each rule that forbids its subject the record at hand had.
  var forbidden: [Forbidden]
  /// What the record at hand is for the rules' variables.
  var record: JSONNode?
  /// How many records there were.
  private var recordNumber = 0
  private var kind = CELValue.null

  enum Forbidden { case absent, found, erred }

  /// How much may be done in one record to find one subject, in nodes that are passed: enough to compare each of four
  /// thousand labels with all the others, and done in a fraction of a second.
  static let pathStepLimit = 20_000_000

  /// The position in the ledger of the program's first rule.
  static let firstRule = InputCheck.allCases.count

  init(program: Program, seed: KeyHash.Seed, now: CELTimestamp) {
    self.program = program
    self.seed = seed
    self.now = now
    variables = Array(repeating: nil, count: program.subjects.count)
    questions = Array(repeating: nil, count: program.subjects.count)
    subjects = RecordSubjects(program.format)
    selections = QueryGroup(program.subjects.map(\.scope.query))
    format = RecordFormat(program.format, subjects: subjects)
    keysInRecord = [[KeyHash: JSONNode]](repeating: [:], count: program.rules.count)
    rulesWithinRecord = program.rules.indices.filter { rule in
      if case .unique(_, .record) = program.rules[rule].check { true } else { false }
    }
    forbidding = program.subjects.map { subject in
      subject.rules.filter { rule in if case .forbid = program.rules[rule].check { true } else { false } }
    }
    forbidden = [Forbidden](repeating: .absent, count: program.rules.count)
  }

  /// The variables of the rules about the subject at `position`.
  func variables(_ position: Int) -> SubjectVariables {
    if let variables = variables[position] { return variables }
    let made = SubjectVariables(program.subjects[position].scope, format: program.format, now: now)
    questions[position] = SubjectQuestions(program.subjects[position], of: program, made)
    variables[position] = made
    return made
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
              variables(position).bind(lastStep: step)
              judge(node, subject: position, at: place, into: &result)
            })
        } else {
          selections.select(position, stepLimit: Self.pathStepLimit) { node in
            judge(node, subject: position, at: place, into: &result)
          }
        }
      if !isComplete { reportUnfinished(position, record, at: place, into: &result) }
      for rule in forbidding[position] { closeForbidden(rule, isThere: selections.isReached(position), &result) }
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
    recordNumber += 1
    subjects.begin(record)
    pointers = nil
    kind = format.kind()
    for rule in rulesWithinRecord where !keysInRecord[rule].isEmpty {
      keysInRecord[rule].removeAll(keepingCapacity: true)
    }
  }

  private func judge(_ node: JSONNode, subject position: Int, at place: RecordPlace, into result: inout WindowResult) {
    let variables = variables(position)
    let isFirst = variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: place.file)
    guard let questions = questions[position] else { return }
    let evaluator = variables.evaluator
    if isFirst { questions.beginRecord(evaluator) }
    for rule in questions.closedRules { result.counts[Self.firstRule + rule].countNotApplicable() }
    for rule in questions.openRules {
      let entry = Self.firstRule + rule.position
      do throws(CELEvaluationError) {
        if let condition = rule.condition, try !evaluator.holds(condition) {
          if case .forbid = rule.check { continue }
          result.counts[entry].countNotApplicable()
          continue
        }
        switch rule.check {
        case .forbid:
          forbidden[rule.position] = .found
          reportPlace(rule.position, node, position, at: place, into: &result)
        case .assert(let question):
          if try evaluator.holds(question) {
            result.counts[entry].countPassed()
          } else {
            result.counts[entry].seen += 1
            result.counts[entry].failed += 1
            reportPlace(rule.position, node, position, at: place, into: &result)
          }
        case .require(let paths):
          var isComplete = true
          for path in paths where evaluator.isMissing(questions.paths[path]) ?? true { isComplete = false }
          if isComplete {
            result.counts[entry].countPassed()
          } else {
            result.counts[entry].seen += 1
            require(rule.position, node, position, at: place, into: &result)
          }
        case .unique(let key, let scope):
          let value = try self.key(key, evaluator)
          try ask(value, scope, rule.position, node, position, at: place, into: &result)
          result.counts[entry].seen += 1
        }
      } catch {
        if case .forbid = rule.check {} else { result.counts[entry].seen += 1 }
        erred(error, rule.position, node, position, at: place, into: &result)
      }
    }
  }

  private func reportPlace(
    _ rule: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) {
    report(rule, self.place(program.rules[rule], node, position), node, position, at: place, into: &result)
  }

  /// Looks which of the members that a rule requires are missing.
  private func require(
    _ rule: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) {
    guard case .require(let paths) = program.rules[rule].check else { return }
    let entry = Self.firstRule + rule
    let missing = paths.filter { $0.value(from: node)?.isNull ?? true }
    if missing.isEmpty { result.counts[entry].passed += 1 } else { result.counts[entry].failed += 1 }
    for path in missing {
      variables(position).evaluator.set(program.subjects[position].scope.missing, .string(path.description))
      report(rule, Target(path, from: node), node, position, at: place, into: &result)
    }
  }

  /// The value of a key; `nil` when it is missing, which is the business of `require`.
  private func key(
    _ question: CELEvaluator.Question, _ evaluator: CELEvaluator
  ) throws(CELEvaluationError) -> CELValue {
    do throws(CELEvaluationError) { return try evaluator.value(question) } catch {
      guard error.isMissingKey else { throw error }
      return .null
    }
  }

  private func ask(
    _ value: CELValue, _ scope: UniqueScope, _ rulePosition: Int, _ node: JSONNode, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    let rule = program.rules[rulePosition]
    let entry = Self.firstRule + rulePosition
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
      let count = keysInRecord[rulePosition].count
      let first = keysInRecord[rulePosition].value(of: hash, orSet: target.node)
      if keysInRecord[rulePosition].count > count { return }
      result.counts[entry].passed -= 1
      result.counts[entry].failed += 1
      let related = relatedPlace(first, at: place)
      variables(position).evaluator.set(program.subjects[position].scope.first, .string(""))
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

  /// The finding for a key that occurred before, in another record, or that could not be judged for the reason given:
  /// `record` has been read again.
  func duplicate(
    _ entry: KeyEntry, in record: JSONNode, at place: RecordPlace, first: String, notJudged reason: String? = nil
  ) -> Finding? {
    begin(record)
    let rule = program.rules[entry.rule]
    var finding: Finding?
    var result = WindowResult(ruleCount: 0)
    program.subjects[rule.subject].scope.query.select(from: record) { node in
      guard finding == nil, node.span.start == entry.subjectStart else { return }
      let scope = program.subjects[rule.subject].scope
      let variables = variables(rule.subject)
      variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: place.file)
      variables.evaluator.set(scope.first, .string(first))
      report(
        entry.rule, self.place(rule, node, rule.subject), node, rule.subject, at: place,
        outcome: reason == nil ? .failed : .notJudged, message: reason, into: &result)
      finding = result.findings.first?.finding
    }
    return finding
  }
}

extension Dictionary {
  /// The value of `key`; where there is none, it becomes `value`. One search instead of two.
  fileprivate mutating func value(of key: Key, orSet value: Value) -> Value {
    func read(_ value: inout Value) -> Value { value }
    return read(&self[key, default: value])
  }
}
