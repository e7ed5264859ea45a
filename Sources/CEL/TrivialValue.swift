import JSONReading

/// What a step of an evaluator gives: a value that holds no references, or that there is none.
enum TrivialValue {
  /// Only the general evaluation can tell.
  case unknown
  /// An error, which the general evaluation words.
  case fails
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  case text(ShortText)
  /// A value of a record, scalars not decoded yet.
  case node(JSONNode)
  case timestamp(CELTimestamp)
  case duration(CELDuration)
  /// A type as a value.
  case type(TypeSet)
  /// Texts that are written in an expression, as positions in the evaluator's texts.
  case texts(first: Int32, count: Int32)
  /// A value with references, which the evaluator keeps at this place: up to the next node, or below 0 up to the next record.
  case kept(Int32)
}

extension TrivialValue {
  /// `value` without references; `unknown` when it cannot be.
  init(_ value: CELValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .double(let value): self = .double(value)
    case .string(let text): self = ShortText(text).map(TrivialValue.text) ?? .unknown
    case .json(let node): self = .node(node)
    case .timestamp(let time): self = .timestamp(time)
    case .duration(let duration): self = .duration(duration)
    case .type(let type): self = TypeSet(type).map(TrivialValue.type) ?? .unknown
    default: self = .unknown
    }
  }

  /// The same for the general evaluation; `nil` when this is no value, or one that the evaluator keeps.
  var general: CELValue? {
    switch self {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .text(let text): .string(text.string)
    case .node(let node): .json(node)
    case .timestamp(let time): .timestamp(time)
    case .duration(let duration): .duration(duration)
    case .unknown, .fails, .type, .texts, .kept: nil
    }
  }

  /// A record's nulls and booleans as values of their own; other values unchanged.
  var withoutWords: TrivialValue {
    guard case .node(let node) = self else { return self }
    switch node.kind {
    case .null: return .null
    case .boolean: return .bool(node.boolean ?? false)
    default: return self
    }
  }

  /// Whether both are the same constant.
  func isSame(as other: TrivialValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.double(let left), .double(let right)): left.bitPattern == right.bitPattern
    case (.text(let left), .text(let right)): left == right
    case (.timestamp(let left), .timestamp(let right)): left == right
    case (.duration(let left), .duration(let right)): left == right
    case (.type(let left), .type(let right)): left == right
    case (.texts(let left, let count), .texts(let right, let otherCount)): left == right && count == otherCount
    case (.node(let left), .node(let right)): left.isSame(as: right)
    default: false
    }
  }

  /// A number's value, decoded.
  var number: Number? {
    switch self {
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .node(let node) where node.kind == .number: node.integer.map(Number.int) ?? .double(node.double ?? .nan)
    default: nil
    }
  }

  enum Number { case int(Int64), double(Double) }

  /// Whether its type is one of `types`; `nil` when this is no value, or of a type that no record has.
  func isOf(_ types: TypeSet) -> Bool? {
    switch self {
    case .unknown, .fails, .timestamp, .duration, .kept: return nil
    case .null: return types.contains(.null)
    case .bool: return types.contains(.bool)
    case .int: return types.contains(.int)
    case .double: return types.contains(.double)
    case .text: return types.contains(.string)
    case .type: return types.contains(.type)
    case .texts: return types.contains(.list)
    case .node(let node):
      switch node.kind {
      case .null: return types.contains(.null)
      case .boolean: return types.contains(.bool)
      case .string: return types.contains(.string)
      case .array: return types.contains(.list)
      case .object: return types.contains(.map)
      case .number:
        // Whether it is an integer is only known from its digits.
        if types.isSuperset(of: [.int, .double]) { return true }
        guard !types.isDisjoint(with: [.int, .double]) else { return false }
        return types.contains(.int) == node.isInteger
      }
    }
  }

  /// Its type; `nil` when this is no value, or of a type that no record has.
  var type: TypeSet? {
    switch self {
    case .unknown, .fails, .timestamp, .duration, .kept: nil
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .double: .double
    case .text: .string
    case .type: .type
    case .texts: .list
    case .node(let node):
      switch node.kind {
      case .null: .null
      case .boolean: .bool
      case .number: node.isInteger ? .int : .double
      case .string: .string
      case .array: .list
      case .object: .map
      }
    }
  }
}

/// Types that values of records have, and types themselves.
struct TypeSet: OptionSet, Hashable {
  let rawValue: Int64

  static let null = TypeSet(rawValue: 1)
  static let bool = TypeSet(rawValue: 2)
  static let int = TypeSet(rawValue: 4)
  static let double = TypeSet(rawValue: 8)
  static let string = TypeSet(rawValue: 16)
  static let list = TypeSet(rawValue: 32)
  static let map = TypeSet(rawValue: 64)
  static let type = TypeSet(rawValue: 128)

  init(rawValue: Int64) { self.rawValue = rawValue }

  /// The set of `type` alone; `nil` when no value of a record is of that type.
  init?(_ type: CELType) {
    switch type {
    case .null: self = .null
    case .bool: self = .bool
    case .int: self = .int
    case .double: self = .double
    case .string: self = .string
    case .list: self = .list
    case .map: self = .map
    case .type: self = .type
    default: return nil
    }
  }
}

/// A text of at most sixteen bytes, none of them 0.
struct ShortText: Hashable {
  /// The bytes, the first one lowest, filled up with zeros.
  private(set) var low: UInt64 = 0
  private(set) var high: UInt64 = 0

  init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// `nil` for longer texts.
  init?(_ text: String) {
    guard text.utf8.count <= 16 else { return nil }
    var text = text
    guard let short = text.withUTF8({ ShortText($0) }) else { return nil }
    self = short
  }

  /// `nil` for longer texts.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    let count = bytes.count
    guard count <= 16 else { return nil }
    var words: (UInt64, UInt64) = (0, 0)
    withUnsafeMutableBytes(of: &words) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
    (low, high) = (UInt64(littleEndian: words.0), UInt64(littleEndian: words.1))
    // With ones where no bytes are, a byte of zeros is one of the text.
    let (lowRest, highRest) = (
      count < 8 ? UInt64.max << UInt64(8 &* count) : 0, count < 16 ? UInt64.max << UInt64(8 &* max(0, count &- 8)) : 0
    )
    if Self.hasZero(low | lowRest) || Self.hasZero(high | highRest) { return nil }
  }

  /// Whether one of the eight bytes is 0.
  private static func hasZero(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
  }

  var string: String {
    let (lowCount, highCount) = (8 - low.leadingZeroBitCount / 8, 8 - high.leadingZeroBitCount / 8)
    return String(unsafeUninitializedCapacity: 16) { bytes in
      for place in 0..<lowCount { bytes[place] = UInt8(truncatingIfNeeded: low >> UInt64(8 * place)) }
      for place in 0..<highCount { bytes[8 + place] = UInt8(truncatingIfNeeded: high >> UInt64(8 * place)) }
      return lowCount + highCount
    }
  }
}
