import Findings

/// The findings that a report of limited length keeps: the worst first, and of equal ones as many of each rule.
///
/// What was not judged is worse than an error. Memory is that of the kept findings; which ones are kept depends on the
/// findings and their order alone.
struct SpreadSample: Sendable {
  /// The findings of one rule at one level.
  private struct Group {
    /// From -1 for what does not count to 3 for what was not judged.
    let level: Int
    var findings: [(number: Int, finding: Finding)] = []
  }

  private struct GroupKey: Hashable {
    let rule: String
    let level: Int
  }

  private let limit: Int
  private var groups: [Group] = []
  private var groupIndex: [GroupKey: Int] = [:]
  private var keptCount = 0
  /// All findings that were offered.
  private(set) var totalCount = 0
  /// The group that gives up a finding next; it changes only when findings are kept.
  private var victim: Int?

  /// A sample of at most `limit` findings.
  init(limit: Int) { self.limit = limit }

  /// Offers a finding.
  mutating func add(_ finding: Finding) {
    totalCount += 1
    let level = finding.level
    let key = GroupKey(rule: finding.rule, level: level)
    let group =
      groupIndex[key]
      ?? {
        groupIndex[key] = groups.count
        groups.append(Group(level: level))
        return groups.count - 1
      }()
    if keptCount == limit {
      let victim = self.victim ?? leastNeeded
      self.victim = victim
      guard let victim, isNeeded(oneMoreOf: group, rather: victim) else { return }
      groups[victim].findings.removeLast()
      keptCount -= 1
      self.victim = nil
    }
    groups[group].findings.append((totalCount, finding))
    keptCount += 1
  }

  /// What was kept, in the order of the findings.
  var inOrder: [Finding] { groups.flatMap(\.findings).sorted { $0.number < $1.number }.map(\.finding) }

  /// What was kept, the worst first: a finding of each rule, then a second one of each, and so on.
  var worstFirst: [Finding] {
    var ranked: [(level: Int, turn: Int, number: Int, finding: Finding)] = []
    for group in groups {
      for (turn, entry) in group.findings.enumerated() {
        ranked.append((group.level, turn, entry.number, entry.finding))
      }
    }
    ranked.sort { (-$0.level, $0.turn, $0.number) < (-$1.level, $1.turn, $1.number) }
    return ranked.map(\.finding)
  }

  /// Of the groups of the lowest level the largest, of equal ones the latest; `nil` when nothing is kept.
  private var leastNeeded: Int? {
    groups.indices.filter { !groups[$0].findings.isEmpty }
      .max { (-groups[$0].level, groups[$0].findings.count, $0) < (-groups[$1].level, groups[$1].findings.count, $1) }
  }

  private func isNeeded(oneMoreOf group: Int, rather victim: Int) -> Bool {
    if groups[group].level != groups[victim].level { return groups[group].level > groups[victim].level }
    return groups[group].findings.count + 1 < groups[victim].findings.count
  }
}

extension Finding {
  /// How much it weighs where only some are shown: 0 for infos, 1 for warnings, 2 for errors, 3 for what was not judged; -1
  /// for what does not count.
  var level: Int {
    if outcome == .notJudged { return 3 }
    return disposition == .new ? severity.rawValue : -1
  }
}
