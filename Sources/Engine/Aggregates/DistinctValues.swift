/// The different values of a group, in the order in which they were met, and how often each was.
struct DistinctValues<Place> {
  /// One value.
  struct Value {
    let hash: KeyHash
    /// How it reads. Long ones are cut.
    let text: String
    var count: Int
    /// Where it was first.
    let first: Place
  }

  private(set) var values: [Value] = []
  private var positions = KeyPositions()
  /// How many subjects have values beyond those that are kept.
  private(set) var otherCount = 0

  /// Adds `count` subjects with a value. Of new values no more than `limit` are kept; `text` and `place` are asked for then.
  mutating func add(_ hash: KeyHash, count: Int = 1, limit: Int = .max, text: () -> String, place: () -> Place) {
    if let known = positions.place(of: hash) {
      values[known].count += count
    } else if values.count < limit {
      _ = positions.insert(hash)
      values.append(Value(hash: hash, text: text(), count: count, first: place()))
    } else {
      otherCount += count
    }
  }
}
