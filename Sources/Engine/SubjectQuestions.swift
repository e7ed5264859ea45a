import CEL
import JSONReading
import JSONSchema
import RuleSets

/// What a worker asks about each node of one subject: its rules, ready for the evaluator of the subject.
final class SubjectQuestions {
  /// One rule.
  struct Rule {
    /// Its position in the program.
    var position: Int
    var condition: CELEvaluator.Question?
    /// What of the condition is the same for all nodes of a record.
    var recordPart: CELEvaluator.Question?
    var check: Check
  }

  enum Check {
    case require(Range<Int>)
    case assert(CELEvaluator.Question)
    case forbid
    case unique(CELEvaluator.Question, KeyScope)
    case same(CELEvaluator.Question, KeyScope)
    // Positions in lists below: a rule stays a plain value that is read without counting references.
    case references(Int)
    case aggregate(Int)
    case schema(Int)
    /// Nothing: an override switched the rule off.
    case off
  }

  /// What is asked in the record at hand.
  private(set) var rules: ContiguousArray<Rule>
  /// What is asked where no override says otherwise.
  private let allRules: ContiguousArray<Rule>
  /// The paths that rules require.
  let paths: ContiguousArray<CELEvaluator.Question>
  /// The rules to ask about the nodes of the record at hand; and those that apply to none of them, by their positions in the
  /// program, but for rules that forbid the subject.
  private(set) var openRules: ContiguousArray<Rule> = []
  private(set) var closedRules: ContiguousArray<Int> = []

  /// What rules with references ask: a key a question, or all keys in one.
  let references: [ContiguousArray<CELEvaluator.Question>]
  /// What aggregates ask: whether a subject counts, and of which group it is.
  let aggregates: [(question: CELEvaluator.Question, group: CELEvaluator.Question?)]

  /// The schemas of rules that ask for one.
  var schemas: [SchemaValidator]

  /// The rules of `subject`, added to the evaluator of `variables`. `requiredPaths` tells what members a rule requires.
  init(
    _ subject: Program.Subject, of program: Program, _ variables: SubjectVariables,
    requiredPaths: (Int) -> [MemberPath]
  ) {
    let evaluator = variables.evaluator
    let scope = subject.scope
    var rules: ContiguousArray<Rule> = []
    var paths: ContiguousArray<CELEvaluator.Question> = []
    var references: [ContiguousArray<CELEvaluator.Question>] = []
    var aggregates: [(question: CELEvaluator.Question, group: CELEvaluator.Question?)] = []
    var schemas: [SchemaValidator] = []
    for position in subject.rules {
      let rule = program.rules[position]
      let params = (slot: scope.params, value: rule.params.root)
      let condition = rule.condition.map { evaluator.add(subject.conditions[$0], fixed: params) }
      let recordPart = condition.flatMap { evaluator.addRecordPart(of: $0) }
      let check: Check
      switch rule.check {
      case .require:
        let first = paths.count
        for path in requiredPaths(position) {
          paths.append(evaluator.add(path: path.keys.map(\.name), from: scope.subject))
        }
        check = .require(first..<paths.count)
      case .assert(let expression): check = .assert(evaluator.add(expression, fixed: params))
      case .forbid: check = .forbid
      case .unique(let key, let scope): check = .unique(evaluator.add(key, fixed: params), scope)
      case .same(let key, let scope): check = .same(evaluator.add(key, fixed: params), scope)
      case .references(let wanted):
        check = .references(references.count)
        references.append(ContiguousArray(wanted.keys.expressions.map { evaluator.add($0, fixed: params) }))
      case .aggregate(let aggregate):
        check = .aggregate(aggregates.count)
        aggregates.append(
          (
            evaluator.add(aggregate.question, fixed: params),
            aggregate.group.map { evaluator.add($0, fixed: params) }
          ))
      case .schema(let schema):
        check = .schema(schemas.count)
        schemas.append(SchemaValidator(schema))
      }
      rules.append(Rule(position: position, condition: condition, recordPart: recordPart, check: check))
    }
    evaluator.prepare()
    self.rules = rules
    allRules = rules
    self.paths = paths
    self.references = references
    self.aggregates = aggregates
    self.schemas = schemas
    openRules = rules
  }

  /// Takes over what overrides say of the rules in the record at hand: some are off, of others nobody knows.
  func apply(_ overrides: RecordOverrides) {
    rules = ContiguousArray(
      allRules.compactMap { rule in
        switch overrides.effect(on: rule.position) {
        case .off:
          // What a rule forbids is counted once for the record.
          if case .forbid = rule.check {
            nil
          } else {
            Rule(position: rule.position, condition: nil, recordPart: nil, check: .off)
          }
        case .unknown: nil
        case .severity, nil: rule
        }
      })
  }

  /// Sorts the rules out that apply to no node of the record at hand, for which `evaluator` has the lasting variables.
  func beginRecord(_ evaluator: CELEvaluator) {
    openRules.removeAll(keepingCapacity: true)
    closedRules.removeAll(keepingCapacity: true)
    for rule in rules {
      guard let part = rule.recordPart, evaluator.isRefuted(by: part) else {
        openRules.append(rule)
        continue
      }
      if case .forbid = rule.check { continue }
      closedRules.append(rule.position)
    }
  }
}
