import CEL
import Findings
import RuleSets

/// What aggregates measured in a run, window by window in their order.
///
/// A group takes a few hundred bytes, and each different value or bucket of numbers a hundred: of these a rule has
/// `mostEntries` in all of its groups, or it is not judged.
struct AggregateTotals {
  /// One group of one rule.
  struct Group {
    var name: String?
    var subjectCount = 0
    var countedCount = 0
    var first: KeyPlace?
    var values = DistinctValues<KeyPlace>()
    var spread = Spread<NumberPlace>()

    /// Different values and buckets.
    fileprivate var entryCount: Int { values.values.count + spread.sketch.bucketCount }

    /// Adds what was measured in the next window.
    fileprivate mutating func add(
      _ counts: GroupCounts.Group, _ limit: Program.AggregateLimit, place: (GroupCounts.Place) -> KeyPlace,
      locate: (KeyEntry, Bool) -> NumberPlace
    ) {
      subjectCount += counts.subjectCount
      countedCount += counts.countedCount
      if first == nil { first = counts.first.map(place) }
      for value in counts.values.values {
        values.add(value.hash, count: value.count, limit: limit.keptValues) {
          value.text
        } place: {
          place(value.first)
        }
      }
      spread.add(counts.spread, limit: limit.keptPlaces) { locate($0, limit.tellsValues) }
    }
  }

  /// Where a number stands, and the finding that it may become, without a message.
  struct NumberPlace {
    var place: KeyPlace
    var finding: Finding?
    /// What its record was counted as when it was judged.
    var counted: RecordOutcome = []
  }

  /// Different values of a group that are kept; with more, how many others there are is all that is known.
  static let mostValues = 1_000
  /// Different values and buckets of all groups of a rule.
  static let mostEntries = 200_000

  let program: Program
  let now: CELTimestamp
  let revealsSecrets: Bool
  /// Of each rule, in the order in which they were met.
  private(set) var groups: [[Group]]
  private var positions: [KeyHash: Int] = [:]
  private var entryCounts: [Int]
  /// Of each rule: subjects of groups beyond those that may be, or all when it has too many entries.
  private(set) var leftOut: [Int]

  init(program: Program, now: CELTimestamp, revealsSecrets: Bool) {
    self.program = program
    self.now = now
    self.revealsSecrets = revealsSecrets
    groups = Array(repeating: [], count: program.rules.count)
    leftOut = Array(repeating: 0, count: program.rules.count)
    entryCounts = Array(repeating: 0, count: program.rules.count)
  }

  /// Whether a rule has more different values than can be kept.
  func isOverfull(_ rule: Int) -> Bool { entryCounts[rule] > Self.mostEntries }

  /// Whether some of the findings at the end are about records.
  var tellsOfRecords: Bool {
    program.rules.contains { rule in
      if case .aggregate(let aggregate) = rule.check { aggregate.limit.tellsValues } else { false }
    }
  }

  /// Adds what was measured in the next window. `place` tells where a subject of it stands; `locate` does so for a number,
  /// with the finding that it may become when one is wanted.
  mutating func add(
    _ counts: GroupCounts, place: (GroupCounts.Place) -> KeyPlace,
    locate: (_ entry: KeyEntry, _ wantsFinding: Bool) -> NumberPlace
  ) {
    for group in counts.groups {
      guard case .aggregate(let aggregate) = program.rules[group.rule].check else { continue }
      let limit = aggregate.limit
      if isOverfull(group.rule) {
        leftOut[group.rule] += group.subjectCount
        continue
      }
      let position: Int
      if let known = positions[group.hash] {
        position = known
      } else if groups[group.rule].count < limit.mostGroups ?? Program.AggregateLimit.standardGroups {
        position = groups[group.rule].count
        positions[group.hash] = position
        groups[group.rule].append(Group(name: group.name))
      } else {
        leftOut[group.rule] += group.subjectCount
        continue
      }
      let entriesBefore = groups[group.rule][position].entryCount
      groups[group.rule][position].add(group, limit, place: place, locate: locate)
      entryCounts[group.rule] += groups[group.rule][position].entryCount - entriesBefore
    }
  }

  /// Lets go of the groups of rules with too many entries.
  mutating func dropOverfull() {
    for rule in groups.indices where isOverfull(rule) && !groups[rule].isEmpty {
      leftOut[rule] += groups[rule].reduce(0) { $0 + $1.subjectCount }
      groups[rule] = []
    }
  }
}

extension Program.AggregateLimit {
  /// How many different values of a group are kept: as many as are needed to judge it, and to tell of them.
  fileprivate var keptValues: Int {
    guard most == nil, share == nil, let least else { return AggregateTotals.mostValues }
    return min(least, AggregateTotals.mostValues)
  }
}
