/// The types that operators take and give.
enum Operators {
  /// The overloads of each operator between two operands: left, right, result.
  static func signatures(of operation: BinaryOperator) -> [[CELType]] {
    switch operation {
    case .add:
      numbers + [same(.string), same(.bytes), same(.list(a))] + shifts + [[.duration, .timestamp, .timestamp]]
    case .subtract: numbers + shifts + [[.timestamp, .timestamp, .duration]]
    case .multiply, .divide: numbers
    case .remainder: [same(.int), same(.uint)]
    case .equal, .notEqual: [[a, a, .bool]]
    case .less, .lessOrEqual, .greater, .greaterOrEqual: orders
    case .in: [[a, .list(a), .bool], [a, .map(a, b), .bool]]
    }
  }

  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  private static func same(_ type: CELType) -> [CELType] { [type, type, type] }

  private static let numbers: [[CELType]] = [same(.int), same(.uint), same(.double)]

  private static let shifts: [[CELType]] = [same(.duration), [.timestamp, .duration, .timestamp]]

  private static let orders: [[CELType]] = {
    let numbers: [CELType] = [.int, .uint, .double]
    let others: [CELType] = [.bool, .string, .bytes, .timestamp, .duration]
    return numbers.flatMap { left in numbers.map { [left, $0, .bool] } } + others.map { [$0, $0, .bool] }
  }()
}
