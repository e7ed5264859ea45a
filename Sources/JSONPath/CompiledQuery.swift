import JSONReading

/// What a query's text was compiled to.
final class CompiledQuery: Sendable {
  let text: String
  let segments: [Segment]
  /// Where each segment starts in the text, in bytes.
  let segmentOffsets: [Int]
  let warnings: [JSONPathError]
  /// Whether a condition starts at the root.
  let refersToRoot: Bool

  /// The names that the query starts with.
  private let names: ContiguousArray<JSONKey>
  private let end: End

  /// What comes behind the names. The rule engine runs queries on every record, most of them as simple as that.
  private enum End {
    case nothing, children, others
  }

  init(_ text: String) throws(JSONPathError) {
    var parser = QueryParser(text)
    let segments = try parser.query()
    self.text = text
    self.segments = segments
    segmentOffsets = parser.segmentOffsets
    warnings = parser.warnings
    refersToRoot = parser.refersToRoot
    var names: ContiguousArray<JSONKey> = []
    for segment in segments {
      guard segment.isSingular, case .name(let key) = segment.selectors[0] else { break }
      names.append(key)
    }
    let rest = segments[names.count...]
    if rest.isEmpty {
      end = .nothing
    } else if rest.count == 1, rest.first == Segment(isDescendant: false, selectors: [.wildcard]) {
      end = .children
    } else {
      end = .others
    }
    self.names = names
  }

  func select(from root: JSONNode, _ visit: (JSONNode) -> Void) {
    if end == .others { return selectOthers(from: root, visit) }
    var here = root
    for index in names.indices {
      guard let next = here.member(names[index]) else { return }
      here = next
    }
    if end == .nothing { return visit(here) }
    // One of the two is empty.
    for element in here.elements { visit(element) }
    for member in here.members { visit(member.value) }
  }

  /// As `select`, for any query.
  private func selectOthers(from root: JSONNode, _ visit: (JSONNode) -> Void) {
    var walk = Walk(segments, context: FilterContext(root: root))
    _ = walk.select(from: root) { node, _ in
      visit(node)
      return true
    }
  }
}
