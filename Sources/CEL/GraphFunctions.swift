import JSONReading

/// The functions `graph.…`: labels that refer to one another, and labels within labels. The pages in `CEL.docc` say what
/// each does.
enum GraphFunctions {
  static let all = [cycle, depth]

  private static let cycle = CELFunction(
    "graph.cycle", [.list(Library.a)], .list(.int), cost: CELFunctionCost(fixed: 10, perBlock: 8),
    body: .one { list throws(CELEvaluationError) in
      guard let elements = list.elements else { throw .noOverload("graph.cycle", list) }
      var graph = Graph()
      for (position, element) in elements.enumerated() {
        if case .null = element.normalised { continue }
        guard let ends = element.elements, ends.count == 2 else {
          throw CELEvaluationError("graph.cycle(): edge \(position) is not a list of two ends")
        }
        guard let start = CELMapKey(ends[0].normalised) else { continue }
        for end in ends[1].elements ?? [ends[1]] {
          if let end = CELMapKey(end.normalised) { graph.addEdge(position, from: start, to: end) }
        }
      }
      return .list(graph.cycle().map { .int(Int64($0)) })
    })

  private static let depth = CELFunction(
    "graph.depth", [.list(Library.a), .string], .int, cost: CELFunctionCost(fixed: 5, perBlock: 4),
    body: .two { list, name throws(CELEvaluationError) in
      guard let elements = list.elements, let name = name.stringValue else {
        throw .noOverload("graph.depth", list, name)
      }
      let key = JSONKey(name)
      // Level after level, so that deep data need no deep stack.
      var (level, depth) = (elements, 0)
      while !level.isEmpty {
        depth += 1
        level = level.flatMap { element in element.member(key)?.elements ?? [] }
      }
      return .int(Int64(depth))
    })
}

extension CELValue {
  /// A member of a map or of an object of a record; `nil` where there is none.
  fileprivate func member(_ key: JSONKey) -> CELValue? {
    switch self {
    case .map(let map): map[key.name]
    case .json(let node): node.member(key).map(CELValue.init)
    default: nil
    }
  }
}
