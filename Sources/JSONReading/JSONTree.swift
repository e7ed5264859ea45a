// How a record lies in memory once it has been read: an array of nodes, eight bytes each, in document order. They are the
// tokens of the structural index, in which the walk over a record only fills in how brackets and keys belong together.
//
//   {"a": [1, "x"], "b": null}
//
//   index  head (kind, start)   link
//   0      object  0            8      the closing node
//   1      string  1            0      key "a"
//   2      array   6            5      the closing node
//   3      scalar  7            0      1
//   4      string  10           0      "x"
//   5      close   13           2      elements of the array
//   6      string  16           0      key "b"
//   7      scalar  21           0      null
//   8      close   25           shape  the object's shape, see `KeyShapes`
//
// A value's next sibling is the node behind it or, for a container, behind its closing node. Nothing else is stored:
// what a scalar is, what it holds and where it ends is read from the text when somebody asks. Behind the last node of a
// record there is always one more, whose start tells where the record cannot reach.

/// One node: where a value starts, of which kind it is, and where its subtree ends.
@usableFromInline struct RawNode {
  /// The kind in the upper bits, the offset of the first byte in the lower 29.
  @usableFromInline var head: UInt32
  /// See the drawing above. For strings the highest bit tells that there are escapes; for a number of a point without
  /// exponents how many digits it has in front of its dot, from 1 to 63; for other scalars 0.
  @usableFromInline var link: UInt32

  @inlinable @inline(__always) init(head: UInt32, link: UInt32) {
    self.head = head
    self.link = link
  }

  @inlinable @inline(__always) var start: Int { Int(head & 0x1FFF_FFFF) }
  @inlinable @inline(__always) var kind: UInt32 { head >> 30 }

  // Before the walk over its record, a node has one bit more: it tells brackets that close from everything else.

  @inline(__always) var isClosing: Bool { head & Self.closing != 0 }
  /// Neither a bracket nor behind the last token.
  @inline(__always) var isPlain: Bool { head & (Self.container | Self.closing) == 0 }
  /// A bracket that opens.
  @inline(__always) var isOpening: Bool { head & (Self.container | Self.closing) == Self.container }
  static let closing: UInt32 = 1 << 29
  static let container: UInt32 = 1 << 31
  static let closingArray: UInt32 = 0b001, closingObject: UInt32 = 0b011
  /// The upper three bits.
  @inline(__always) var token: UInt32 { head >> 29 }
  static let behindLast: UInt32 = 0b101 << 29

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
  /// Tells the numbers of these states from those of other readers, and of this one before it forgot some.
  @usableFromInline var numbering: UInt64
  /// What was looked up in objects of these shapes; `nil` where several threads may look.
  @usableFromInline var places: UnsafeMutablePointer<MemberPlaces.Entry>?
}
