import CEL
import Findings
import JSONPath
import JSONReading
import RuleSets
import SourceText

// Rules about groups of subjects: each member is judged beside its neighbours.
extension RecordJudge {
  /// Judges the groups of the subject at `position` in the record at hand. Whether all of it was visited; else nothing is
  /// judged, as neighbours may be missing.
  func judgeGroups(_ position: Int, at place: RecordPlace, into result: inout WindowResult) -> Bool {
    groups.removeAll()
    let isComplete = forEachNode(of: position) { node, step in
      collect(node, step, position, at: place, into: &result)
    }
    guard let questions = questions[position] else { return isComplete }
    for rule in questions.rules {
      result.counts[Self.firstRule + rule.position].seen += groups.outsiderCount
      result.counts[Self.firstRule + rule.position].notApplicable += groups.outsiderCount
    }
    guard isComplete else { return false }
    groups.sort()
    var start = 0
    while start < groups.members.count {
      let range = groups.group(from: start)
      judgeGroup(range, questions, position, at: place, into: &result)
      start = range.upperBound
    }
    return true
  }

  /// Finds out of which group `node` is.
  private func collect(
    _ node: JSONNode, _ step: NormalizedPath.Element?, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    if groups.isRuledOut {
      groups.outsiderCount += 1
      return
    }
    let variables = variables(position)
    if program.subjects[position].readsPosition { variables.bind(lastStep: step) }
    let isFirst = variables.bind(node, in: subjects, record: recordNumber, kind: kind, file: place.file)
    guard let questions = questions[position], let grouping = questions.grouping else { return }
    let evaluator = variables.evaluator
    if isFirst, let part = grouping.recordPart, evaluator.isRefuted(by: part) {
      groups.isRuledOut = true
      groups.outsiderCount += 1
      return
    }
    do throws(CELEvaluationError) {
      if let condition = grouping.condition, try !evaluator.holds(condition) {
        groups.outsiderCount += 1
        return
      }
      var hash: KeyHash?
      if let question = grouping.key {
        let value = try key(question, evaluator)
        if case .null = value {
          groups.outsiderCount += 1
          return
        }
        hash = KeyHash(value, seed: seed)
        if hash == nil { throw CELEvaluationError("a value of this type cannot be a key") }
      }
      var order = CELValue.null
      if let question = grouping.order {
        order = try key(question, evaluator)
        if case .null = order {
          groups.outsiderCount += 1
          return
        }
        if !order.isSortable { throw CELEvaluationError("nothing can be sorted by a value of this type") }
      }
      groups.add(node, step, key: hash, order: order)
    } catch {
      for rule in questions.rules {
        result.counts[Self.firstRule + rule.position].seen += 1
        if case .off = rule.check {
          result.counts[Self.firstRule + rule.position].notApplicable += 1
        } else {
          erred(error, rule.position, node, position, at: place, into: &result)
        }
      }
    }
  }

  /// Asks the rules about each member of a group.
  private func judgeGroup(
    _ range: Range<Int>, _ questions: SubjectQuestions, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    let variables = variables(position)
    let evaluator = variables.evaluator
    guard let scope = program.subjects[position].scope.group else { return }
    for number in range {
      let member = groups.members[number]
      if program.subjects[position].readsPosition { variables.bind(lastStep: member.lastStep) }
      variables.bind(member.node, in: subjects, record: recordNumber, kind: kind, file: place.file)
      evaluator.set(scope.previous, number > range.lowerBound ? groups.members[number - 1].node : nil)
      evaluator.set(scope.next, number + 1 < range.upperBound ? groups.members[number + 1].node : nil)
      evaluator.set(scope.first, groups.members[range.lowerBound].node)
      evaluator.set(scope.last, groups.members[range.upperBound - 1].node)
      evaluator.set(scope.position, .int(Int64(number - range.lowerBound)))
      evaluator.set(scope.count, .int(Int64(range.count)))
      for rule in questions.rules {
        let entry = Self.firstRule + rule.position
        guard case .assert(let question) = rule.check else {
          // An override switched the rule off.
          result.counts[entry].countNotApplicable()
          continue
        }
        do throws(CELEvaluationError) {
          if try evaluator.holds(question) {
            result.counts[entry].countPassed()
            continue
          }
          result.counts[entry].seen += 1
          result.counts[entry].failed += 1
          reportMember(member, rule.position, position, at: place, into: &result)
        } catch {
          result.counts[entry].seen += 1
          erred(error, rule.position, member.node, position, at: place, into: &result)
        }
      }
    }
  }

  /// Makes the finding about `member`. The other members that the rule reads are its related places; what the group is
  /// sorted by tells it from findings about other members with the same identity.
  private func reportMember(
    _ member: RecordGroups.Member, _ rulePosition: Int, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    let rule = program.rules[rulePosition]
    let aspect: String? = if case .null = member.order { nil } else { member.order.text }
    report(
      rulePosition, self.place(rule.place, member.node, position), member.node, position, at: place,
      related: relatedMembers(of: rule, beside: member, position, at: place), aspect: aspect, into: &result)
  }

  /// The other members of the group of `member` that a rule reads, each once.
  private func relatedMembers(
    of rule: Program.Rule, beside member: RecordGroups.Member, _ position: Int, at place: RecordPlace
  ) -> [RelatedPlace] {
    guard case .assert(let expression) = rule.check, let scope = program.subjects[position].scope.group
    else { return [] }
    let names = Set(expression.paths.map(\.variable))
    var known: Set<Int> = [member.node.span.start]
    let others = [
      ("previous", scope.previous), ("next", scope.next), ("first", scope.first), ("last", scope.last),
    ]
    return others.compactMap { name, slot in
      guard names.contains(name), let node = variables(position).evaluator.node(slot),
        known.insert(node.span.start).inserted
      else { return nil }
      return RelatedPlace(
        message: "\(name) of the group", location: place.location(of: node.span, pointer: pointer(to: node)))
    }
  }
}
