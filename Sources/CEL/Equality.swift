import JSONReading

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CELValue {
  /// CEL's equality: numbers by their mathematical value, containers by their content, other types never equal.
  static func areEqual(_ left: CELValue, _ right: CELValue) -> Bool {
    switch (left, right) {
    case (.json(let left), .json(let right)) where left.kind == .string && right.kind == .string:
      left.withStringBytes { bytes in right.withStringBytes { sameBytes(bytes, $0) } ?? false } ?? false
    // Numbers in containers as by themselves, or a list would be another one when an expression makes it.
    case (.json(let left), .json(let right)): left.isEqual(to: right) { areEqual(CELValue($0), CELValue($1)) }
    case (.int(let left), .int(let right)): left == right
    case (.string(let left), .string(let right)): ByteString(left) == ByteString(right)
    case (.bool(let left), .bool(let right)): left == right
    case (.null, .null): true
    case (.bytes(let left), .bytes(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.type(let left), .type(let right)): left.runtimeName == right.runtimeName
    case (.optional(let left), .optional(let right)): areEqual(left, right)
    case (.list(let left), .list(let right)): areEqual(left, right)
    case (.map(let left), .map(let right)): areEqual(left, right)
    case (.json(let node), let other), (let other, .json(let node)): areEqual(node, other)
    default: order(left, right) == .same
    }
  }

  private static func areEqual(_ left: CELOptional, _ right: CELOptional) -> Bool {
    switch (left.value, right.value) {
    case (nil, nil): true
    case (let left?, let right?): areEqual(left, right)
    default: false
    }
  }

  private static func areEqual(_ left: [CELValue], _ right: [CELValue]) -> Bool {
    guard left.count == right.count else { return false }
    for (left, right) in zip(left, right) where !areEqual(left, right) { return false }
    return true
  }

  private static func areEqual(_ left: CELMap, _ right: CELMap) -> Bool {
    guard left.entries.count == right.entries.count else { return false }
    for entry in left.entries {
      guard let value = right.value(for: entry.key), areEqual(entry.value, value) else { return false }
    }
    return true
  }

  /// A node and a value that is none.
  private static func areEqual(_ node: JSONNode, _ other: CELValue) -> Bool {
    switch node.kind {
    case .string:
      guard case .string(var text) = other else { return false }
      return text.withUTF8 { bytes in node.withStringBytes { sameBytes(bytes, $0) } ?? false }
    case .array:
      guard case .list(let elements) = other, node.count == elements.count else { return false }
      for (element, value) in zip(node.elements, elements) where !areEqual(CELValue(element), value) { return false }
      return true
    case .object:
      guard case .map(let map) = other, node.count == map.entries.count else { return false }
      for entry in map.entries {
        guard let name = entry.key.stringValue, let member = node.member(JSONKey(name)),
          areEqual(CELValue(member), entry.value)
        else { return false }
      }
      return true
    default:
      return areEqual(CELValue(node), other)
    }
  }

  private static func sameBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    order(left, right) == .same
  }

  /// How two values stand to each other.
  enum Order {
    case less, same, greater
    /// A NaN is among them.
    case none

    init<Value: Comparable>(_ left: Value, _ right: Value) {
      self = left < right ? .less : left == right ? .same : left > right ? .greater : .none
    }

    var reversed: Order {
      switch self {
      case .less: .greater
      case .greater: .less
      default: self
      }
    }
  }

  /// The order of two values, `nil` when their types have none.
  static func order(_ left: CELValue, _ right: CELValue) -> Order? {
    switch (left, right) {
    case (.int(let left), .int(let right)): Order(left, right)
    case (.double(let left), .double(let right)): Order(left, right)
    case (.uint(let left), .uint(let right)): Order(left, right)
    case (.int(let left), .double(let right)): order(left, right)
    case (.double(let left), .int(let right)): order(right, left).reversed
    case (.int(let left), .uint(let right)): left < 0 ? .less : Order(UInt64(left), right)
    case (.uint(let left), .int(let right)): right < 0 ? .greater : Order(left, UInt64(right))
    case (.uint(let left), .double(let right)): order(left, right)
    case (.double(let left), .uint(let right)): order(right, left).reversed
    case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
    case (.timestamp(let left), .timestamp(let right)): Order(left, right)
    case (.duration(let left), .duration(let right)): Order(left, right)
    case (.bytes(let left), .bytes(let right)):
      left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { order(left, $0) } }
    default:
      left.withUTF8 { left in right.withUTF8 { order(left, $0) } } ?? nil
    }
  }

  /// The order of texts or bytes.
  static func order(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Order {
    let shared = min(left.count, right.count)
    if shared > 0, let first = left.baseAddress, let second = right.baseAddress {
      let result = memcmp(first, second, shared)
      if result != 0 { return result < 0 ? .less : .greater }
    }
    return Order(left.count, right.count)
  }

  /// As the double nearest to the integer stands to the other, which is how the suite has it at the ends of the range.
  private static func order<Whole: FixedWidthInteger>(_ left: Whole, _ right: Double) -> Order {
    Order(Double(left), right)
  }
}
