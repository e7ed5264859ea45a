// What is measured on geometries, in pixels. What has no such measure is a failure.
extension Geometry {
  /// The rings that enclose it, each with whether it takes away: the holes of a segmentation do.
  func rings() throws(Failure) -> [(points: [Point], isHole: Bool)] {
    switch self {
    case .point: return []
    case .box(let start, let end, _, _):
      return [([start, Point(x: end.x, y: start.y), end, Point(x: start.x, y: end.y)], false)]
    case .corners(let points), .points(let points): return [(points, false)]
    case .zones(let zones): return zones.flatMap { zone in [(zone.region, false)] + zone.holes.map { ($0, true) } }
    case .volume: throw Failure(reason: "a geometry of three dimensions has no ring; its size is geom.volume()")
    }
  }

  /// What each of its rings encloses, holes among them.
  func ringAreas() throws(Failure) -> [Double] { try rings().map { abs(Self.signedArea($0.points)) } }

  /// What is enclosed, without the holes.
  func area() throws(Failure) -> Double {
    if case .box(_, _, let width, let height) = self { return abs(width) * abs(height) }
    var sum = 0.0
    for ring in try rings() { sum += abs(Self.signedArea(ring.points)) * (ring.isHole ? -1 : 1) }
    return sum
  }

  /// The shoelace formula, from the first point on, so that far from the origin no digits are lost. Positive when the
  /// ring runs clockwise on the screen.
  static func signedArea(_ ring: [Point]) -> Double {
    guard let first = ring.first else { return 0 }
    var sum = 0.0
    var before = Point(x: 0, y: 0)
    for point in ring {
      let here = Point(x: point.x - first.x, y: point.y - first.y)
      sum += before.x * here.y - here.x * before.y
      before = here
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
    guard let extent else { throw Failure(reason: "a geometry without points has no bounds") }
    let (low, high) = extent
    var (width, height) = (high.x - low.x, high.y - low.y)
    if case .box(_, _, let own, let ownHeight) = self { (width, height) = (abs(own), abs(ownHeight)) }
    return [("x", low.x), ("y", low.y), ("width", width), ("height", height)]
  }

  /// The smallest and the largest coordinates, of a volume those across its slices; `nil` without any points.
  var extent: (low: Point, high: Point)? {
    var extent: (low: Point, high: Point)?
    func add(_ point: Point) {
      guard let (low, high) = extent else { return extent = (point, point) }
      extent = (
        Point(x: min(low.x, point.x), y: min(low.y, point.y)), Point(x: max(high.x, point.x), y: max(high.y, point.y))
      )
    }
    switch self {
    case .point(let point): add(point)
    case .box(let start, let end, _, _): for point in [start, end] { add(point) }
    case .volume(let start, let end): for point in [start, end] { add(Point(x: point.x, y: point.y)) }
    case .corners(let points), .points(let points): for point in points { add(point) }
    case .zones(let zones):
      for zone in zones {
        for point in zone.region { add(point) }
        for hole in zone.holes { for point in hole { add(point) } }
      }
    }
    return extent
  }

  /// Whether all of it lies in an image of this size, or at most `tolerance` pixels beyond. The border belongs to it.
  func isInside(width: Double, height: Double, tolerance: Double) -> Bool {
    guard let (low, high) = extent else { return true }
    return low.x >= -tolerance && low.y >= -tolerance && high.x <= width + tolerance && high.y <= height + tolerance
  }

  /// Whether all of it lies beyond one side of an image of this size. The border belongs to the image.
  func isOutside(width: Double, height: Double) -> Bool {
    guard let (low, high) = extent else { return false }
    return high.x < 0 || high.y < 0 || low.x > width || low.y > height
  }

  /// The place of the first point that repeats the one before it in its ring, counted over all rings; the first of a ring
  /// comes after its last. `nil` when there is none.
  func repeatedPoint() throws(Failure) -> Int? {
    var passed = 0
    for ring in try rings() {
      var before = ring.points.count > 1 ? ring.points.last : nil
      for (position, point) in ring.points.enumerated() {
        if point == before { return passed + position }
        before = point
      }
      passed += ring.points.count
    }
    return nil
  }

  /// Whether one of its rings, or the line that it is, crosses or touches itself.
  func intersectsItself(isRing: Bool) throws(Failure) -> Bool {
    try rings().contains { SimplicitySweep.findsContact(in: $0.points, isRing: isRing) }
  }

  /// Whether all points of `other` lie in its only ring, or on it. Holes are none of its business.
  func contains(_ other: Geometry) throws(Failure) -> Bool {
    let regions = try rings().filter { !$0.isHole }
    guard regions.count == 1 else { throw Failure(reason: "\(regions.count) rings in place of one") }
    return SimplicitySweep.contains(regions[0].points, try other.points())
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
