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

  /// Whether all of it could be done in `stepLimit` steps.
  func select(from root: JSONNode, stepLimit: Int, _ visit: (JSONNode) -> Void) -> Bool {
    if let chain {
      // Linear in the data: never out of proportion.
      chain.select(from: root, visit)
      return true
    }
    let context = FilterContext(root: root, stepLimit: stepLimit)
    var walk = Walk(segments, context: context)
    _ = walk.select(from: root) { node, _ in
      visit(node)
      return true
    }
    return !context.isExhausted
  }
}
