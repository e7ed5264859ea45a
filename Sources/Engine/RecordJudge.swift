import CEL
import Findings
import JSONPath
import JSONReading
import JSONSchema
import RuleSets
import SourceText

/// Asks all rules of a program about one record after the other, all of one view. One for each worker: its working memory
/// is used again.
final class RecordJudge {
  let program: Program
  let seed: KeyHash.Seed
  let now: CELTimestamp
  /// What rules may ask beside the record at hand; `nil` when there is none.
  let ontology: Ontology?
  /// Whether the ontology itself is at hand, in place of a record.
  private(set) var isInOntology = false
  /// The work of all expressions on the record at hand.
  let budget: CELBudget
  /// Made when the first node of a subject is met.
  var questions: [SubjectQuestions?]
  private let format: RecordFormat
  let subjects: RecordSubjects
  /// The subjects of the rules; `nil` for those that the records at hand never have.
  let queries: [JSONPathQuery?]
  /// Selects those that they may have.
  private let selections: QueryGroup
  /// For each subject of the rules its place among the selections.
  private let selectionNumbers: [Int?]
  /// Finds the pointers to places in the record at hand; made for the first of them.
  var pointers: JSONPointerFinder?
  /// The subjects of the record at hand, when it is one that has been read again.
  var revisited: RevisitedSubjects?
  /// Keys of rules whose scope is a record, and the first place of each, or the subject's node where it is found from that.
  var keysInRecord: [(keys: KeyPositions, places: [JSONNode])]
  /// The rules of that scope.
  private let rulesWithinRecord: [Int]
  /// What references lead to, for the rules that have some; made when the first is asked for.
  var targets: [ReferenceTargets?]
  /// The rules with references beyond a record: their targets may be in records without references.
  private let rulesWithFarTargets: [Int]
  /// For each subject the rules that forbid it.
  private let forbidding: [[Int]]
  /// What of each rule that forbids its subject the record at hand had.
  var forbidden: [Forbidden]
  /// What overrides make of the rules; `nil` when there are none.
  let overrides: RecordOverrides?
  /// How much the schemas of all rules may still do in the record at hand.
  var schemaStepsLeft = 0
  /// The same for why something does not keep to a schema: to look for reasons leaves no subject without a verdict.
  var reasonStepsLeft = 0
  /// How many bytes fixes may still read and write in the record at hand.
  var fixBytesLeft = 0
  /// The groups of the subject at hand.
  var groups = RecordGroups()
  /// What the record at hand is for the rules' variables.
  var record: JSONNode?
  /// How many records there were.
  private(set) var recordNumber = 0
  private(set) var kind = CELValue.null
  private(set) var kindNumber = -1
  /// Whether findings carry what they can be put down to.
  let wantsAttribution: Bool
  /// Whether findings carry what a picture is drawn from.
  let wantsEvidence: Bool
  /// Whether findings carry how they can be put right.
  let wantsFixes: Bool
  /// Counts what records are and hold; `nil` when nobody wants to know.
  private let contents: RecordContents?

  enum Forbidden { case absent, found, erred }

  /// How much may be done in one record to find one subject, in nodes that are passed: enough to compare each of four
  /// thousand labels with all the others, and done in a fraction of a second.
  static let pathStepLimit = 20_000_000

  /// What fixes may read and write in one record, whatever its size.
  static let leastFixByteCount = 1 << 20

  /// The position in the ledger of the program's first rule.
  static let firstRule = InputCheck.allCases.count

  init(
    program: Program, view: RecordView, seed: KeyHash.Seed, now: CELTimestamp, ontology: Ontology?, budget: CELBudget,
    summary: SummaryOptions = SummaryOptions()
  ) {
    self.program = program
    self.seed = seed
    self.now = now
    self.ontology = ontology
    self.budget = budget
    questions = Array(repeating: nil, count: program.subjects.count)
    subjects = RecordSubjects(program.format, view: view)
    queries = program.subjects.map { view.query(of: $0.scope) }
    var selectionCount = 0
    selectionNumbers = queries.map { query in
      guard query != nil else { return nil }
      selectionCount += 1
      return selectionCount - 1
    }
    selections = QueryGroup(queries.compactMap(\.self))
    format = RecordFormat(program.format, subjects: subjects)
    keysInRecord = Array(repeating: (KeyPositions(), []), count: program.rules.count)
    rulesWithinRecord = program.rules.indices.filter { rule in
      if case .unique(_, .record) = program.rules[rule].check { true } else { false }
    }
    targets = Array(repeating: nil, count: program.rules.count)
    rulesWithFarTargets = program.rules.indices.filter { rule in
      if case .references(let references) = program.rules[rule].check { references.within != .record } else { false }
    }
    forbidding = program.subjects.map { subject in
      subject.rules.filter { rule in if case .forbid = program.rules[rule].check { true } else { false } }
    }
    overrides = program.overrides.map { [subjects] in
      RecordOverrides($0, in: subjects, now: now, ontology: ontology)
    }
    forbidden = [Forbidden](repeating: .absent, count: program.rules.count)
    wantsAttribution = summary.needsAttribution
    wantsEvidence = summary.wantsEvidence
    wantsFixes = summary.wantsFixes
    contents =
      summary.needsContents
      ? RecordContents(
        ContentPlan(summary, program.format), format: program.format, subjects: subjects, seed: seed, now: now) : nil
  }

