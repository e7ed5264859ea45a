/// Which of several queries start with the same steps, and with how many of them.
struct PrefixPlan {
  /// Steps that several queries start with.
  struct Prefix: Equatable {
    /// A query that starts with them.
    var query: Int
    /// How many there are.
    var length: Int
    /// The next shorter prefix of the same queries.
    var parent: Int?
  }

  /// Shorter ones first.
  private(set) var prefixes: [Prefix] = []
  /// The longest prefix of each query that is shorter than the query itself.
  private(set) var prefixOfQuery: [Int?]

  /// The plan for queries with these segments.
  init(_ queries: [[Segment]]) {
    prefixOfQuery = queries.map { _ in nil }
    divide(Array(queries.indices), at: 0, of: queries)
  }

  /// Finds the prefixes of `group`, queries that start with the same `length` segments.
  private mutating func divide(_ group: [Int], at length: Int, of queries: [[Segment]]) {
    var length = length
    // Only what has a step left behind the prefix can share one.
    var group = group.filter { queries[$0].count > length }
    while group.count > 1 {
      let next = queries[group[0]][length]
      guard group.allSatisfy({ queries[$0].count > length + 1 && queries[$0][length] == next }) else { break }
      length += 1
    }
    guard group.count > 1 else { return }
    if length > 0 {
      prefixes.append(Prefix(query: group[0], length: length, parent: prefixOfQuery[group[0]]))
      for query in group { prefixOfQuery[query] = prefixes.count - 1 }
    }
    while let first = group.first {
      let next = queries[first][length]
      divide(group.filter { queries[$0][length] == next }, at: length + 1, of: queries)
      group.removeAll { queries[$0][length] == next }
    }
  }
}
