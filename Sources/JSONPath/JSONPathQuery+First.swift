public import JSONReading

extension JSONPathQuery {
  /// The first node that the query selects below `root`; `nil` when it selects none.
  public func first(in root: JSONNode) -> JSONNode? {
    var found: JSONNode?
    select(from: root) { node in
      if found == nil { found = node }
    }
    return found
  }
}
