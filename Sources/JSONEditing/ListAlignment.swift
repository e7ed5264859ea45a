/// How an old list and a new one lie beside each other: what was taken out, what is new, what stands for what.
struct ListAlignment {
  /// Positions in the old list that have nothing in the new one, ascending.
  private(set) var removed: [Int] = []
  /// Positions in the new list that have nothing in the old one, ascending and without a gap.
  private(set) var inserted: [Int] = []
  /// The position in the old list before which they belong.
  private(set) var insertionPlace = 0
  /// Elements that stand for each other but differ.
  private(set) var changed: [(old: Int, new: Int)] = []

  /// Aligns lists of so many elements. `isSame` tells whether two of them, an old and a new one, are the same; it is asked
  /// a few times for each element. What is only taken out, or only added at one place, is found; else elements stand for
  /// those at the same position.
  init(old: Int, new: Int, isSame: (Int, Int) -> Bool) {
    var start = 0
    while start < old, start < new, isSame(start, start) { start += 1 }
    var (oldEnd, newEnd) = (old, new)
    while oldEnd > start, newEnd > start, isSame(oldEnd - 1, newEnd - 1) {
      oldEnd -= 1
      newEnd -= 1
    }
    insertionPlace = oldEnd
    if start == oldEnd {
      inserted = Array(start..<newEnd)
      return
    }
    if newEnd - start < oldEnd - start {
      var next = start
      for position in start..<oldEnd {
        if next < newEnd, isSame(position, next) { next += 1 } else { removed.append(position) }
      }
      if next == newEnd { return }
      removed = []
    }
    let common = min(oldEnd, newEnd)
    changed = (start..<common).filter { !isSame($0, $0) }.map { ($0, $0) }
    removed = Array(common..<oldEnd)
    inserted = Array(common..<newEnd)
  }
}
