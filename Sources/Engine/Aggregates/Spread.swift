/// How the numbers of a group are distributed, and where the farthest away stand.
struct Spread<Place> {
  private(set) var sketch = QuantileSketch()
  private(set) var smallest = Extremes<Place>(isLargest: false)
  private(set) var largest = Extremes<Place>(isLargest: true)

  /// Adds a finite number. `limit` places are kept on each side; `place` is asked for then.
  mutating func add(_ value: Double, limit: Int, place: () -> Place) {
    sketch.add(value)
    smallest.add(value, limit: limit, place: place)
    largest.add(value, limit: limit, place: place)
  }

  /// Adds all numbers of another spread, which were met later.
  mutating func add<Other>(_ other: Spread<Other>, limit: Int, place: (Other) -> Place) {
    sketch.add(other.sketch)
    for (value, there) in other.smallest.entries { smallest.add(value, limit: limit) { place(there) } }
    for (value, there) in other.largest.entries { largest.add(value, limit: limit) { place(there) } }
  }
}

/// The smallest or the largest of some numbers with their places: the farthest away first, of equal ones the one that was
/// met first.
struct Extremes<Place> {
  let isLargest: Bool
  private(set) var entries: [(value: Double, place: Place)] = []

  init(isLargest: Bool) { self.isLargest = isLargest }

  /// Adds a number, unless there are `limit` that are as far away.
  mutating func add(_ value: Double, limit: Int, place: () -> Place) {
    if entries.count >= limit, let last = entries.last, !isFarther(value, last.value) { return }
    let position = entries.firstIndex { isFarther(value, $0.value) } ?? entries.count
    entries.insert((value, place()), at: position)
    if entries.count > limit { entries.removeLast() }
  }

  private func isFarther(_ value: Double, _ other: Double) -> Bool { isLargest ? value > other : value < other }
}
