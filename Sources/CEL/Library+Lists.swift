// The list extension.
extension Library {
  static let lists: [CELFunction] = [
    CELFunction(
      "lists.range", [.int], .list(.int),
      body: .one { value throws(CELEvaluationError) in
        guard case .int(let count) = value else { throw .noOverload("lists.range", value) }
        guard count <= 1_000_000 else { throw CELEvaluationError("lists.range() above 1000000") }
        return .list((0..<max(0, count)).map(CELValue.int))
      }),
    CELFunction(
      "slice", isMember: true, [.list(a), .int, .int], .list(a),
      body: .many { arguments throws(CELEvaluationError) in
        guard let elements = arguments[0].elements, case .int(let start) = arguments[1],
          case .int(let end) = arguments[2]
        else { throw .noOverload("slice", arguments) }
        guard start >= 0, start <= end, end <= elements.count else {
          throw CELEvaluationError("slice from \(start) to \(end) of a list of \(elements.count)")
        }
        return .list(Array(elements[Int(start)..<Int(end)]))
      }),
    CELFunction(
      "flatten", isMember: true, [.list(.list(a))], .list(a),
      body: .one { list throws(CELEvaluationError) in .list(try flatten(list, depth: 1)) }),
    two("flatten", isMember: true, .list(.dyn), .int, .list(.dyn)) { list, depth throws(CELEvaluationError) in
      guard case .int(let depth) = depth else { throw .noOverload("flatten", list, depth) }
      guard depth >= 0 else { throw CELEvaluationError("flatten() to a negative depth") }
      return .list(try flatten(list, depth: Int(min(depth, 250))))
    },
    CELFunction(
      "reverse", isMember: true, [.list(a)], .list(a),
      body: .one { list throws(CELEvaluationError) in .list((list.elements ?? []).reversed()) }),
    CELFunction(
      "distinct", isMember: true, [.list(a)], .list(a),
      body: .one { list throws(CELEvaluationError) in
        var seen: Set<ContentKey> = []
        return .list((list.elements ?? []).filter { seen.insert(ContentKey($0)).inserted })
      }),
    CELFunction(
      "sort", isMember: true, [.list(a)], .list(a),
      body: .one { list throws(CELEvaluationError) in
        let elements = list.elements ?? []
        if let first = elements.first {
          for element in elements where CELValue.order(first, element) == nil { throw .noOverload("sort", list) }
        }
        return .list(elements.sorted { CELValue.order($0, $1) == .less })
      }),
    CELFunction(
      "first", isMember: true, [.list(a)], .optional(a), body: .one { .optional(CELOptional($0.elements?.first)) }),
    CELFunction(
      "last", isMember: true, [.list(a)], .optional(a), body: .one { .optional(CELOptional($0.elements?.last)) }),
  ]

  private static func flatten(_ list: CELValue, depth: Int) throws(CELEvaluationError) -> [CELValue] {
    var flat: [CELValue] = []
    for element in list.elements ?? [] {
      if depth > 0, element.elements != nil {
        flat += try flatten(element, depth: depth - 1)
      } else {
        flat.append(element)
      }
      guard flat.count <= 1_000_000 else { throw CELEvaluationError("flatten() above 1000000 elements") }
    }
    return flat
  }
}
