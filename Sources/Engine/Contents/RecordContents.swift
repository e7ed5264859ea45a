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
  private final class Subject {
    let variables: SubjectVariables
    /// Its position in the format; `nil` for a JSONPath.
    let position: Int?
    /// The path; `nil` when the records at hand have no such nodes.
    let query: JSONPathQuery?
    var tallies: ContiguousArray<Tally> = []
    /// What makes groups, of all tallies.
    var groups: ContiguousArray<CELEvaluator.Question> = []

    init(_ variables: SubjectVariables, position: Int?, query: JSONPathQuery?) {
      (self.variables, self.position, self.query) = (variables, position, query)
    }
  }

  private struct Tally {
    var number: Int
    var condition: CELEvaluator.Question?
    var groups: Range<Int>
    var value: CELEvaluator.Question?
  }

  private let subjects: RecordSubjects
  private let seed: KeyHash.Seed
  private let budget: CELBudget
  private let plan: ContentPlan
  private var counted: ContiguousArray<Subject> = []
  private var texts = KnownTexts()
  private var groups = KnownGroups()

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
            SubjectVariables(scope, in: subjects, now: now, ontology: nil, budget: budget),
            position: format.subjects.firstIndex { $0.name == scope.name }, query: subjects.view.query(of: scope)))
      }
      let subject = counted[position]
      // One evaluator for all that is counted of a subject: what they share is looked up once.
      let evaluator = subject.variables.evaluator
      let first = subject.groups.count
      subject.groups += content.groups.map { evaluator.add($0.expression) }
      subject.tallies.append(
        Tally(
          number: plan.groupings.count + place, condition: content.condition.map { evaluator.add($0) },
          groups: first..<subject.groups.count, value: content.value.map { evaluator.add($0) }))
    }
    for subject in counted { subject.variables.evaluator.prepare() }
  }

  /// Counts the record that `subjects` has. `place` is its number in the window, `number` that among all that the worker
  /// had.
  func count(place: Int, number: Int, kind: CELValue, file: String, into counts: inout ContentCounts) {
    for tally in plan.groupings.indices {
      let isTold =
        if let attribution = plan.groupings[tally].attribution {
          count(record: place, underNamesOf: attribution, of: tally, into: &counts)
        } else {
          count(record: place, under: kind, of: tally, into: &counts)
        }
      if isTold { counts.addTold(tally) }
    }
    guard !counted.isEmpty, let record = subjects.record else { return }
    budget.begin(recordByteCount: record.span.count)
    for subject in counted {
      func add(_ node: JSONNode) {
        subject.variables.bind(node, in: subjects, record: number, kind: kind, file: file)
        for tally in subject.tallies.indices { count(subject.tallies[tally], of: subject, into: &counts) }
      }
      if let position = subject.position {
        for node in subjects.all(position) { add(node) }
      } else {
        subject.query?.select(from: record) { add($0) }
      }
    }
  }

  // MARK: Things

  private func count(_ tally: Tally, of subject: Subject, into counts: inout ContentCounts) {
    let evaluator = subject.variables.evaluator
    if let condition = tally.condition, evaluator.answer(condition) != .yes { return }
    var measured: Double?
    if let question = tally.value {
      guard let value = (try? evaluator.value(question))?.finiteNumber else { return }
      measured = value
    }
    guard let group = group(tally, of: subject, into: &counts) else { return }
    counts.add(toGroup: group, value: measured)
  }

  /// Where the group is counted to which the thing at hand belongs; `nil` when it has a name that is none.
  private func group(_ tally: Tally, of subject: Subject, into counts: inout ContentCounts) -> Int? {
    let evaluator = subject.variables.evaluator
    func name(_ group: Int) -> CELValue { (try? evaluator.value(subject.groups[group])) ?? .null }
    let key = key(of: tally, subject)
    if let key, let known = groups.position(of: key, in: &counts) { return known }
    var hash = KeyHash(low: 0, high: 0)
    for group in tally.groups {
      guard let next = GroupName.hash(of: name(group), seed: seed) else { return nil }
      hash = hash.followed(by: next)
    }
    let position = counts.position(of: hash.of(rule: tally.number), tally.number) {
      tally.groups.map { GroupName.text(of: name($0)) }
    }
    if let key { groups.keep(key, counts.groups[position], at: position) }
    return position
  }

  /// The group of the thing at hand by the numbers of its names; `nil` when one of them has no number.
  private func key(of tally: Tally, _ subject: Subject) -> KnownGroups.Key? {
    guard tally.groups.count <= KnownGroups.Key.mostNames else { return nil }
    var key = KnownGroups.Key(tally: tally.number)
    for group in tally.groups {
      switch subject.variables.evaluator.shortValue(subject.groups[group]) {
      case .absent: key.add(0)
      case .text(let text):
        guard let number = number(of: text) else { return nil }
        key.add(number)
      case .other: return nil
      }
    }
    return key
  }

  /// What is empty is no name.
  private func number(of text: JSONShortKey) -> Int32? { text.isEmpty ? 0 : texts.number(of: text) }

  // MARK: Records

  /// Counts the record `place` under the names that `attribution` has for it: those of all its labels, and the first that it
  /// has itself. Whether there is any.
  private func count(
    record place: Int, underNamesOf attribution: Program.Attribution, of tally: Int, into counts: inout ContentCounts
  ) -> Bool {
    let mostNames = attribution.grouping.mostNames
    var (hasOwn, isTold) = (false, false)
    for source in attribution.sources {
      if subjects.isSingular(source.subject) {
        guard !hasOwn, let thing = subjects.only(source.subject), let value = source.path.value(from: thing) else {
          continue
        }
        hasOwn = count(record: place, under: value, atMost: mostNames, of: tally, into: &counts)
        if hasOwn { isTold = true }
      } else {
        for thing in subjects.all(source.subject) {
          guard let value = source.path.value(from: thing) else { continue }
          if count(record: place, under: value, atMost: mostNames, of: tally, into: &counts) { isTold = true }
        }
      }
    }
    return isTold
  }

  /// Counts the record `place` under the names that `value` is: itself, or of a list the first ones. Whether there is any.
  private func count(
    record place: Int, under value: JSONNode, atMost limit: Int, of tally: Int, into counts: inout ContentCounts
  ) -> Bool {
    guard value.kind == .array else {
      guard GroupName.isName(value) else { return false }
      return count(record: place, under: value, of: tally, into: &counts)
    }
    var isTold = false
    for item in value.elements.prefix(limit) where GroupName.isName(item) {
      if count(record: place, under: item, of: tally, into: &counts) { isTold = true }
    }
    return isTold
  }

  /// Counts the record `place` under `name`. Whether it is one.
  private func count(
    record place: Int, under name: JSONNode, of tally: Int, into counts: inout ContentCounts
  ) -> Bool {
    guard let number = name.shortText.flatMap({ texts.number(of: $0) }) else {
      return count(record: place, under: CELValue(name), of: tally, into: &counts)
    }
    var key = KnownGroups.Key(tally: tally)
    key.add(number)
    if let known = groups.position(of: key, in: &counts) {
      counts.add(record: place, toGroup: known)
      return true
    }
    return count(record: place, under: CELValue(name), of: tally, key, into: &counts)
  }

  private func count(
    record place: Int, under name: CELValue, of tally: Int, _ key: KnownGroups.Key? = nil,
    into counts: inout ContentCounts
  ) -> Bool {
    guard let hash = GroupName.hash(of: name, seed: seed) else { return false }
    let position = counts.position(of: hash.of(rule: tally), tally) { [GroupName.text(of: name)] }
    if let key { groups.keep(key, counts.groups[position], at: position) }
    counts.add(record: place, toGroup: position)
    return true
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
