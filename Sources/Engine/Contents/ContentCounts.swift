/// What was counted in the records of one window: groups of things, tally by tally. Tallies are numbered: first come
/// the groupings of findings, which count records, then what the format counts.
struct ContentCounts {
  /// Things of one tally that are called alike.
  struct Group {
    var tally: Int
    /// What tells the group from others, of other tallies as well.
    var hash: KeyHash
    var names: [String?]
    var count = 0
    /// The record that was counted last.
    var lastRecord = -1
  }

  /// In the order in which they were met.
  private(set) var groups: [Group] = []
  private var positions: [KeyHash: Int] = [:]
  /// What was measured, in the order in which it was met.
  private(set) var values: [(group: Int, value: Double)] = []
  /// Of each tally that counts records: those that have a group, as far as any has.
  private(set) var toldCounts: [Int] = []

  /// Counts a thing. `names` is asked for once a group.
  mutating func add(_ hash: KeyHash, of tally: Int, value: Double?, names: () -> [String?]) {
    let position = position(of: hash, tally, names)
    groups[position].count += 1
    if let value { values.append((position, value)) }
  }

  /// Counts a record, once however often it is told.
  mutating func add(record: Int, _ hash: KeyHash, of tally: Int, names: () -> [String?]) {
    let position = position(of: hash, tally, names)
    guard groups[position].lastRecord != record else { return }
    groups[position].lastRecord = record
    groups[position].count += 1
  }

  /// Counts a record of which a tally knows a group.
  mutating func addTold(_ tally: Int) {
    while toldCounts.count <= tally { toldCounts.append(0) }
    toldCounts[tally] += 1
  }

  private mutating func position(of hash: KeyHash, _ tally: Int, _ names: () -> [String?]) -> Int {
    let key = hash.of(rule: tally)
    if let known = positions[key] { return known }
    positions[key] = groups.count
    groups.append(Group(tally: tally, hash: key, names: names()))
    return groups.count - 1
  }
}
