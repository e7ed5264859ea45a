import CEL
import Findings
import JSONReading
import RuleSets
import Secrets
import SourceText

/// What aggregates counted in a run, window by window in their order, and the findings that it makes.
struct AggregateTotals {
  /// One group of one rule.
  private struct Group {
    var name: String?
    var subjectCount = 0
    var countedCount = 0
    var first: KeyPlace?
  }

  private let program: Program
  private let now: CELTimestamp
  private let revealsSecrets: Bool
  /// Of each rule, in the order in which they were met.
  private var groups: [[Group]]
  private var positions: [KeyHash: Int] = [:]
  /// Of each rule: subjects of groups beyond those that may be.
  private var leftOut: [Int]

  init(program: Program, now: CELTimestamp, revealsSecrets: Bool) {
    self.program = program
    self.now = now
    self.revealsSecrets = revealsSecrets
    groups = Array(repeating: [], count: program.rules.count)
    leftOut = Array(repeating: 0, count: program.rules.count)
  }

  /// Adds what was counted in the next window. `place` tells where a subject of it stands.
  mutating func add(_ counts: GroupCounts, place: (GroupCounts.Place) -> KeyPlace) {
    for group in counts.groups {
      guard case .aggregate(let aggregate) = program.rules[group.rule].check else { continue }
      let position: Int
      if let known = positions[group.hash] {
        position = known
      } else if groups[group.rule].count < aggregate.limit.mostGroups {
        position = groups[group.rule].count
        positions[group.hash] = position
        groups[group.rule].append(Group(name: group.name))
      } else {
        leftOut[group.rule] += group.subjectCount
        continue
      }
      groups[group.rule][position].subjectCount += group.subjectCount
      groups[group.rule][position].countedCount += group.countedCount
      if groups[group.rule][position].first == nil { groups[group.rule][position].first = group.first.map(place) }
    }
  }

  /// What became of a rule.
  struct Outcome {
    /// The rule's position in the program.
    var rule: Int
    var finding: Finding
    /// Subjects that did not pass, as was thought, but failed or were not judged.
    var failedCount = 0
    var unjudgedCount = 0
  }

  /// What is found in the whole run, rule by rule, group by group. `files` are the names of the inputs.
  func outcomes(files: [String]) -> [Outcome] {
    var outcomes: [Outcome] = []
    for (position, rule) in program.rules.enumerated() {
      guard case .aggregate(let aggregate) = rule.check else { continue }
      // Groups may look alike where their names are secret: they are numbered, as nobody may tell a name by its
      // fingerprint.
      var alike: [String: Int] = [:]
      for group in groups[position] {
        guard group.subjectCount >= aggregate.limit.leastSubjects,
          let excess = aggregate.limit.excess(of: group.countedCount, in: group.subjectCount)
        else { continue }
        var finding = finding(rule, group, excess, files: files)
        let number = alike[finding.fingerprint, default: 0] + 1
        alike[finding.fingerprint] = number
        if number > 1 {
          finding.fingerprint = Fingerprint.make(
            rule: rule.description.id,
            identity: [IdentityPart(name: "occurrence", value: "\(finding.fingerprint) \(number)")], pointer: .root)
        }
        outcomes.append(Outcome(rule: position, finding: finding, failedCount: group.countedCount))
      }
      if leftOut[position] > 0 {
        var finding = finding(rule, Group(), "", files: files)
        finding.outcome = .notJudged
        finding.message = "more than \(aggregate.limit.mostGroups) groups; \(leftOut[position]) subjects are in others"
        outcomes.append(Outcome(rule: position, finding: finding, unjudgedCount: leftOut[position]))
      }
    }
    return outcomes
  }

  /// The finding about a group, in the input where the first subject is that counts.
  private func finding(_ rule: Program.Rule, _ group: Group, _ excess: String, files: [String]) -> Finding {
    let file = files.indices.contains(group.first?.input ?? 0) ? files[group.first?.input ?? 0] : ""
    let identity = group.name.map { [IdentityPart(name: "group", value: $0)] } ?? []
    let secretIdentity = rule.isMasked ? identity.hiding([group.name ?? ""]) : identity
    var finding = Finding(
      rule: rule.description.id, severity: rule.description.severity, message: message(rule, group, excess),
      location: Location(file: file, start: .start, end: .start, span: SourceSpan(start: 0, end: 0)),
      identity: revealsSecrets ? identity : secretIdentity,
      fingerprint: Fingerprint.masked(rule: rule.description.id, identity: secretIdentity, pointer: .root))
    if let first = group.first {
      let start = SourcePosition(line: first.line, column: first.column)
      finding.related = [
        RelatedPlace(
          message: "first that counts",
          location: Location(
            file: file, record: first.record, start: start, end: start,
            span: SourceSpan(start: first.byteOffset, end: first.byteOffset)))
      ]
    }
    return finding
  }

  private func message(_ rule: Program.Rule, _ group: Group, _ excess: String) -> String {
    let scope = AggregateScope.standard
    var activation = CELActivation(environment: scope.environment)
    activation[scope.params] = .json(rule.params.root)
    activation[scope.now] = .timestamp(now)
    activation[scope.group] = .string(group.name ?? "")
    activation[scope.subjects] = .int(Int64(group.subjectCount))
    activation[scope.counted] = .int(Int64(group.countedCount))
    activation[scope.ratio] = .double(Double(group.countedCount) / Double(max(1, group.subjectCount)))
    activation[scope.excess] = .string(excess)
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

extension Program.AggregateLimit {
  /// How `counted` of `total` subjects are beyond the limit, in words; `nil` when they are not.
  func excess(of counted: Int, in total: Int) -> String? {
    if let count, counted > count { return "more than \(count)" }
    guard let ratio, total > 0 else { return nil }
    guard let confidence else {
      let found = Double(counted) / Double(total)
      return found > ratio ? "a ratio of \(Self.rounded(found)), more than \(ratio)" : nil
    }
    let bound = WilsonInterval.lowerBound(counted, of: total, confidence: confidence)
    guard bound > ratio else { return nil }
    return "a ratio of at least \(Self.rounded(bound)) with confidence \(confidence), more than \(ratio)"
  }

  /// With four significant digits.
  private static func rounded(_ number: Double) -> String {
    var scale = 1000.0
    var shifted = number
    while shifted < 1 {
      shifted *= 10
      scale *= 10
    }
    return CELValue.double((number * scale).rounded() / scale).text
  }
}
