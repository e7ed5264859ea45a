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
  /// Where it starts in the text of its query, in bytes.
  public let offset: Int
  /// Whether it is a name behind a full stop, and not one in brackets.
  public let isShorthand: Bool
}

extension JSONPathQuery {
  /// The steps of the query, or of each query of a union, for whoever knows the shape of the data.
  public var outlines: [[JSONPathStep]] {
    parts.map { query in
      zip(query.segments, query.segmentOffsets).map { segment, offset in
        JSONPathStep(
          isDescendant: segment.isDescendant,
          targets: segment.selectors.map { selector in
            switch selector {
            case .name(let key): .member(key.name)
            case .index, .slice: .elements
            case .wildcard, .filter: .children
            }
          }, offset: offset, isShorthand: Array(query.text.utf8)[offset] == UInt8(ascii: "."))
      }
    }
  }

  /// The names in a query such as `$.task.stage`, none in `$`; `nil` where it has other steps, or is a union.
  public var names: [String]? {
    guard parts.count == 1 else { return nil }
    var names: [String] = []
    for segment in compiled.segments {
      guard segment.isName, case .name(let key) = segment.selectors[0] else { return nil }
      names.append(key.name)
    }
    return names
  }

  /// The name in a query such as `$.images[*]`, which selects the elements of one member of the root; else `nil`.
  public var onlyMemberOfElements: String? {
    let segments = compiled.segments
    guard parts.count == 1, segments.count == 2, segments[0].isName, case .name(let key) = segments[0].selectors[0],
      !segments[1].isDescendant, segments[1].selectors == [.wildcard]
    else { return nil }
    return key.name
  }
}
