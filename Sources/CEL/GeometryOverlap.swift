/// How much of an area two geometries share.
///
/// A polygon is the sum of the triangles between one point and each of its edges, counted as negative where an edge runs
/// the other way round; so what two polygons share is the sum of what their triangles share, and that is convex. Exact
/// but for rounding where no polygon crosses itself; the work grows with the product of their points.
struct GeometryOverlap {
  /// Working memory.
  private var clipped: [Point] = []
  private var spare: [Point] = []

  /// Intersection over union, from 0 to 1; 0 when neither has an area.
  static func ratio(_ one: Geometry, _ other: Geometry) throws(Geometry.Failure) -> Double {
    var overlap = GeometryOverlap()
    let shared = try overlap.area(one, other)
    let union = try one.area() + other.area() - shared
    return union > 0 ? min(1, max(0, shared / union)) : 0
  }

  private mutating func area(_ one: Geometry, _ other: Geometry) throws(Geometry.Failure) -> Double {
    if case .box(let first, let second, _, _) = one, case .box(let third, let fourth, _, _) = other {
      func side(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
        max(0, min(max(a, b), max(c, d)) - max(min(a, b), min(c, d)))
      }
      return side(first.x, second.x, third.x, fourth.x) * side(first.y, second.y, third.y, fourth.y)
    }
    var sum = 0.0
    for ring in try one.rings() {
      for opposite in try other.rings() {
        sum += area(ring.points, opposite.points) * (ring.isHole == opposite.isHole ? 1 : -1)
      }
    }
    return sum
  }

  private mutating func area(_ one: [Point], _ other: [Point]) -> Double {
    guard let origin = one.first else { return 0 }
    let triangles = Self.triangles(of: other, from: origin)
    var sum = 0.0
    for triangle in Self.triangles(of: one, from: origin) {
      for opposite in triangles {
        sum += shared(triangle, opposite) * triangle.sign * opposite.sign
      }
    }
    // As if both ran the same way round.
    return (Geometry.signedArea(one) < 0) == (Geometry.signedArea(other) < 0) ? sum : -sum
  }

  /// Corners in the order in which the area is positive, and the sign that it had.
  private struct Triangle {
    var corners: (Point, Point, Point)
    var sign: Double
  }

  private static func triangles(of ring: [Point], from origin: Point) -> [Triangle] {
    var triangles: [Triangle] = []
    for position in ring.indices {
      let (start, end) = (ring[position], ring[position + 1 == ring.count ? 0 : position + 1])
      let turn = (start.x - origin.x) * (end.y - origin.y) - (end.x - origin.x) * (start.y - origin.y)
      if turn > 0 { triangles.append(Triangle(corners: (origin, start, end), sign: 1)) }
      if turn < 0 { triangles.append(Triangle(corners: (origin, end, start), sign: -1)) }
    }
    return triangles
  }

  /// What two triangles share: the first, cut along each side of the second (I. E. Sutherland, G. W. Hodgman, "Reentrant
  /// Polygon Clipping", Communications of the ACM 17, 1974).
  private mutating func shared(_ one: Triangle, _ other: Triangle) -> Double {
    clipped.removeAll(keepingCapacity: true)
    clipped.append(one.corners.0)
    clipped.append(one.corners.1)
    clipped.append(one.corners.2)
    cut(other.corners.0, other.corners.1)
    cut(other.corners.1, other.corners.2)
    cut(other.corners.2, other.corners.0)
    return abs(Geometry.signedArea(clipped))
  }

  /// Keeps what is on the inner side of the line from `start` to `end`.
  private mutating func cut(_ start: Point, _ end: Point) {
    func side(_ point: Point) -> Double {
      (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x)
    }
    spare.removeAll(keepingCapacity: true)
    guard var previous = clipped.last else { return }
    var before = side(previous)
    for point in clipped {
      let here = side(point)
      if before < 0 && here > 0 || before > 0 && here < 0 {
        let part = before / (before - here)
        spare.append(
          Point(x: previous.x + (point.x - previous.x) * part, y: previous.y + (point.y - previous.y) * part))
      }
      if here >= 0 { spare.append(point) }
      (previous, before) = (point, here)
    }
    swap(&clipped, &spare)
  }
}
