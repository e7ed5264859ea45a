import JSONReading

/// The geometries that were read last: the rules about a label ask for the same again and again, by the label and by its
/// shape, and to read its numbers takes longer than most of what is measured on it.
struct GeometryMemory {
  /// A label, its shape, and those that it is compared with.
  private var nodes = RecentNodes<Result<Geometry, Geometry.Failure>>(capacity: 4)

  /// To be called before values change: a reader puts its next record where the last one was.
  mutating func forget() { nodes.forget() }

  /// The geometry that `value` is.
  mutating func geometry(_ value: CELValue) throws(Geometry.Failure) -> Geometry {
    guard case .json(let node) = value else { return try Geometry(value) }
    if let known = nodes.position(of: node) { return try nodes[known].get() }
    // A shape that could be taken for a label is not the same by itself.
    let shape = Geometry.shape(of: node).flatMap { Geometry.shape(of: $0) == nil ? $0 : nil }
    let known = shape.flatMap { nodes.position(of: $0) }
    let geometry = known.map { nodes[$0] } ?? Result { () throws(Geometry.Failure) in try Geometry(value) }
    _ = nodes.keep(geometry, of: node)
    if let shape, known == nil { _ = nodes.keep(geometry, of: shape) }
    return try geometry.get()
  }
}
