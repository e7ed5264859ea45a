import CEL
import JSONReading
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
    case unique(CELEvaluator.Question, UniqueScope)
  }

  private let rules: ContiguousArray<Rule>
  /// The paths that rules require.
  let paths: ContiguousArray<CELEvaluator.Question>
  /// The rules to ask about the nodes of the record at hand; and those that apply to none of them, by their positions in the
  /// program, but for rules that forbid the subject.
  private(set) var openRules: ContiguousArray<Rule> = []
  private(set) var closedRules: ContiguousArray<Int> = []

  /// The rules of `subject`, added to the evaluator of `variables`.
  init(_ subject: Program.Subject, of program: Program, _ variables: SubjectVariables) {
    let evaluator = variables.evaluator
    let scope = subject.scope
    var rules: ContiguousArray<Rule> = []
    var paths: ContiguousArray<CELEvaluator.Question> = []
    for position in subject.rules {
      let rule = program.rules[position]
      let params = (slot: scope.params, value: rule.params.root)
      let condition = rule.condition.map { evaluator.add(subject.conditions[$0], fixed: params) }
      let recordPart = condition.flatMap { evaluator.addRecordPart(of: $0) }
      let check: Check
      switch rule.check {
      case .require(let required):
        let first = paths.count
        for path in required { paths.append(evaluator.add(path: path.keys.map(\.name), from: scope.subject)) }
        check = .require(first..<paths.count)
      case .assert(let expression): check = .assert(evaluator.add(expression, fixed: params))
      case .forbid: check = .forbid
      case .unique(let key, let scope): check = .unique(evaluator.add(key, fixed: params), scope)
      }
      rules.append(Rule(position: position, condition: condition, recordPart: recordPart, check: check))
    }
    evaluator.prepare()
    self.rules = rules
    self.paths = paths
    openRules = rules
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
