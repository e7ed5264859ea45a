import JSONReading

// How values stand to each other.
extension TrivialValue {
  fileprivate var isKept: Bool { if case .kept = self { true } else { false } }
}

extension TrivialEvaluator {
  mutating func compare(_ step: TrivialStep) -> TrivialValue {
    let value = value(step.first)
    guard let number = value.number else {
      switch value {
      case .unknown, .kept: return .unknown
      case .fails: return .fails
      default: break
      }
      return step.code == .equal ? .bool(false) : step.code == .notEqual ? .bool(true) : .fails
    }
    let order: CELValue.Order =
      switch number {
      case .int(let number): CELValue.Order(number, step.number)
      case .double(let number): CELValue.Order(number, Double(step.number))
      }
    let isTrue =
      switch step.code {
      case .less: order == .less
      case .lessOrEqual: order == .less || order == .same
      case .greater: order == .greater
      case .greaterOrEqual: order == .greater || order == .same
      case .equal: order == .same
      default: order != .same
      }
    return .bool(isTrue)
  }

  mutating func compare(
    _ operation: BinaryOperator, _ left: TrivialValue, _ right: TrivialValue
  ) -> TrivialValue {
    if left.isKept || right.isKept { return compareKept(operation, left, right) }
    let (left, right) = (left.withoutWords, right.withoutWords)
    if let first = left.number, let second = right.number {
      let order: CELValue.Order =
        switch (first, second) {
        case (.int(let left), .int(let right)): CELValue.Order(left, right)
        case (.int(let left), .double(let right)): CELValue.Order(Double(left), right)
        case (.double(let left), .int(let right)): CELValue.Order(left, Double(right))
        case (.double(let left), .double(let right)): CELValue.Order(left, right)
        }
      return .bool(operation.holds(for: order))
    }
    guard operation == .equal || operation == .notEqual else {
      return Self.order(left, right).map { .bool(operation.holds(for: $0)) } ?? .unknown
    }
    guard let isSame = Self.areEqual(left, right) else { return .unknown }
    return .bool(isSame == (operation == .equal))
  }

  /// Whether two values are equal of which one has references; other comparisons are for the general evaluation.
  private mutating func compareKept(
    _ operation: BinaryOperator, _ left: TrivialValue, _ right: TrivialValue
  ) -> TrivialValue {
    guard operation == .equal || operation == .notEqual, let first = general(left)?.normalised,
      let second = general(right)?.normalised
    else { return .unknown }
    guard spend(second.blockCount) else { return .unknown }
    return .bool(CELValue.areEqual(first, second) == (operation == .equal))
  }

  /// The order of times and of texts; `nil` where only the general evaluation can tell.
  private static func order(_ left: TrivialValue, _ right: TrivialValue) -> CELValue.Order? {
    switch (left, right) {
    case (.timestamp(let left), .timestamp(let right)): CELValue.Order(left, right)
    case (.duration(let left), .duration(let right)): CELValue.Order(left, right)
    case (.node(let node), .text(let text)): text.order(of: node)?.reversed
    case (.text(let text), .node(let node)): text.order(of: node)
    case (.node(let left), .node(let right)) where left.kind == .string && right.kind == .string:
      left.withStringBytes { left in right.withStringBytes { CELValue.order(left, $0) } } ?? nil
    default: nil
    }
  }

  /// `nil` where only the general evaluation can tell.
  private static func areEqual(_ left: TrivialValue, _ right: TrivialValue) -> Bool? {
    switch (left, right) {
    case (.unknown, _), (_, .unknown), (.fails, _), (_, .fails), (.texts, _), (_, .texts): return nil
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.timestamp(let left), .timestamp(let right)): return left == right
    case (.duration(let left), .duration(let right)): return left == right
    case (.type(let left), .type(let right)): return left == right
    case (.text(let left), .text(let right)): return left == right
    case (.text(let text), .node(let node)), (.node(let node), .text(let text)): return node.isString(text.key)
    case (.node(let left), .node(let right)):
      if left.kind == .string, right.kind == .string { return left.isSameString(as: right) }
      return left.kind == right.kind ? nil : false
    // Of different types.
    default: return false
    }
  }

  mutating func isText(_ step: TrivialStep) -> TrivialValue {
    let value = value(step.first)
    let first = Int(step.second)
    switch value {
    case .unknown: return .unknown
    case .fails: return .fails
    case .kept: return isKeptText(value, of: first..<first + (step.code == .isOneOf ? Int(step.number) : 1), step)
    default:
      let isFound = isOne(value, of: first..<first + (step.code == .isOneOf ? Int(step.number) : 1)) ?? false
      return .bool(isFound != (step.code == .isNoText))
    }
  }

  /// The same of a text with references: it has more bytes than a short one.
  private mutating func isKeptText(_ value: TrivialValue, of range: Range<Int>, _ step: TrivialStep) -> TrivialValue {
    guard case .string = general(value), code.texts[range].allSatisfy({ $0.short != nil }) else { return .unknown }
    return .bool(step.code == .isNoText)
  }

  /// Whether a value is one of the texts of the code in `range`; `nil` where only strings of records and short texts can be.
  @inline(__always)
  func isOne(_ value: TrivialValue, of range: Range<Int>) -> Bool? {
    switch value {
    case .node(let node):
      for position in range where node.isString(code.texts[position].key) { return true }
      return false
    case .text(let text):
      for position in range where code.texts[position].short == text { return true }
      return false
    default: return nil
    }
  }
}
