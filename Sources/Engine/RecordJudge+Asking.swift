import CEL
import JSONPath
import JSONReading
import RuleSets

// From a node to the rules that are asked about it.
extension RecordJudge {
  /// Judges each node of the subject at `position`. Whether all of them were reached.
  func judgeNodes(of position: Int, at place: RecordPlace, into result: inout WindowResult) -> Bool {
    // The first node that is met makes the questions. Later they are held for all nodes at once: what is held for each node
    // anew is counted for each.
    guard let questions = questions[position] else {
      return forEachNode(of: position) { node, step in
        judge(node, step, questions(position), position, at: place, into: &result)
      }
    }
    return forEachNode(of: position) { node, step in
      judge(node, step, questions, position, at: place, into: &result)
    }
  }

  /// Judges `node`, which the subject at `position` is and to which `lastStep` leads.
  private func judge(
    _ node: JSONNode, _ lastStep: NormalizedPath.Element?, _ questions: SubjectQuestions, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) {
    let numbering = node.shapeNumbering
    let evaluator = questions.variables.evaluator
    guard let settled = questions.settled, let look = settled.look(of: node, lastStep: lastStep, recordKind: kindNumber)
    else {
      bind(node, lastStep, questions, position, at: place)
      askAll(questions, evaluator, node, position, at: place, into: &result)
      return
    }
    if let open = settled.rules(for: look, numbering: numbering) {
      // The work of a record does not depend on what this worker has seen before: the first node is bound.
      if open.isEmpty, !questions.mayClose || questions.variables.isBound(inRecord: recordNumber) { return }
      bind(node, lastStep, questions, position, at: place)
      for number in open {
        let rule = settled.openRules[number]
        ask(rule.position, rule.isConditionMet, of: questions, evaluator, node, position, at: place, into: &result)
      }
      return
    }
    bind(node, lastStep, questions, position, at: place)
    askAll(questions, evaluator, node, position, at: place, into: &result)
    settled.keep(look, numbering: numbering, questions, into: &result.counts)
  }

  private func askAll(
    _ questions: SubjectQuestions, _ evaluator: CELEvaluator, _ node: JSONNode, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) {
    // By their places: to go through the list itself counts a reference for every node.
    for number in questions.rules.indices {
      ask(number, false, of: questions, evaluator, node, position, at: place, into: &result)
    }
  }

  /// Sets the variables of a subject for `node`.
  private func bind(
    _ node: JSONNode, _ lastStep: NormalizedPath.Element?, _ questions: SubjectQuestions, _ position: Int,
    at place: RecordPlace
  ) {
    let variables = questions.variables
    if program.subjects[position].readsPosition { variables.bind(lastStep: lastStep) }
    if variables.isBound(inRecord: recordNumber) {
      variables.bind(next: node, in: subjects)
    } else {
      variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: place.file)
      questions.beginRecord()
    }
  }

  /// Asks the rule at `number` of a subject about `node`. Whether its condition is met may be known.
  private func ask(
    _ number: Int, _ isConditionMet: Bool, of questions: SubjectQuestions, _ evaluator: CELEvaluator,
    _ node: JSONNode, _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) {
    let rule = questions.rules[number]
    let entry = Self.firstRule + rule.position
    do throws(CELEvaluationError) {
      if !isConditionMet, let condition = rule.condition {
        let isMet = questions.areClosed[number] ? false : try evaluator.holds(condition)
        if !isMet {
          if !rule.isForbidding { result.counts[entry].countNotApplicable() }
          return
        }
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
      case .unique(let key, let scope, let isPlaceInNode):
        let value = try self.key(key, evaluator)
        try ask(value, scope, isPlaceInNode, rule.position, node, position, at: place, into: &result)
        result.counts[entry].seen += 1
      case .consistent(let number):
        try compare(questions.consistencies[number], questions, rule.position, node, position, at: place, into: &result)
        result.counts[entry].seen += 1
      case .references(let number):
        try refer(questions.references[number], rule.position, node, position, at: place, into: &result)
      case .aggregate(let number):
        try measure(questions.aggregates[number], questions, rule.position, node, position, at: place, into: &result)
      case .schema(let number):
        try compare(&questions.schemas[number], rule.position, node, position, at: place, into: &result)
      case .off:
        result.counts[entry].seen += 1
        result.counts[entry].notApplicable += 1
      }
    } catch {
      if !rule.isForbidding { result.counts[entry].seen += 1 }
      erred(error, rule.position, node, position, at: place, into: &result)
    }
  }

  /// Counts what was settled for nodes without asking the rules.
  func countSettled(into result: inout WindowResult) {
    for case let asked? in questions { asked.settled?.count(into: &result.counts) }
  }

  private func reportPlace(
    _ rule: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace, into result: inout WindowResult
  ) {
    report(rule, self.place(program.rules[rule].place, node, position), node, position, at: place, into: &result)
  }
}
