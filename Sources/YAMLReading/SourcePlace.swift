import SourceText

/// A place in a text, counted in every way that is needed.
struct SourcePlace {
  /// Scalars behind the byte order mark.
  var scalar: Int
  /// Bytes, with the byte order mark.
  var offset: Int
  var position: SourcePosition

  /// As the end of a node.
  typealias End = (offset: Int, position: SourcePosition)
  var end: End { (offset, position) }

  /// The place of the scalar number `scalar`.
  init(scalar: Int, in source: YAMLSource) {
    self.scalar = scalar
    offset = source.offset(ofScalar: scalar)
    position = source.position(ofScalar: scalar)
  }
}
