import JSONReading

/// Arithmetic that fails instead of wrapping around.
enum Arithmetic {
  static func apply(
    _ operation: BinaryOperator, _ left: CELValue, _ right: CELValue
  ) throws(CELEvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(let left), .int(let right)): .int(try whole(operation, left, right))
    case (.uint(let left), .uint(let right)): .uint(try whole(operation, left, right))
    case (.double(let left), .double(let right)) where operation != .remainder:
      .double(double(operation, left, right))
    default: try other(operation, left, right)
    }
  }

  @inline(__always)
  static func whole<Whole: FixedWidthInteger>(
    _ operation: BinaryOperator, _ left: Whole, _ right: Whole
  ) throws(CELEvaluationError) -> Whole {
    let result: (partialValue: Whole, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    default:
      guard right != 0 else {
        throw CELEvaluationError(operation == .divide ? "division by zero" : "remainder of a division by zero")
      }
      result =
        operation == .divide
        ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
    }
    guard !result.overflow else { throw .overflow }
    return result.partialValue
  }

  private static func double(_ operation: BinaryOperator, _ left: Double, _ right: Double) -> Double {
    switch operation {
    case .add: left + right
    case .subtract: left - right
    case .multiply: left * right
    default: left / right
    }
  }

  /// Sums and differences of what is no number.
  private static func other(
    _ operation: BinaryOperator, _ left: CELValue, _ right: CELValue
  ) throws(CELEvaluationError) -> CELValue {
    switch (operation, left, right) {
    case (.add, .timestamp(let time), .duration(let duration)), (.add, .duration(let duration), .timestamp(let time)):
      return .timestamp(try inRange(time.advanced(by: duration), "timestamp"))
    case (.subtract, .timestamp(let time), .duration(let duration)):
      // Twice the way back would overflow at the one duration that has no opposite.
      guard duration.nanoseconds != .min else { throw .range("timestamp") }
      return .timestamp(
        try inRange(time.advanced(by: CELDuration(nanoseconds: -duration.nanoseconds)), "timestamp"))
    case (.subtract, .timestamp(let left), .timestamp(let right)):
      return .duration(try inRange(left.duration(since: right), "duration"))
    case (.add, .duration(let left), .duration(let right)):
      let sum = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
      return .duration(try inRange(sum.overflow ? nil : CELDuration(nanoseconds: sum.partialValue), "duration"))
    case (.subtract, .duration(let left), .duration(let right)):
      let difference = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
      return .duration(
        try inRange(difference.overflow ? nil : CELDuration(nanoseconds: difference.partialValue), "duration"))
    case (.add, .bytes(let left), .bytes(let right)): return .bytes(left + right)
    case (.add, .string(let left), .string(let right)): return .string(left + right)
    case (.add, _, _):
      if let left = left.stringValue, let right = right.stringValue { return .string(left + right) }
      if let left = left.elements, let right = right.elements { return .list(left + right) }
    default: break
    }
    throw .noOverload("_\(operation.rawValue)_", left, right)
  }

  private static func inRange<Value>(_ value: Value?, _ what: String) throws(CELEvaluationError) -> Value {
    guard let value else { throw .range(what) }
    return value
  }

  static func negate(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    switch value {
    case .int(let value):
      guard value != .min else { throw .overflow }
      return .int(-value)
    case .double(let value): return .double(-value)
    default: throw .noOverload("-_", value)
    }
  }

  static func compare(
    _ operation: BinaryOperator, _ left: CELValue, _ right: CELValue
  ) throws(CELEvaluationError) -> Bool {
    switch operation {
    case .equal: return CELValue.areEqual(left, right)
    case .notEqual: return !CELValue.areEqual(left, right)
    case .in: return try isMember(left, of: right)
    default:
      guard let order = CELValue.order(left, right) else { throw .noOverload("_\(operation.rawValue)_", left, right) }
      return operation.holds(for: order)
    }
  }

  private static func isMember(_ value: CELValue, of container: CELValue) throws(CELEvaluationError) -> Bool {
    switch container {
    case .list(let elements): return elements.contains { CELValue.areEqual($0, value) }
    case .map(let map): return map.value(for: value) != nil
    case .json(let node) where node.kind == .array:
      return node.elements.contains { CELValue.areEqual(CELValue($0), value) }
    case .json(let node) where node.kind == .object:
      return value.stringValue.map { node.member(JSONKey($0)) != nil } ?? false
    default: throw .noOverload("_in_", value, container)
    }
  }
}

extension BinaryOperator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  @inline(__always)
  func holds(for order: CELValue.Order) -> Bool {
    switch self {
    case .equal: order == .same
    case .notEqual: order != .same
    case .less: order == .less
    case .lessOrEqual: order == .less || order == .same
    case .greater: order == .greater
    case .greaterOrEqual: order == .greater || order == .same
    default: false
    }
  }
}
