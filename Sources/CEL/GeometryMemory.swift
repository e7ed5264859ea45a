import JSONReading

/// The geometry that an evaluator read last: the rules about a label ask for the same again and again, and to read its
/// numbers takes longer than most of what is measured on it.
struct GeometryMemory: Sendable {
  /// Where it stands; `nil` when nothing is known.
  private var node: JSONNode?
  private var known: Result<Geometry, Geometry.Failure> = .failure(Geometry.Failure(reason: ""))

  /// To be called before values change: a reader puts its next record where the last one was.
  mutating func forget() { node = nil }

  /// The geometry that `value` is.
  mutating func geometry(_ value: CELValue) throws(Geometry.Failure) -> Geometry {
    guard case .json(let node) = value else { return try Geometry(value) }
    if let last = self.node, last.isSame(as: node) { return try known.get() }
    known = Result { () throws(Geometry.Failure) in try Geometry(value) }
    self.node = node
    return try known.get()
  }
}
