/// The keys of an object and their order, with the kind of each value: whatever depends on nothing else is worked out once
/// for all objects of one typed shape.
@safe public struct JSONTypedShape: Hashable, Sendable {
  /// The object's shape, see `JSONShape`.
  @usableFromInline let shape: UInt32
  /// Three bits for each value, in their order: its kind, with the two booleans apart.
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  @inlinable init(shape: UInt32) { self.shape = shape }

  /// The typed shape mixed into one word.
  @inlinable public var digest: UInt64 {
    let words = low ^ (high &* 0xD6E8_FEB8_6659_FD93) ^ (UInt64(shape) &* 0xA076_1D64_78BD_642F)
    return words &* 0x9E37_79B9_7F4A_7C15
  }
}

extension JSONNode {
  /// The typed shape of an object; `nil` for other kinds, for objects without a shape, and for those with more than 42
  /// members. Like shapes, of one `shapeNumbering`.
  @inlinable public var typedShape: JSONTypedShape? {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return nil }
    let end = Int(raw.link)
    let nodes = unsafe tree.pointee.nodes
    let shape = unsafe nodes[end].link
    guard shape & RawNode.shapeless == 0 else { return nil }
    var result = JSONTypedShape(shape: shape)
    var at = index &+ 1
    var shift: UInt64 = 0
    while at < end {
      let value = unsafe nodes[at &+ 1]
      let kind = UInt64(value.kind)
      let code = unsafe kind == 0 ? JSONTypedShape.code(ofScalarStartingWith: text[value.start]) : kind
      if shift < 63 {
        result.low |= code &<< shift
      } else if shift < 126 {
        result.high |= code &<< (shift &- 63)
      } else {
        return nil
      }
      shift &+= 3
      at = kind >= UInt64(RawNode.array) ? Int(value.link) &+ 1 : at &+ 2
    }
    return result
  }
}

extension JSONTypedShape {
  /// What stands for a scalar that is no string. The kinds of other values stand for themselves, from 1 to 3.
  @inlinable @inline(__always)
  static func code(ofScalarStartingWith byte: UInt8) -> UInt64 {
    switch byte {
    case UInt8(ascii: "n"): 4
    case UInt8(ascii: "f"): 5
    case UInt8(ascii: "t"): 6
    default: 0
    }
  }
}
