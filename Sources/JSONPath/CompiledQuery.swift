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

  /// The query once more, when it is as simple as most of those that the rule engine runs on every record.
  private let chain: NameChain?

  init(_ text: String) throws(JSONPathError) {
    var parser = QueryParser(text)
    let segments = try parser.query()
    self.text = text
    self.segments = segments
    segmentOffsets = parser.segmentOffsets
    warnings = parser.warnings
    refersToRoot = parser.refersToRoot
    chain = NameChain(segments)
  }

  func select(from root: JSONNode, _ visit: (JSONNode) -> Void) {
    if let chain { return chain.select(from: root, visit) }
    var walk = Walk(segments, context: FilterContext(root: root))
    _ = walk.select(from: root) { node, _ in
      visit(node)
      return true
    }
  }
}
