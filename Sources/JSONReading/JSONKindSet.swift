/// Some of the kinds of values, with the two booleans apart: a test of a value's kind is one test of a bit.
public struct JSONKindSet: OptionSet, Hashable, Sendable {
  /// One bit for each kind.
  public let rawValue: UInt8

  /// The set with these bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `null`.
  public static let null = JSONKindSet(rawValue: 1 << 0)
  /// `false`.
  public static let `false` = JSONKindSet(rawValue: 1 << 1)
  /// `true`.
  public static let `true` = JSONKindSet(rawValue: 1 << 2)
  /// Numbers.
  public static let number = JSONKindSet(rawValue: 1 << 3)
  /// Strings.
  public static let string = JSONKindSet(rawValue: 1 << 4)
  /// Arrays.
  public static let array = JSONKindSet(rawValue: 1 << 5)
  /// Objects.
  public static let object = JSONKindSet(rawValue: 1 << 6)
  /// No value at all, where there might have been one.
  public static let absent = JSONKindSet(rawValue: 1 << 7)

  /// The kind of `node` alone.
  @inlinable @inline(__always) public init(kindOf node: JSONNode) { self.init(rawValue: node.kindBit) }

  /// The kinds that are not in this set.
  @inlinable public var complement: JSONKindSet { JSONKindSet(rawValue: ~rawValue) }

  /// Whether the kind of `node` is one of them.
  @inlinable @inline(__always)
  public func contains(kindOf node: JSONNode) -> Bool { rawValue & node.kindBit != 0 }
}

extension JSONNode {
  /// The bit of the value's kind in a `JSONKindSet`.
  @inlinable @inline(__always) var kindBit: UInt8 {
    switch raw.kind {
    case RawNode.string: return 1 << 4
    case RawNode.array: return 1 << 5
    case RawNode.object: return 1 << 6
    default:
      let byte = firstByte
      if byte <= UInt8(ascii: "9") { return 1 << 3 }
      return byte == UInt8(ascii: "n") ? 1 << 0 : byte == UInt8(ascii: "f") ? 1 << 1 : 1 << 2
    }
  }

  /// What it takes to go through its members or elements, in nodes; 1 for small containers, which are not counted.
  @inlinable @inline(__always) public var searchCost: Int { nextIndex &- index < 256 ? 1 : count }
}
