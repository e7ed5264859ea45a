public import JSONReading

/// A value of the Common Expression Language.
///
/// Containers and strings of a record stay nodes and are never copied; a node's numbers, booleans and nulls become
/// values of their own as soon as they are selected.
public enum CELValue: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case timestamp(CELTimestamp)
  case duration(CELDuration)
  case list([CELValue])
  case map(CELMap)
  case type(CELType)
  /// A value that may be missing.
  case optional(CELOptional)
  /// A string, an array or an object of a record.
  case json(JSONNode)
  /// What a project lets its annotators say.
  case ontology(Ontology)

  /// The value of a node: numbers without fraction or exponent that fit are `int`, others `double`.
  public init(_ node: JSONNode) {
    switch node.kind {
    case .string, .array, .object: self = .json(node)
    case .null: self = .null
    case .boolean: self = .bool(node.boolean ?? false)
    case .number: self = node.integer.map(CELValue.int) ?? .double(node.double ?? .nan)
    }
  }

  /// The same, but a number that no double tells from its neighbours stays what stands in the record: keys are compared by
  /// their digits.
  public static func exact(_ node: JSONNode) -> CELValue {
    let isBeyond = node.kind == .number && node.integer == nil && node.double.map { $0.magnitude >= 0x1p53 } ?? false
    return isBeyond ? .json(node) : CELValue(node)
  }
}

/// A value that may be missing.
public struct CELOptional: Sendable {
  /// The value, or nothing.
  public var value: CELValue? { storage.first }
  // One value or none: an array is one word wide and needs no box of its own.
  private var storage: [CELValue]

  /// Holds `value`.
  public init(_ value: CELValue?) { storage = value.map { [$0] } ?? [] }
}

extension CELValue {
  /// The type as `type()` answers it.
  var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .timestamp: .timestamp
    case .duration: .duration
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .type: .type(.dyn)
    case .optional: .optional(.dyn)
    case .ontology: OntologyFunctions.type
    case .json(let node):
      switch node.kind {
      case .array: .list(.dyn)
      case .object: .map(.dyn, .dyn)
      case .string: .string
      case .number: node.isInteger ? .int : .double
      case .boolean: .bool
      case .null: .null
      }
    }
  }

  /// The name of the value's type, for messages.
  var typeName: String { type.runtimeName }

  /// A node of a scalar as a value of its own; other values unchanged. Callers may put any node into a variable.
  @inline(__always) var normalised: CELValue {
    if case .json(let node) = self { return CELValue(node) }
    return self
  }

  /// A string's content, `nil` for other values.
  public var stringValue: String? {
    switch self {
    case .string(let text): text
    case .json(let node): node.string
    default: nil
    }
  }

  /// Lends the UTF-8 of a string; `nil` for other values.
  @inline(__always)
  func withUTF8<R>(_ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    switch self {
    case .string(var text): text.withUTF8(body)
    case .json(let node): node.withStringBytes(body)
    default: nil
    }
  }

  /// The elements of a list, `nil` for other values. Linear for arrays of a record.
  var elements: [CELValue]? {
    switch self {
    case .list(let elements): elements
    case .json(let node) where node.kind == .array: node.elements.map(CELValue.init)
    default: nil
    }
  }

  /// The entries of a map, `nil` for other values. Linear for objects of a record.
  var entries: [CELMap.Entry]? {
    switch self {
    case .map(let map): map.entries
    case .json(let node) where node.kind == .object:
      node.members.map { CELMap.Entry(key: .json($0.key), value: CELValue($0.value)) }
    default: nil
    }
  }

  /// The number of elements, members, bytes or Unicode scalars; `nil` for other values.
  var size: Int? {
    switch self {
    case .string(let text): text.unicodeScalars.count
    case .bytes(let bytes): bytes.count
    case .list(let elements): elements.count
    case .map(let map): map.entries.count
    case .json(let node) where node.kind == .string:
      node.withStringBytes { $0.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } }
    case .json(let node): node.count
    default: nil
    }
  }

  /// Whether the value is its type's zero: empty, 0, `false`, `null`, no value.
  var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .timestamp(let value): value == CELTimestamp(seconds: 0, nanoseconds: 0)
    case .duration(let value): value.nanoseconds == 0
    case .type, .ontology: false
    case .optional(let optional): optional.value == nil
    default: size == 0
    }
  }
}
