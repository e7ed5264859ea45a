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

  /// The query as it runs.
  let code: QueryCode
  /// The names that it leads through, when it is nothing but names, none of them long; else `nil`.
  private let names: ContiguousArray<JSONShortKey>?

  init(_ text: String) throws(JSONPathError) {
    var parser = QueryParser(text)
    let segments = try parser.query()
    self.text = text
    self.segments = segments
    segmentOffsets = parser.segmentOffsets
    warnings = parser.warnings
    refersToRoot = parser.refersToRoot
    code = QueryCode(segments)
    let names = segments.compactMap(\.name)
    self.names = names.count == segments.count ? ContiguousArray(names) : nil
  }

  /// Whether all of it could be done in `stepLimit` steps.
  func select(from root: JSONNode, stepLimit: Int, _ visit: (JSONNode) -> Void) -> Bool {
    if stepLimit == .max, let names {
      var node = root
      for name in names {
        guard let next = node.member(name) else { return true }
        node = next
      }
      visit(node)
      return true
    }
    var run = QueryRun(root: root, stepLimit: stepLimit)
    _ = code.select(code.outermost.lowerBound, code.outermost.upperBound, from: root, &run) { node, _ in
      visit(node)
      return true
    }
    return !run.isExhausted
  }

  /// The same, with the steps to the nodes.
  func select(
    from root: JSONNode, stepLimit: Int, withPaths visit: (JSONNode, NormalizedPath) -> Void
  ) -> Bool {
    var run = QueryRun(root: root, stepLimit: stepLimit, tracking: .path)
    _ = code.select(code.outermost.lowerBound, code.outermost.upperBound, from: root, &run) { node, run in
      visit(node, NormalizedPath(run.path.map { code.element(of: $0) }))
      return true
    }
    return !run.isExhausted
  }

  /// Whether it selects one node at most, whatever the data.
  var isSingular: Bool { segments.allSatisfy(\.isSingular) }
}
