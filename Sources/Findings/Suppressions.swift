import SourceText

/// The suppressions of a run: which findings they cover, and at the end which of them cover none or have expired.
public final class Suppressions: Triage, @unchecked Sendable {
  // Asked by one thread at a time.
  private let all: [Suppression]
  private let isExpired: [Bool]
  /// Whether any of the run's rules is one that the suppression is about.
  private let isJudged: [Bool]
  /// How many findings each has matched. One that another covers counts for that one alone.
  private var matched: [Int]
  /// By the rule of a finding: the suppressions that are about that rule.
  private var candidates: [String: [Int]] = [:]

  /// The suppressions `all` in a run by `rules` at the time `now`, in seconds after 1970. The first that covers a finding
  /// counts.
  public init(_ all: [Suppression], rules: some Sequence<String>, now: Int64) {
    self.all = all
    isExpired = all.map { suppression in suppression.until.map { now >= $0.endSeconds } ?? false }
    let rules = Array(rules)
    isJudged = all.map { suppression in suppression.rule.map { rules.contains(where: $0.matches) } ?? true }
    matched = all.map { _ in 0 }
  }

  /// Suppressed by the first that covers the finding and has not expired, else new.
  public func disposition(of finding: Finding) -> Disposition {
    var expired: Int?
    for number in candidates(for: finding.rule) where all[number].matches(finding) {
      if isExpired[number] {
        expired = expired ?? number
        continue
      }
      matched[number] += 1
      return .suppressed(reason: all[number].reason, until: all[number].until?.text)
    }
    if let expired { matched[expired] += 1 }
    return .new
  }

  private func candidates(for rule: String) -> [Int] {
    if let known = candidates[rule] { return known }
    let found = all.indices.filter { all[$0].rule?.matches(rule) ?? true }
    candidates[rule] = found
    return found
  }

  /// That suppressions cover findings, and that they have not expired.
  public var rules: [RuleDescription] { Check.allCases.map(\.description) }

  /// The suppressions that cover nothing and those that have expired, in the order of the configuration.
  public func finish() -> (findings: [Finding], ledger: [LedgerEntry]) {
    var findings: [Finding] = []
    var ledger = Check.allCases.map { LedgerEntry(rule: $0.rawValue, severity: .warning) }
    func count(_ check: Check, _ outcome: WritableKeyPath<LedgerEntry, Int>) {
      let place = check == .unused ? 0 : 1
      ledger[place].seen += 1
      ledger[place][keyPath: outcome] += 1
    }
    for (number, suppression) in all.enumerated() {
      if isExpired[number], let day = suppression.until?.text {
        count(.unused, \.notApplicable)
        count(.expired, \.failed)
        let again = matched[number] == 1 ? "1 finding counts" : "\(matched[number]) findings count"
        let effect = matched[number] == 0 ? "it would cover nothing" : "\(again) again"
        findings.append(finding(.expired, "expired with \(day), and \(effect): \(suppression.scope)", suppression))
        continue
      }
      count(.expired, \.passed)
      if !isJudged[number] {
        // Nobody can tell what a rule would have found that is off in this run.
        count(.unused, \.notApplicable)
      } else if matched[number] > 0 {
        count(.unused, \.passed)
      } else {
        count(.unused, \.failed)
        findings.append(finding(.unused, "covers no finding: \(suppression.scope)", suppression))
      }
    }
    return (findings, ledger)
  }

  private func finding(_ check: Check, _ message: String, _ suppression: Suppression) -> Finding {
    Finding(
      rule: check.rawValue, severity: .warning, message: message, location: suppression.location,
      fingerprint: Fingerprint.make(
        rule: check.rawValue, identity: [IdentityPart(name: "suppression", value: suppression.scope)], pointer: .root),
      excerpt: suppression.excerpt)
  }

  /// What is checked of suppressions themselves.
  private enum Check: String, CaseIterable {
    case unused = "suppression-unused"
    case expired = "suppression-expired"

    var description: RuleDescription {
      switch self {
      case .unused:
        RuleDescription(
          id: rawValue, severity: .warning, title: "Suppressions cover findings",
          why: "One that covers nothing is forgotten, and one day covers what nobody has looked at.",
          tags: ["suppression"], ruleSet: "assay/configuration")
      case .expired:
        RuleDescription(
          id: rawValue, severity: .warning, title: "Suppressions have not expired",
          why: "What was to be mended by that day counts again.", tags: ["suppression"],
          ruleSet: "assay/configuration")
      }
    }
  }
}
