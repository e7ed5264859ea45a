import CEL
import Findings
import JSONReading
import RuleSets
import Secrets
import SourceText

// What the end of a run tells of the groups of aggregates.
extension AggregateTotals {
  /// What became of a rule.
  struct Outcome {
    /// The rule's position in the program.
    var rule: Int
    var finding: Finding
    /// Subjects that did not pass, as was thought, but failed or were not judged.
    var failedCount = 0
    var unjudgedCount = 0
    /// The record that the finding is about, and what it was counted as when it was judged.
    var record: OpenReferences.RecordNumber?
    var counted: RecordOutcome = []
  }

  /// What is found in the whole run, rule by rule, group by group. `files` are the names of the inputs.
  func outcomes(files: [String]) -> [Outcome] {
    var outcomes: [Outcome] = []
    for (position, rule) in program.rules.enumerated() {
      guard case .aggregate(let aggregate) = rule.check else { continue }
      var all: QuantileSketch?
      if aggregate.limit.judged == .groups, aggregate.limit.hasOutliers {
        var sketch = QuantileSketch()
        for group in groups[position] { sketch.add(group.spread.sketch) }
        all = sketch
      }
      // Groups may look alike where their names are secret: they are numbered, as nobody may tell a name by its
      // fingerprint.
      var alike: [String: Int] = [:]
      for group in groups[position] {
        // Of the numbers of a group that are too far away only some are told; of the ways in which it is beyond its limit, all.
        var isCounted = false
        // A subject that is beyond in two ways failed once.
        var leftCount = group.subjectCount
        for excess in group.excesses(aggregate.measure, aggregate.limit, among: all) {
          var outcome = Outcome(rule: position, finding: finding(rule, group, excess, files: files))
          if excess.number?.finding == nil { number(&outcome.finding, of: rule, &alike) }
          if excess.number == nil || !isCounted {
            let count = min(excess.counted, leftCount)
            leftCount -= count
            if excess.isUnjudged { outcome.unjudgedCount = count } else { outcome.failedCount = count }
          }
          if excess.number != nil { isCounted = true }
          if let number = excess.number {
            outcome.record = OpenReferences.RecordNumber(input: number.place.input, record: number.place.record)
            outcome.counted = number.counted
          }
          outcomes.append(outcome)
        }
      }
      if leftOut[position] > 0 {
        let most = aggregate.limit.mostGroups ?? Program.AggregateLimit.standardGroups
        let words =
          isOverfull(position)
          ? "more than \(Self.mostEntries) different values in all groups; \(leftOut[position]) subjects are not compared"
          : "more than \(most) groups; \(leftOut[position]) subjects are in others"
        let excess = GroupExcess(words: words, counted: leftOut[position], isUnjudged: true)
        outcomes.append(
          Outcome(
            rule: position, finding: finding(rule, Group(), excess, files: files), unjudgedCount: leftOut[position]))
      }
    }
    return outcomes
  }

  private func number(_ finding: inout Finding, of rule: Program.Rule, _ alike: inout [String: Int]) {
    let number = alike[finding.fingerprint, default: 0] + 1
    alike[finding.fingerprint] = number
    guard number > 1 else { return }
    finding.fingerprint = Fingerprint.make(
      rule: rule.description.id,
      identity: [IdentityPart(name: "occurrence", value: "\(finding.fingerprint) \(number)")], pointer: .root)
  }

  /// The finding about a group: at the number that it is about, else in the input where the first place is that explains it.
  private func finding(_ rule: Program.Rule, _ group: Group, _ excess: GroupExcess, files: [String]) -> Finding {
    func file(_ place: KeyPlace) -> String { files.indices.contains(place.input) ? files[place.input] : "" }
    let text = excess.isUnjudged ? excess.words : message(rule, group, excess)
    if var finding = excess.number?.finding {
      finding.message = text
      return finding
    }
    let identity = group.name.map { [IdentityPart(name: "group", value: $0)] } ?? []
    let secretIdentity = rule.isMasked ? identity.hiding([group.name ?? ""]) : identity
    // Each rare value of a group is a finding of its own.
    var aspect = rule.description.id
    if case .aggregate(let aggregate) = rule.check, aggregate.limit.share != nil { aspect += " \(excess.value.text)" }
    var finding = Finding(
      rule: rule.description.id, severity: rule.description.severity, outcome: excess.isUnjudged ? .notJudged : .failed,
      message: text,
      location: Location(
        file: excess.places.first.map { file($0.place) } ?? files.first ?? "", start: .start, end: .start,
        span: SourceSpan(start: 0, end: 0)),
      identity: revealsSecrets ? identity : secretIdentity,
      fingerprint: Fingerprint.masked(rule: aspect, identity: secretIdentity, pointer: .root))
    finding.related = excess.places.map { relation, place in
      let start = SourcePosition(line: place.line, column: place.column)
      return RelatedPlace(
        message: relation,
        location: Location(
          file: file(place), record: place.record, start: start, end: start,
          span: SourceSpan(start: place.byteOffset, end: place.byteOffset)))
    }
    return finding
  }

  private func message(_ rule: Program.Rule, _ group: Group, _ excess: GroupExcess) -> String {
    let scope = AggregateScope.standard
    var activation = CELActivation(environment: scope.environment)
    activation[scope.params] = .json(rule.params.root)
    activation[scope.now] = .timestamp(now)
    activation[scope.group] = .string(group.name ?? "")
    activation[scope.subjects] = .int(Int64(group.subjectCount))
    activation[scope.counted] = .int(Int64(excess.counted))
    activation[scope.ratio] = .double(Double(excess.counted) / Double(max(1, group.subjectCount)))
    activation[scope.excess] = .string(excess.words)
    var value = excess.value
    if case .double(let number) = value { value = .double(GroupExcess.rounded(number)) }
    activation[scope.value] = value
    activation[scope.values] = .string(group.valuesText)
    activation[scope.distinct] = .int(Int64(group.values.values.count))
    for (slot, number) in [
      (scope.median, excess.median), (scope.smallest, group.spread.smallest.entries.first?.value),
      (scope.largest, group.spread.largest.entries.first?.value),
    ] {
      activation[slot] = .double(GroupExcess.rounded(number ?? 0))
    }
    return rule.message.map { part in
      switch part {
      case .text(let text): text
      case .expression(let expression):
        if rule.isMasked, !revealsSecrets {
          SecretMask.masked(activation.text(of: expression), hiding: group.name ?? "")
        } else {
          activation.text(of: expression)
        }
      }
    }.joined()
  }
}

extension CELActivation {
  /// What a message shows of `expression`: its value, or why it has none.
  fileprivate mutating func text(of expression: CELExpression) -> String {
    do {
      return try expression.evaluate(&self).text
    } catch {
      return "‹\(error.message)›"
    }
  }
}
