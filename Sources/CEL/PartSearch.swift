/// Finds a part in a longer row without ever looking back (Knuth, Morris and Pratt): linear in both lengths.
struct PartSearch<Element: Equatable> {
  private let part: [Element]
  /// For each length of a match, that of the longest shorter one that ends at the same place.
  private let shorter: [Int]

  init(_ part: [Element]) {
    self.part = part
    var shorter = [0, 0]
    var length = 0
    for place in part.indices.dropFirst() {
      while length > 0, part[place] != part[length] { length = shorter[length] }
      if part[place] == part[length] { length += 1 }
      shorter.append(length)
    }
    self.shorter = shorter
  }

  /// How many elements of `row` come before the first match, `nil` when there is none.
  func first(in row: some Sequence<Element>) -> Int? {
    if part.isEmpty { return 0 }
    var length = 0
    var count = 0
    for element in row {
      while length > 0, element != part[length] { length = shorter[length] }
      if element == part[length] { length += 1 }
      count += 1
      if length == part.count { return count - length }
    }
    return nil
  }
}
