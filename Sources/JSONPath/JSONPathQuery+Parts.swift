public import JSONReading

extension JSONPathQuery {
  /// The first node that the query selects below `root`; `nil` when it selects none. Looks no further than that.
  public func first(in root: JSONNode) -> JSONNode? { compiled.first(in: root) }

  /// The query up to its first condition: `$.batches` of `$.batches[?@ == null]`. Where it selects nothing, there was
  /// nothing to which the condition could have been put.
  public var beforeConditions: JSONPathQuery {
    let conditional = compiled.segments.firstIndex { segment in
      segment.selectors.contains { selector in
        if case .filter = selector { true } else { false }
      }
    }
    guard let conditional else { return self }
    let bytes = compiled.text.utf8.prefix(compiled.segmentOffsets[conditional])
    return (try? JSONPathQuery(String(Substring(bytes)))) ?? self
  }
}
