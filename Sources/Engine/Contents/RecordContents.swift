import CEL
import Findings
import JSONPath
import JSONReading
import RuleSets
import SourceText

/// Counts what records are and hold: in which groups of findings they are, and what the format says. One for each
/// worker.
///
/// It judges nothing: what an expression cannot tell of a record is not counted, or has no name.
final class RecordContents {
  /// What is counted of the nodes of one subject.
  private struct Subject {
    var variables: SubjectVariables
    /// Its position in the format; `nil` for a JSONPath.
    var position: Int?
    /// The path; `nil` when the records at hand have no such nodes.
    var query: JSONPathQuery?
    var tallies: [Tally] = []
  }

  private struct Tally {
    var number: Int
    var condition: CELEvaluator.Question?
    var groups: [CELEvaluator.Question]
    var value: CELEvaluator.Question?
  }

  private let subjects: RecordSubjects
  private let seed: KeyHash.Seed
  private let budget: CELBudget
  private let plan: ContentPlan
  private var counted: [Subject] = []

  /// `subjects` has the record at hand.
  init(_ plan: ContentPlan, format: Program.Format, subjects: RecordSubjects, seed: KeyHash.Seed, now: CELTimestamp) {
    self.plan = plan
    self.subjects = subjects
    self.seed = seed
    budget = CELBudget()
    var positions: [String: Int] = [:]
    for (place, content) in plan.contents.enumerated() {
      let scope = content.scope
      let position = positions[scope.name] ?? counted.count
      if position == counted.count {
        positions[scope.name] = position
        counted.append(
          Subject(
            variables: SubjectVariables(scope, in: subjects, now: now, ontology: nil, budget: budget),
            position: format.subjects.firstIndex { $0.name == scope.name }, query: subjects.view.query(of: scope)))
      }
      // One evaluator for all that is counted of a subject: what they share is looked up once.
      let evaluator = counted[position].variables.evaluator
      counted[position].tallies.append(
        Tally(
          number: plan.groupings.count + place, condition: content.condition.map { evaluator.add($0) },
          groups: content.groups.map { evaluator.add($0.expression) }, value: content.value.map { evaluator.add($0) }))
    }
    for subject in counted { subject.variables.evaluator.prepare() }
  }

  /// Counts the record that `subjects` has. `place` is its number in the window, `number` that among all that the worker
  /// had.
  func count(place: Int, number: Int, kind: CELValue, file: String, into counts: inout ContentCounts) {
    for (tally, attribution) in plan.groupings.enumerated() {
      var isTold = false
      forEachName(attribution, kind: kind) { name in
        guard let hash = GroupName.hash(of: name, seed: seed) else { return }
        isTold = true
        counts.add(record: place, hash, of: tally) { [GroupName.text(of: name)] }
      }
      if isTold { counts.addTold(tally) }
    }
    guard !counted.isEmpty, let record = subjects.record else { return }
    budget.begin(recordByteCount: record.span.count)
    for subject in counted {
      func add(_ node: JSONNode) {
        subject.variables.bind(node, in: subjects, record: number, kind: kind, file: file)
        for tally in subject.tallies { count(tally, subject.variables.evaluator, into: &counts) }
      }
      if let position = subject.position {
        for node in subjects.all(position) { add(node) }
      } else {
        subject.query?.select(from: record) { add($0) }
      }
    }
  }

  private func count(_ tally: Tally, _ evaluator: CELEvaluator, into counts: inout ContentCounts) {
    if let condition = tally.condition, evaluator.answer(condition) != .yes { return }
    var measured: Double?
    if let question = tally.value {
      guard let value = (try? evaluator.value(question))?.finiteNumber else { return }
      measured = value
    }
    func name(_ question: CELEvaluator.Question) -> CELValue { (try? evaluator.value(question)) ?? .null }
    var hash = KeyHash(low: 0, high: 0)
    for group in tally.groups {
      guard let next = GroupName.hash(of: name(group), seed: seed) else { return }
      hash = hash.followed(by: next)
    }
    counts.add(hash, of: tally.number, value: measured) { tally.groups.map { GroupName.text(of: name($0)) } }
  }

  /// The names of the groups in which the record at hand is: those of all its labels, and the first that it has itself.
  private func forEachName(_ grouping: ContentPlan.Grouping, kind: CELValue, _ body: (CELValue) -> Void) {
    guard let attribution = grouping.attribution else { return body(kind) }
    var hasOwn = false
    for source in attribution.sources {
      if subjects.isSingular(source.subject) {
        guard !hasOwn, let thing = subjects.only(source.subject), let value = source.path.value(from: thing) else {
          continue
        }
        GroupName.forEach(in: value, atMost: attribution.grouping.mostNames) {
          hasOwn = true
          body($0)
        }
      } else {
        for thing in subjects.all(source.subject) {
          guard let value = source.path.value(from: thing) else { continue }
          GroupName.forEach(in: value, atMost: attribution.grouping.mostNames, body)
        }
      }
    }
  }
}

/// What is counted in a run, tally by tally.
struct ContentPlan {
  /// A grouping of findings.
  struct Grouping {
    var grouping: Findings.Grouping
    /// Where its names stand; `nil` for the kind.
    var attribution: Program.Attribution?
    /// Whether findings may have names that are not those of their whole record.
    var isOfLabels: Bool
  }

  var groupings: [Grouping]
  var contents: [Program.Content]

  /// What `options` want and `format` tells.
  init(_ options: SummaryOptions, _ format: Program.Format) {
    groupings = format.groupings.filter { options.groupings.contains($0) }.map { grouping in
      let attribution = format.attributions.first { $0.grouping == grouping }
      let sources = attribution?.sources ?? []
      return Grouping(
        grouping: grouping, attribution: attribution,
        isOfLabels: sources.contains { !format.subjects[$0.subject].query.isSingular })
    }
    contents = options.wantsContents ? format.contents.value : []
  }
}

extension KeyHash {
  /// The hash of a list that goes on with `next`: both are as good as random, and each place has odd factors of its own.
  fileprivate func followed(by next: KeyHash) -> KeyHash {
    KeyHash(
      low: (low ^ next.low) &* 0x9E37_79B9_7F4A_7C15 &+ next.high,
      high: (high &+ next.high) &* 0xD6E8_FEB8_6659_FD93 ^ low)
  }
}
