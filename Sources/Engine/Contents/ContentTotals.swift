import Findings
import RuleSets

/// What the records of a run are and hold, window by window in their order, and the findings by group. Memory is
/// bounded: groups beyond the first that are met are counted together.
struct ContentTotals {
  /// Each takes a few hundred bytes.
  static let mostGroups = 1000
  /// Where something is measured: each takes up to 150 kB, a few unless its numbers are made for it.
  static let mostMeasuredGroups = 100

  private struct Group {
    var names: [String?]
    /// Records or things.
    var count = 0
    var findings = FindingCounts()
    var sketch: ValueSketch?
    var sum = 0.0

    mutating func add(_ value: Double) {
      sketch = sketch ?? ValueSketch()
      sketch?.add(value)
      sum += value
    }

    var distribution: Distribution? {
      sketch.map { sketch in
        Distribution(
          least: sketch.least, median: sketch.value(atRank: (sketch.count - 1) / 2), greatest: sketch.greatest,
          sum: sum)
      }
    }
  }

  private struct Tally {
    var isMeasured = false
    /// In the order in which they were met.
    var groups: [Group] = []
    /// Of groupings: the first group of each name.
    var named: [ExactText: Int] = [:]
    /// What belongs to groups that are not remembered.
    var others = Group(names: [])
    /// What belongs to no group.
    var notTold = FindingCounts()
    /// Records that have a group.
    var toldCount = 0
  }

  private let plan: ContentPlan
  private var tallies: [Tally]
  private var positions: [KeyHash: Int] = [:]
  private var recordCount = 0

  init(_ plan: ContentPlan) {
    self.plan = plan
    tallies =
      plan.groupings.map { _ in Tally() } + plan.contents.map { Tally(isMeasured: $0.value != nil) }
  }

  /// Adds what was counted in the next window, which has `recordCount` records.
  mutating func add(_ counts: ContentCounts, recordCount: Int) {
    self.recordCount += recordCount
    for (tally, count) in counts.toldCounts.enumerated() { tallies[tally].toldCount += count }
    let places = counts.groups.map { position(of: $0) }
    for (group, place) in zip(counts.groups, places) {
      if let place {
        tallies[group.tally].groups[place].count += group.count
      } else {
        tallies[group.tally].others.count += group.count
      }
    }
    for (group, value) in counts.values {
      guard let place = places[group] else { continue }
      tallies[counts.groups[group].tally].groups[place].add(value)
    }
  }

  private mutating func position(of group: ContentCounts.Group) -> Int? {
    if let known = positions[group.hash] { return known }
    let position = tallies[group.tally].groups.count
    guard position < (tallies[group.tally].isMeasured ? Self.mostMeasuredGroups : Self.mostGroups) else { return nil }
    positions[group.hash] = position
    tallies[group.tally].groups.append(Group(names: group.names))
    if group.tally < plan.groupings.count, let name = group.names.first ?? nil {
      tallies[group.tally].named[ExactText(name)] = position
    }
    return position
  }

  // MARK: Findings

  /// A group of findings.
  struct Place: Hashable {
    var tally: Int
    var group: Target

    enum Target: Hashable {
      case number(Int)
      case others, notTold
    }
  }

  /// The groups of a finding, each once: one at least of each grouping.
  func places(of finding: Finding) -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(plan.groupings.count)
    for (tally, grouping) in plan.groupings.enumerated() {
      let first = places.count
      for part in finding.attribution where part.grouping == grouping.grouping {
        let group = tallies[tally].named[ExactText(part.value)].map(Place.Target.number) ?? .others
        let place = Place(tally: tally, group: group)
        // A finding has a few names at most.
        if !places[first...].contains(place) { places.append(place) }
      }
      if places.count == first { places.append(Place(tally: tally, group: .notTold)) }
    }
    return places
  }

  /// The groups of those of `findings` that count.
  func places(of findings: [Finding]) -> Set<Place> {
    Set(findings.lazy.filter { $0.disposition == .new }.flatMap { places(of: $0) })
  }

  /// Counts a finding in its groups.
  mutating func add(_ finding: Finding) {
    for place in places(of: finding) { change(place) { $0.add(finding) } }
  }

  /// Counts a record with findings in each group that one of them has, but for those in which it was counted before.
  mutating func addRecord(_ findings: [Finding], countedIn earlier: Set<Place> = []) {
    func count(_ place: Place) { change(place) { $0.recordsWithFindings += 1 } }
    // Most records with findings have one.
    if findings.count == 1, earlier.isEmpty {
      if findings[0].disposition == .new { for place in places(of: findings[0]) { count(place) } }
      return
    }
    for place in places(of: findings).subtracting(earlier) { count(place) }
  }

  private mutating func change(_ place: Place, _ body: (inout FindingCounts) -> Void) {
    switch place.group {
    case .number(let number): body(&tallies[place.tally].groups[number].findings)
    case .others: body(&tallies[place.tally].others.findings)
    case .notTold: body(&tallies[place.tally].notTold)
    }
  }

  // MARK: Results

  /// The findings by group.
  var groupings: [GroupingSummary] {
    zip(plan.groupings, tallies).map { grouping, tally in
      let notToldCount = grouping.isOfLabels ? recordCount : recordCount - tally.toldCount
      return GroupingSummary(
        grouping.grouping,
        groups: tally.groups.map { Self.summary($0.names.first ?? nil, $0.count, $0.findings) },
        notTold: Self.summary(nil, notToldCount, tally.notTold),
        others: GroupSummary(recordCount: tally.others.count, counts: tally.others.findings))
    }
  }

  private static func summary(_ name: String?, _ recordCount: Int, _ counts: FindingCounts) -> GroupSummary {
    GroupSummary(
      name: name ?? "", recordCount: recordCount, counts: counts,
      rate: Rate(counts.recordsWithFindings, of: recordCount))
  }

  /// What the records hold; `nil` when nothing of it is counted.
  var contents: [ContentSummary]? {
    plan.contents.isEmpty
      ? nil
      : zip(plan.contents, tallies.dropFirst(plan.groupings.count)).map { content, tally in
        ContentSummary(
          name: content.name, keys: content.groups.map(\.name),
          groups: tally.groups.map { group in
            ContentGroup(values: group.names, count: group.count, distribution: group.distribution)
          },
          otherCount: tally.others.count)
      }
  }
}

extension Rate {
  /// `nil` when there is nothing that `count` is a part of.
  fileprivate init?(_ count: Int, of total: Int) {
    guard total > 0, count <= total else { return nil }
    self.init(
      ratio: Double(count) / Double(total), low: WilsonInterval.lowerBound(count, of: total, confidence: 0.95),
      high: WilsonInterval.upperBound(count, of: total, confidence: 0.95))
  }
}

/// A text that is equal to those of the same bytes only: strings compare by canonical equivalence, names of the data
/// do not.
struct ExactText: Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
