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

    /// The group before anything of it was counted.
    var empty: Group { Group(tally: tally, hash: hash, names: names) }
  }

  /// In the order in which they were met.
  private(set) var groups: [Group] = []
  private var positions: [KeyHash: Int] = [:]
  /// What was measured, in the order in which it was met.
  private(set) var values: [(group: Int, value: Double)] = []
  /// Of each tally that counts records: those that have a group, as far as any has.
  private(set) var toldCounts: [Int] = []

  /// Counts a thing of the group at `position`.
  mutating func add(toGroup position: Int, value: Double?) {
    groups[position].count += 1
    if let value { values.append((position, value)) }
  }

  /// Counts a record in the group at `position`, once however often it is told.
  mutating func add(record: Int, toGroup position: Int) {
    guard groups[position].lastRecord != record else { return }
    groups[position].lastRecord = record
    groups[position].count += 1
  }

  /// Counts a record of which a tally knows a group.
  mutating func addTold(_ tally: Int) {
    while toldCounts.count <= tally { toldCounts.append(0) }
    toldCounts[tally] += 1
  }

  /// Whether `hash` stands for the group at `position`, if there is one.
  func isGroup(_ position: Int, _ hash: KeyHash) -> Bool { position < groups.count && groups[position].hash == hash }

  /// The position of a group that other windows had as well.
  mutating func position(of group: Group) -> Int {
    if let known = positions[group.hash] { return known }
    positions[group.hash] = groups.count
    groups.append(group)
    return groups.count - 1
  }

  /// The position of the group of `tally` that `hash` stands for. `names` is asked for once a group.
  mutating func position(of hash: KeyHash, _ tally: Int, _ names: () -> [String?]) -> Int {
    if let known = positions[hash] { return known }
    positions[hash] = groups.count
    groups.append(Group(tally: tally, hash: hash, names: names()))
    return groups.count - 1
  }
}
