/// The functions `lists.…` beside those of the language: what is wrong with a list, and where. The pages in `CEL.docc` say
/// what each does.
enum ListFunctions {
  static let all = [conflicts, duplicates, sum, unsorted]

  private static let duplicates = CELFunction(
    "lists.duplicates", [.list(Library.a)], .list(.int), cost: CELFunctionCost(fixed: 5, perBlock: 4),
    body: .one { list throws(CELEvaluationError) in
      var seen: Set<ContentKey> = []
      return try positions("lists.duplicates", list) { element, _ in !seen.insert(ContentKey(element)).inserted }
    })

  private static let conflicts = CELFunction(
    "lists.conflicts", [.list(Library.a), .list(Library.b)], .list(.int), cost: CELFunctionCost(fixed: 5, perBlock: 4),
    body: .two { keys, values throws(CELEvaluationError) in
      guard let values = values.elements, values.count == keys.size else {
        throw CELEvaluationError("lists.conflicts(): not as many keys as values")
      }
      var firsts: [ContentKey: CELValue] = [:]
      return try positions("lists.conflicts", keys) { key, position in
        guard let first = firsts[ContentKey(key)] else {
          firsts[ContentKey(key)] = values[position].normalised
          return false
        }
        return !CELValue.areEqual(first, values[position].normalised)
      }
    })

  private static let unsorted = CELFunction(
    "lists.unsorted", [.list(Library.a)], .list(.int), cost: CELFunctionCost(fixed: 5, perBlock: 4),
    body: .one { list throws(CELEvaluationError) in
      var last: CELValue?
      return try positions("lists.unsorted", list) { element, _ throws(CELEvaluationError) in
        defer { last = element }
        guard let last else { return false }
        guard let order = CELValue.order(last, element) else {
          throw CELEvaluationError(
            "lists.unsorted(): values of type \(last.typeName) and \(element.typeName) have no order")
        }
        return order == .greater
      }
    })

  private static let sum = CELFunction(
    "lists.sum", [.list(Library.a)], .double, cost: CELFunctionCost(fixed: 5, perBlock: 4),
    body: .one { list throws(CELEvaluationError) in
      guard let elements = list.elements else { throw .noOverload("lists.sum", list) }
      var sum = 0.0
      for (position, element) in elements.enumerated() {
        guard let number = element.numberAsDouble else {
          throw CELEvaluationError("lists.sum(): element \(position) is of type \(element.typeName), not a number")
        }
        sum += number
      }
      return .double(sum)
    })

  /// The positions of the elements for which `isOne` holds. Null is passed over: that something is missing is another
  /// question.
  private static func positions(
    _ name: String, _ list: CELValue, where isOne: (CELValue, Int) throws(CELEvaluationError) -> Bool
  ) throws(CELEvaluationError) -> CELValue {
    guard let elements = list.elements else { throw .noOverload(name, list) }
    var positions: [CELValue] = []
    for (position, element) in elements.enumerated() {
      let element = element.normalised
      if case .null = element { continue }
      if try isOne(element, position) { positions.append(.int(Int64(position))) }
    }
    return .list(positions)
  }
}
