import JSONReading

/// A step of a query without its conditions: what it may lead to from each node.
public struct JSONPathStep: Hashable, Sendable {
  /// What children it picks.
  public enum Target: Hashable, Sendable {
    /// The member of this name.
    case member(String)
    /// Elements of an array.
    case elements
    /// Children of any container.
    case children
  }

  /// Whether it picks children of the node and of all its descendants.
  public let isDescendant: Bool
  /// In the order of the query, never empty.
  public let targets: [Target]
}

extension JSONPathQuery {
  /// The steps of the query, for whoever knows the shape of the data.
  public var outline: [JSONPathStep] {
    compiled.segments.map { segment in
      JSONPathStep(
        isDescendant: segment.isDescendant,
        targets: segment.selectors.map { selector in
          switch selector {
          case .name(let key): .member(key.name)
          case .index, .slice: .elements
          case .wildcard, .filter: .children
          }
        })
    }
  }

  /// The name in a query such as `$.images[*]`, which selects the elements of one member of the root; else `nil`.
  public var onlyMemberOfElements: String? {
    let segments = compiled.segments
    guard segments.count == 2, case .member(let name) = outline[0].targets[0], segments[0].isName,
      !segments[1].isDescendant, segments[1].selectors == [.wildcard]
    else { return nil }
    return name
  }
}
