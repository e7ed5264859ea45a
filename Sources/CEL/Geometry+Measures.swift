// What is measured on geometries, in pixels. What has no such measure is a failure.
extension Geometry {
  /// The rings that enclose it, each with whether it takes away: the holes of a segmentation do.
  func rings() throws(Failure) -> [(points: [Point], isHole: Bool)] {
    switch self {
    case .point: return []
    case .box(let start, let end):
      return [([start, Point(x: end.x, y: start.y), end, Point(x: start.x, y: end.y)], false)]
    case .corners(let points), .points(let points): return [(points, false)]
    case .zones(let zones): return zones.flatMap { zone in [(zone.region, false)] + zone.holes.map { ($0, true) } }
    case .volume: throw Failure(reason: "a geometry of three dimensions has no ring; its size is geom.volume()")
    }
  }

  /// What is enclosed, without the holes.
  func area() throws(Failure) -> Double {
    if case .box(let start, let end) = self { return abs(end.x - start.x) * abs(end.y - start.y) }
    var sum = 0.0
    for ring in try rings() { sum += abs(Self.signedArea(ring.points)) * (ring.isHole ? -1 : 1) }
    return sum
  }

  /// The shoelace formula, from the first point on, so that far from the origin no digits are lost. Positive when the
  /// ring runs clockwise on the screen.
  static func signedArea(_ ring: [Point]) -> Double {
    guard let first = ring.first else { return 0 }
    var sum = 0.0
    for (one, other) in zip(ring, ring.dropFirst()) {
      sum += (one.x - first.x) * (other.y - first.y) - (other.x - first.x) * (one.y - first.y)
    }
    return sum / 2
  }

  /// Of a box in a volume, in voxels.
  func volume() throws(Failure) -> Double {
    guard case .volume(let start, let end) = self else {
      throw Failure(reason: "a geometry of two dimensions has no volume")
    }
    return abs(end.x - start.x) * abs(end.y - start.y) * abs(end.z - start.z)
  }

  /// The way from the first point to the last.
  func length() throws(Failure) -> Double {
    switch self {
    case .points(let points): return Self.length(points, isRing: false)
    case .volume(let start, let end):
      let (x, y, z) = (end.x - start.x, end.y - start.y, end.z - start.z)
      return (x * x + y * y + z * z).squareRoot()
    default: throw Failure(reason: "only lines have a length; of what encloses an area there is geom.perimeter()")
    }
  }

  /// The way around all rings, holes among them.
  func perimeter() throws(Failure) -> Double {
    try rings().reduce(0) { $0 + Self.length($1.points, isRing: true) }
  }

  private static func length(_ points: [Point], isRing: Bool) -> Double {
    func distance(_ one: Point, _ other: Point) -> Double {
      let (x, y) = (other.x - one.x, other.y - one.y)
      return (x * x + y * y).squareRoot()
    }
    let sum = zip(points, points.dropFirst()).reduce(0) { $0 + distance($1.0, $1.1) }
    guard isRing, let first = points.first, let last = points.last else { return sum }
    return sum + distance(last, first)
  }

  /// The points that it is made of; boxes have four.
  func points() throws(Failure) -> [Point] {
    switch self {
    case .point(let point): [point]
    default: try rings().flatMap(\.points)
    }
  }

  /// The smallest box around it: sizes are never negative.
  func bounds() throws(Failure) -> [(name: String, value: Double)] {
    if case .volume(let start, let end) = self {
      return [
        ("x", min(start.x, end.x)), ("y", min(start.y, end.y)), ("z", min(start.z, end.z)),
        ("width", abs(end.x - start.x)), ("height", abs(end.y - start.y)), ("depth", abs(end.z - start.z)),
      ]
    }
    let points = try points()
    guard let first = points.first else { throw Failure(reason: "a geometry without points has no bounds") }
    var (low, high) = (first, first)
    for point in points {
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    return [("x", low.x), ("y", low.y), ("width", high.x - low.x), ("height", high.y - low.y)]
  }

  /// Whether all of it lies in an image of this size, or at most `tolerance` pixels beyond. The border belongs to it.
  func isInside(width: Double, height: Double, tolerance: Double) throws(Failure) -> Bool {
    var points: [Point]
    if case .volume(let start, let end) = self {
      points = [Point(x: start.x, y: start.y), Point(x: end.x, y: end.y)]
    } else {
      points = try self.points()
    }
    return points.allSatisfy { point in
      point.x >= -tolerance && point.y >= -tolerance && point.x <= width + tolerance && point.y <= height + tolerance
    }
  }

  /// Whether one of its rings, or the line that it is, crosses or touches itself.
  func intersectsItself(isRing: Bool) throws(Failure) -> Bool {
    try rings().contains { SimplicitySweep.findsContact(in: $0.points, isRing: isRing) }
  }

  /// Whether one of its rings ends with the point that it begins with.
  func isClosed() throws(Failure) -> Bool {
    switch self {
    case .points, .zones: try rings().contains { $0.points.count > 2 && $0.points.first == $0.points.last }
    default: throw Failure(reason: "only polygons, lines and segmentations can be closed")
    }
  }

  /// How the only ring runs on the screen.
  func winding() throws(Failure) -> String {
    let regions = try rings().filter { !$0.isHole }
    guard regions.count == 1 else { throw Failure(reason: "\(regions.count) rings in place of one") }
    let area = Self.signedArea(regions[0].points)
    return area > 0 ? "clockwise" : area < 0 ? "counterclockwise" : "none"
  }
}
