import JSONReading

/// One step of a query: from each node to some of its children, or of its descendants (RFC 9535, section 2.5).
struct Segment: Hashable, Sendable {
  /// Whether the selectors are applied to the node itself and to all its descendants.
  var isDescendant: Bool
  var selectors: [Selector]

  /// Whether it leads to one node at most.
  var isSingular: Bool {
    guard !isDescendant, selectors.count == 1 else { return false }
    switch selectors[0] {
    case .name, .index: return true
    case .wildcard, .slice, .filter: return false
    }
  }

  /// The name of the one member that it leads to, when that is not long.
  var name: JSONShortKey? {
    guard isSingular, case .name(let key) = selectors[0] else { return nil }
    return JSONShortKey(key.name)
  }

  /// Whether it puts a condition to the nodes.
  var isConditional: Bool {
    selectors.contains { selector in
      if case .filter = selector { true } else { false }
    }
  }
}

/// What picks children of a node (RFC 9535, section 2.3).
enum Selector: Hashable, Sendable {
  case name(JSONKey)
  case wildcard
  /// From 0; counted from the end when negative.
  case index(Int)
  case slice(Slice)
  case filter(Filter)
}

/// `start:end:step` (RFC 9535, section 2.3.4).
struct Slice: Hashable, Sendable {
  var start: Int?
  var end: Int?
  var step: Int

  /// The places that are picked of `count` elements, in order.
  func places(of count: Int) -> StrideTo<Int> {
    // Numbers of a query have 53 bits, so that nothing here overflows.
    func normal(_ place: Int) -> Int { place >= 0 ? place : count + place }
    guard step != 0 else { return stride(from: 0, to: 0, by: 1) }
    if step > 0 {
      let lower = min(max(normal(start ?? 0), 0), count)
      let upper = min(max(normal(end ?? count), 0), count)
      return stride(from: lower, to: upper, by: step)
    }
    let upper = min(max(start.map(normal) ?? count - 1, -1), count - 1)
    let lower = min(max(end.map(normal) ?? -1, -1), count - 1)
    return stride(from: upper, to: lower, by: step)
  }
}
