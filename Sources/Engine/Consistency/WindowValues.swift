/// A key with its value, and where a window has the two together first.
struct ValueEntry {
  /// The key.
  var subject: KeyEntry
  /// What stands for the value wherever the key is kept: never 0.
  var tag: UInt64
  /// What stands for key and value.
  var pair: KeyHash
  /// How many subjects of the window have the two.
  var count = 1
  /// How the value reads, when a message wants to know. Long ones are cut.
  var text = ""
}

/// The keys of one window with their values, each pair once, in the order in which they were met: there are many labels
/// and few classes, and what is handed over in order is compared by one thread at a time.
struct WindowValues {
  private(set) var entries: [ValueEntry] = []
  private var positions = KeyPositions()

  /// Counts a subject with `pair`, a key of `rule` with its value. `entry` is asked for when it is needed.
  mutating func add(_ pair: KeyHash, of rule: Int, entry: () -> ValueEntry) {
    let (place, isNew) = positions.insert(pair.of(rule: rule))
    if isNew { entries.append(entry()) } else { entries[place].count += 1 }
  }
}
