/// The types that operators take and give.
enum Operators {
  /// The overloads of each operator between two operands: left, right, result.
  static func signatures(of operation: BinaryOperator) -> [[CELType]] {
    switch operation {
    case .add: sums
    case .subtract: differences
    case .multiply, .divide: numbers
    case .remainder: remainders
    case .equal, .notEqual: equalities
    case .less, .lessOrEqual, .greater, .greaterOrEqual: orders
    case .in: memberships
    }
  }

  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")

  private static func same(_ type: CELType) -> [CELType] { [type, type, type] }

  private static let numbers: [[CELType]] = [same(.int), same(.uint), same(.double)]

  private static let shifts: [[CELType]] = [same(.duration), [.timestamp, .duration, .timestamp]]

  private static let sums: [[CELType]] =
    numbers + [same(.string), same(.bytes), same(.list(a))] + shifts + [[.duration, .timestamp, .timestamp]]

  private static let differences: [[CELType]] = numbers + shifts + [[.timestamp, .timestamp, .duration]]

  private static let remainders: [[CELType]] = [same(.int), same(.uint)]

  private static let equalities: [[CELType]] = [[a, a, .bool]]

  private static let memberships: [[CELType]] = [[a, .list(a), .bool], [a, .map(a, b), .bool]]

  private static let orders: [[CELType]] = {
    let numbers: [CELType] = [.int, .uint, .double]
    let others: [CELType] = [.bool, .string, .bytes, .timestamp, .duration]
    return numbers.flatMap { left in numbers.map { [left, $0, .bool] } } + others.map { [$0, $0, .bool] }
  }()
}
