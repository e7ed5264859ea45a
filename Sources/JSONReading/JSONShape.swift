/// The keys of an object and their order: objects of one shape have the same keys at the same positions, so that what
/// depends on nothing but keys is worked out once for all of them.
public struct JSONShape: Hashable, Sendable {
  /// The number that the reader gave it. Small: at most some thousand are in use.
  public let number: UInt32

  @inlinable init(number: UInt32) { self.number = number }
}

extension JSONNode {
  /// The shape of an object; `nil` for other kinds, for objects with escapes in a key, and where there are too many
  /// shapes or keys to number.
  @inlinable public var shape: JSONShape? {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return nil }
    let link = self.raw(Int(raw.link)).link
    return link & RawNode.shapeless == 0 ? JSONShape(number: link) : nil
  }

  /// Shapes have the same numbers only where this is the same: it changes from reader to reader, and when a reader has
  /// forgotten its shapes.
  public var shapeNumbering: UInt64 { unsafe tree.pointee.numbering }
}
