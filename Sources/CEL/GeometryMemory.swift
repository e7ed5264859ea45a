import JSONReading

/// The geometries that were read last: the rules about a label ask for the same again and again, by the label and by its
/// shape, and to read its numbers takes longer than most of what is measured on it.
struct GeometryMemory: Sendable {
  private typealias Known = (node: JSONNode, geometry: Result<Geometry, Geometry.Failure>)

  /// A label, its shape, and those that it is compared with.
  private static let capacity = 4
  private var known: ContiguousArray<Known> = []
  private var next = 0

  /// To be called before values change: a reader puts its next record where the last one was.
  mutating func forget() {
    known.removeAll(keepingCapacity: true)
    next = 0
  }

  /// The geometry that `value` is.
  mutating func geometry(_ value: CELValue) throws(Geometry.Failure) -> Geometry {
    guard case .json(let node) = value else { return try Geometry(value) }
    for position in known.indices where known[position].node.isSame(as: node) {
      return try known[position].geometry.get()
    }
    // A shape that could be taken for a label is not the same by itself.
    let shape = Geometry.shape(of: node).flatMap { Geometry.shape(of: $0) == nil ? $0 : nil }
    let geometry =
      shape.flatMap { shape in known.first { $0.node.isSame(as: shape) }?.geometry }
      ?? Result { () throws(Geometry.Failure) in try Geometry(value) }
    keep((node, geometry))
    if let shape { keep((shape, geometry)) }
    return try geometry.get()
  }

  private mutating func keep(_ geometry: Known) {
    if known.count < Self.capacity {
      known.append(geometry)
    } else {
      known[next] = geometry
      next = (next + 1) % Self.capacity
    }
  }
}