  /// What the rules about the subject at `position` ask.
  func questions(_ position: Int) -> SubjectQuestions {
    if let questions = questions[position] { return questions }
    let variables = SubjectVariables(
      program.subjects[position].scope, in: subjects, now: now, ontology: ontology, budget: budget)
    let made = SubjectQuestions(
      program.subjects[position], of: program, variables, areRulesLasting: overrides == nil
    ) { requiredPaths(of: $0) }
    if let overrides { made.apply(overrides) }
    questions[position] = made
    return made
  }

  /// The variables of the rules about the subject at `position`.
  func variables(_ position: Int) -> SubjectVariables { questions(position).variables }

  /// Judges `record`, or the file of the ontology, if it is that; what is found goes to `result`.
  func judge(_ record: JSONNode, isOntology: Bool = false, at place: RecordPlace, into result: inout WindowResult) {
    begin(record, isOntology: isOntology, file: place.file)
    selections.begin(subjects.record ?? record)
    reportUnknownOverrides(at: place, into: &result)
    for rule in rulesWithFarTargets { noteTargets(rule, at: place, into: &result) }
    for (position, subject) in program.subjects.enumerated() {
      guard subject.scope.isOfOntology == isOntology, let selection = selectionNumbers[position] else { continue }
      let isComplete =
        if subject.grouping != nil {
          judgeGroups(position, at: place, into: &result)
        } else {
          judgeNodes(of: position, at: place, into: &result)
        }
      if !isComplete { reportUnfinished(position, record, at: place, into: &result) }
      for rule in forbidding[position] { closeForbidden(rule, isThere: selections.isReached(selection), &result) }
    }
    contents?.count(
      place: place.number, number: recordNumber, kind: kind, file: place.file, into: &result.contents)
  }

  /// Hands what the subject at `position` is about to `visit`, path by path, with the last step to it where somebody reads
  /// that. Whether all of it was reached.
  @inline(__always)
  func forEachNode(of position: Int, _ visit: (JSONNode, NormalizedPath.Element?) -> Void) -> Bool {
    guard let selection = selectionNumbers[position] else { return true }
    return if program.subjects[position].readsPosition {
      selections.select(selection, stepLimit: Self.pathStepLimit, withLastSteps: { node, step in visit(node, step) })
    } else {
      selections.select(selection, stepLimit: Self.pathStepLimit) { node in visit(node, nil) }
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
      let isAsked = isThere && overrides?.isOff(rulePosition) != true
      if isAsked { result.counts[entry].passed += 1 } else { result.counts[entry].notApplicable += 1 }
    }
    forbidden[rulePosition] = .absent
  }

  /// What the rules' variables mean until the next record.
  func begin(_ record: JSONNode, isOntology: Bool, file: String) {
    self.record = record
    isInOntology = isOntology
    recordNumber += 1
    beginWork(recordByteCount: record.span.count)
    revisited = nil
    subjects.begin(isOntology ? ontology?.schema(in: record) ?? record : record, isOntology: isOntology)
    pointers = nil
    (kind, kindNumber) = isOntology ? (.null, -1) : format.kind()
    let areOthersJudged =
      isOntology
      ? overrides?.beginOntology()
      : overrides?.begin(in: subjects, record: recordNumber, kind: kind, file: file)
    if let overrides, areOthersJudged == true {
      for case let asked? in questions { asked.apply(overrides) }
    }
    for rule in rulesWithinRecord where keysInRecord[rule].keys.count > 0 {
      keysInRecord[rule].keys.removeAll()
      keysInRecord[rule].places.removeAll(keepingCapacity: true)
    }
  }

  /// Has as much work ahead as a record of so many bytes may take.
  func beginWork(recordByteCount: Int) {
    budget.begin(recordByteCount: recordByteCount)
    schemaStepsLeft = SchemaValidator.stepLimit + recordByteCount
    reasonStepsLeft = schemaStepsLeft
    fixBytesLeft = Self.leastFixByteCount + 16 * recordByteCount
  }

  /// Says of rules that nobody knows what an override makes of them: they are not judged on the record at hand.
  private func reportUnknownOverrides(at place: RecordPlace, into result: inout WindowResult) {
    guard let overrides, let record else { return }
    for rulePosition in overrides.affectedRules {
      guard case .unknown(let error) = overrides.effect(on: rulePosition) else { continue }
      let rule = program.rules[rulePosition]
      if case .forbid = rule.check {} else { result.counts[Self.firstRule + rulePosition].seen += 1 }
      erred(error, rulePosition, record, rule.subject, at: place, into: &result)
    }
  }
}
