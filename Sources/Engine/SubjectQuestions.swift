import CEL
import JSONReading
import JSONSchema
import RuleSets

/// What a worker asks about each node of one subject: its rules, ready for the evaluator of the subject.
final class SubjectQuestions {
  let variables: SubjectVariables
  /// What the rules say of nodes that look alike; `nil` where they are asked about every node.
  let settled: SettledRules?
  /// What tells of which group a node is.
  struct Grouping {
    var condition: CELEvaluator.Question?
    /// What of the condition is the same for all nodes of a record.
    var recordPart: CELEvaluator.Question?
    var key: CELEvaluator.Question?
    var order: CELEvaluator.Question?
  }

  /// One rule.
  struct Rule {
    /// Its position in the program.
    var position: Int
    var condition: CELEvaluator.Question?
    /// What of the condition is the same for all nodes of a record.
    var recordPart: CELEvaluator.Question?
    var check: Check

    var isForbidding: Bool { if case .forbid = check { true } else { false } }
  }

  enum Check {
    case require(Range<Int>)
    case assert(CELEvaluator.Question)
    case forbid
    /// Whether where the key stands follows from the subject's node alone: then it is found when somebody asks.
    case unique(CELEvaluator.Question, KeyScope, isPlaceInNode: Bool)
    // Positions in lists below: a rule stays a plain value that is read without counting references.
    case consistent(Int)
    case references(Int)
    case aggregate(Int)
    case schema(Int)
    /// Nothing: an override switched the rule off.
    case off
  }

  /// What makes the groups that the rules are about; `nil` when they are about each node by itself. Then it has the condition,
  /// and the rules have none.
  let grouping: Grouping?
  /// What is asked in the record at hand.
  private(set) var rules: ContiguousArray<Rule>
  /// What is asked where no override says otherwise.
  private let allRules: ContiguousArray<Rule>
  /// The paths that rules require.
  let paths: ContiguousArray<CELEvaluator.Question>
  /// Whether each of the rules applies to no node of the record at hand.
  private(set) var areClosed: ContiguousArray<Bool>
  /// Whether there are rules that may apply to no node of a record.
  private(set) var mayClose: Bool

  /// What is known of keys about the node at hand.
  var keyParts = KeyParts()
  /// What rules about consistency ask: the key, the value, and within what that is the same.
  let consistencies: [ConsistencyQuestions]
  /// What rules with references ask: a key a question, or all keys in one.
  let references: [ContiguousArray<CELEvaluator.Question>]
  /// What aggregates ask.
  let aggregates: [AggregateQuestions]

  /// The schemas of rules that ask for one.
  var schemas: [SchemaValidator]

  /// The rules of `subject`, added to the evaluator of `variables`. `requiredPaths` tells what members a rule requires, and
  /// `areRulesLasting` that no override changes the rules.
  init(
    _ subject: Program.Subject, of program: Program, _ variables: SubjectVariables,
    areRulesLasting: Bool, requiredPaths: (Int) -> [MemberPath]
  ) {
    self.variables = variables
    let evaluator = variables.evaluator
    let scope = subject.scope
    var rules: ContiguousArray<Rule> = []
    var paths: ContiguousArray<CELEvaluator.Question> = []
    var consistencies: [ConsistencyQuestions] = []
    var references: [ContiguousArray<CELEvaluator.Question>] = []
    var aggregates: [AggregateQuestions] = []
    var schemas: [SchemaValidator] = []
    var grouping: Grouping?
    for position in subject.rules {
      let rule = program.rules[position]
      let params = (slot: scope.params, value: rule.params.root)
      let condition = rule.condition.map { evaluator.add(subject.conditions[$0], fixed: params) }
      let recordPart = condition.flatMap { evaluator.addRecordPart(of: $0) }
      if let wanted = subject.grouping, grouping == nil {
        grouping = Grouping(
          condition: condition, recordPart: recordPart, key: wanted.key.map { evaluator.add($0, fixed: params) },
          order: wanted.order.map { evaluator.add($0, fixed: params) })
      }
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
      case .unique(let key, let within):
        let isPlaceInNode = rule.place.map { $0.expression == nil && $0.slot == scope.subject } ?? true
        check = .unique(evaluator.add(key, fixed: params), within, isPlaceInNode: isPlaceInNode)
      case .consistent(let wanted):
        check = .consistent(consistencies.count)
        consistencies.append(
          ConsistencyQuestions(
            key: ContiguousArray(wanted.key.map { evaluator.add($0, fixed: params) }),
            value: evaluator.add(wanted.value, fixed: params), within: wanted.within, rule: rule))
      case .references(let wanted):
        check = .references(references.count)
        references.append(ContiguousArray(wanted.keys.expressions.map { evaluator.add($0, fixed: params) }))
      case .aggregate(let aggregate):
        check = .aggregate(aggregates.count)
        aggregates.append(AggregateQuestions(aggregate) { evaluator.add($0, fixed: params) })
      case .schema(let schema):
        check = .schema(schemas.count)
        schemas.append(SchemaValidator(schema))
      }
      let isGrouped = grouping != nil
      rules.append(
        Rule(
          position: position, condition: isGrouped ? nil : condition, recordPart: isGrouped ? nil : recordPart,
          check: check))
    }
    evaluator.prepare()
    self.grouping = grouping
    self.rules = rules
    allRules = rules
    self.paths = paths
    self.consistencies = consistencies
    self.references = references
    self.aggregates = aggregates
    self.schemas = schemas
    areClosed = ContiguousArray(repeating: false, count: rules.count)
    mayClose = rules.contains { $0.recordPart != nil }
    settled =
      areRulesLasting && grouping == nil && !scope.isOfOntology
      ? SettledRules(looksAtMembers: evaluator.looksAtMembers, looksAtNames: subject.readsPosition) : nil
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
    areClosed = ContiguousArray(repeating: false, count: rules.count)
    mayClose = rules.contains { $0.recordPart != nil }
  }

  /// Finds the rules that apply to no node of the record at hand, for which the evaluator has the lasting variables.
  func beginRecord() {
    guard mayClose else { return }
    for number in rules.indices {
      guard let part = rules[number].recordPart else { continue }
      areClosed[number] = variables.evaluator.isRefuted(by: part)
    }
  }
}
