// How a record lies in memory once it has been read: an array of nodes, eight bytes each, in document order.
//
//   {"a": [1, "x"], "b": null}
//
//   index  head (kind, start)   link
//   0      object  0            8      the closing node
//   1      string  1            4      key "a": behind its closing quote
//   2      array   6            5      the closing node
//   3      scalar  7            8      1: behind its last byte
//   4      string  10           13     "x"
//   5      close   13           2      elements of the array
//   6      string  16           19     key "b"
//   7      scalar  21           25     null
//   8      close   25           shape  the object's shape, see `KeyShapes`
//
// A value's next sibling is the node behind it or, for a container, behind its closing node. Nothing else is stored:
// what a scalar is and what it holds is read from the text when somebody asks.

/// One node: where a value starts, of which kind it is, and where it or its subtree ends.
@usableFromInline struct RawNode {
  /// The kind in the upper two bits, the offset of the first byte in the lower thirty.
  @usableFromInline var head: UInt32
  /// See the drawing above. For strings the highest bit tells that there are escapes.
  @usableFromInline var link: UInt32

  @inlinable @inline(__always) init(head: UInt32, link: UInt32) {
    self.head = head
    self.link = link
  }

  @inlinable @inline(__always) var start: Int { Int(head & 0x3FFF_FFFF) }
  @inlinable @inline(__always) var kind: UInt32 { head >> 30 }

  @usableFromInline static let scalar: UInt32 = 0
  @usableFromInline static let string: UInt32 = 1
  @usableFromInline static let array: UInt32 = 2
  @usableFromInline static let object: UInt32 = 3
  /// In the link of a string: it holds escapes.
  @usableFromInline static let escapes: UInt32 = 1 << 31
  /// In the link of an object's closing node: the object has no shape, the other bits count its members.
  @usableFromInline static let shapeless: UInt32 = 1 << 31
}

/// The memory of one reader, at an address that stays: nodes hold nothing but a pointer to it and their index.
@safe @usableFromInline struct JSONTree {
  /// The text of the record; offsets count from here.
  @usableFromInline var text: UnsafePointer<UInt8>
  /// The nodes; the first is the record itself.
  @usableFromInline var nodes: UnsafeMutablePointer<RawNode>
  /// The states of the reader's shapes.
  @usableFromInline var shapes: UnsafeMutablePointer<KeyShapes.State>
}
