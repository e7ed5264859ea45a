import JSONReading

/// A place in an image: pixels, from the top left corner to the right and down.
struct Point: Hashable {
  var x: Double
  var y: Double
}

/// The raw geometry of a label, as exports of Ango Hub write it, read from a value.
///
/// Which of them a value is shows in its members: bounding boxes have `x`, `y`, `width`, `height`; rotated ones `corners`
/// or a `rotation` besides; boxes by two opposite corners `x1`, `y1`, `x2`, `y2`, and in volumes `z1`, `z2`;
/// segmentations have `zones`; highlights of PDFs a `position`. A list is a point when it starts with a number, else the
/// points of a polygon or a line. A label is what its first member of a name in `shapes` is.
enum Geometry {
  case point(Point)
  /// A box along the axes, by two opposite corners, and its sizes as they are written: corners lose digits of them.
  case box(Point, Point, width: Double, height: Double)
  /// The corners of a rotated box.
  case corners([Point])
  /// A polygon or a line: the function tells.
  case points([Point])
  case zones([Zone])
  /// A box or a line in a volume, by two opposite corners in voxels.
  case volume((x: Double, y: Double, z: Double), (x: Double, y: Double, z: Double))

  /// A part of a segmentation.
  struct Zone {
    var region: [Point]
    var holes: [[Point]]
  }

  /// What is wrong with a value that is no geometry: one clause in lower case.
  struct Failure: Error {
    let reason: String
  }

  /// Larger coordinates are refused, and nearer to zero counts as zero: so that no product of two overflows or loses
  /// its digits, which the exact predicates rely on.
  static let largest = 1e100
  static let smallest = 1e-100

  init(_ value: CELValue) throws(Failure) {
    if let isPoint = Self.startsWithNumber(value) {
      self = isPoint ? .point(try Self.point(value, "the point")) : .points(try Self.points(of: value, "point", ""))
    } else if let object = Object(value) {
      if let label = try Self.label(value) { self = label } else { self = try Self.read(object) }
    } else {
      throw Failure(reason: "a value of type \(value.typeName) is no geometry")
    }
  }

  /// The members that labels have their geometry in.
  private static let shapes = [
    "bounding-box", "polygon", "segmentation", "polyline", "rotated-bounding-box", "point",
  ].map { JSONKey($0) }
  private static let shortShapes = shapes.compactMap { JSONShortKey($0.name) }

  /// The geometry of a label; `nil` for what is none itself, or has none.
  private static func label(_ value: CELValue) throws(Failure) -> Geometry? {
    let shape: CELValue?
    switch value {
    case .json(let node): shape = Self.shape(of: node).map(CELValue.init)
    case .map(let map): shape = shapes.lazy.compactMap { map[$0.name]?.normalised }.first
    default: shape = nil
    }
    guard let shape else { return nil }
    if startsWithNumber(shape) != nil { return try Geometry(shape) }
    guard let object = Object(shape) else {
      throw Failure(reason: "a value of type \(shape.typeName) is no geometry")
    }
    return try read(object)
  }

  /// The first member of a label that is a geometry. Nearly all have one or none, for which nobody looks at all members.
  static func shape(of label: JSONNode) -> JSONNode? {
    var found: JSONNode?
    for shape in shortShapes {
      guard let member = label.member(shape) else { continue }
      if found != nil { return label.members.first { member in shapes.contains { member.key.isString($0) } }?.value }
      found = member
    }
    return found
  }

  private static func read(_ object: Object) throws(Failure) -> Geometry {
    if let corners = object[.corners] {
      let points = try points(of: corners, "corner", "corners")
      guard points.count == 4 else { throw Failure(reason: "a rotated box with \(points.count) corners, not 4") }
      return .corners(points)
    }
    if let zones = object[.zones] { return .zones(try self.zones(zones)) }
    if let position = object[.position] {
      guard let inner = Object(position), let rectangle = inner[.boundingRect] else {
        throw Failure(reason: "a position without a boundingRect is no geometry")
      }
      return try Geometry(rectangle)
    }
    // Before width and height: rectangles of PDFs have those of their page beside their corners.
    if object[.x1] != nil {
      let (x1, y1) = (try object.number(.x1), try object.number(.y1))
      let (x2, y2) = (try object.number(.x2), try object.number(.y2))
      guard object[.z1] != nil || object[.z2] != nil else {
        return .box(Point(x: x1, y: y1), Point(x: x2, y: y2), width: x2 - x1, height: y2 - y1)
      }
      return .volume((x1, y1, try object.number(.z1)), (x2, y2, try object.number(.z2)))
    }
    guard object[.x] != nil else {
      throw Failure(reason: "an object without x, x1, corners, zones or position is no geometry")
    }
    let start = Point(x: try object.number(.x), y: try object.number(.y))
    let (width, height) = (try object.number(.width), try object.number(.height))
    guard object[.rotation] != nil else {
      return .box(start, Point(x: start.x + width, y: start.y + height), width: width, height: height)
    }
    let degrees = try object.number(.rotation)
    let (across, down) = Rotation.directions(degrees: degrees, width: width, height: height)
    return .corners([
      start, Point(x: start.x + down.x, y: start.y + down.y),
      Point(x: start.x + across.x + down.x, y: start.y + across.y + down.y),
      Point(x: start.x + across.x, y: start.y + across.y),
    ])
  }

  // MARK: Parts

  private static func zones(_ value: CELValue) throws(Failure) -> [Zone] {
    guard let elements = value.elements else {
      throw Failure(reason: "zones is of type \(value.typeName), not a list")
    }
    var zones: [Zone] = []
    for (position, element) in elements.enumerated() {
      guard let object = Object(element), let region = object[.region] else {
        throw Failure(reason: "zone \(position) has no region")
      }
      zones.append(Zone(region: try points(of: region, "point", "region"), holes: try holes(object[.holes])))
    }
    return zones
  }

  private static func holes(_ value: CELValue?) throws(Failure) -> [[Point]] {
    guard let value else { return [] }
    if case .null = value { return [] }
    guard let elements = value.elements else {
      throw Failure(reason: "holes is of type \(value.typeName), not a list")
    }
    // Some exports write the only hole one list too shallow: its points stand where the holes should.
    if let first = elements.first, startsWithNumber(first) == true { return [try points(of: value, "point", "")] }
    var holes: [[Point]] = []
    for element in elements { holes.append(try points(of: element, "point", "a hole")) }
    return holes
  }

  /// Whether a list starts with a number, as points do; `nil` for other values.
  private static func startsWithNumber(_ value: CELValue) -> Bool? {
    switch value {
    case .json(let node) where node.kind == .array: node.element(at: 0)?.kind == .number
    case .list(let elements): elements.first?.numberAsDouble != nil
    default: nil
    }
  }

  /// The points of a list, which is called `list` where `value` is none. Without a list of its own for each point of a
  /// record: it has them by the ten thousand.
  private static func points(of value: CELValue, _ what: String, _ list: String) throws(Failure) -> [Point] {
    var points: [Point] = []
    switch value {
    case .json(let node) where node.kind == .array:
      points.reserveCapacity(node.count)
      var rest = node.elements
      while let element = rest.next() {
        guard let point = try pair(element) else {
          throw Failure(reason: "\(what) \(points.count) is not a pair of numbers")
        }
        points.append(point)
      }
    case .list(let elements):
      points.reserveCapacity(elements.count)
      for element in elements { points.append(try point(element, "\(what) \(points.count)")) }
    default: throw Failure(reason: "\(list) is of type \(value.typeName), not a list")
    }
    return points
  }

  private static func point(_ value: CELValue, _ what: String) throws(Failure) -> Point {
    switch value {
    case .json(let node): if let point = try pair(node) { return point }
    case .list(let elements) where elements.count == 2:
      if let x = elements[0].numberAsDouble, let y = elements[1].numberAsDouble {
        return Point(x: try coordinate(x), y: try coordinate(y))
      }
    default: break
    }
    throw Failure(reason: "\(what) is not a pair of numbers")
  }

  /// `nil` for what is not an array of two numbers.
  private static func pair(_ node: JSONNode) throws(Failure) -> Point? {
    var rest = node.elements
    guard let x = rest.next()?.double, let y = rest.next()?.double, rest.next() == nil else { return nil }
    return Point(x: try coordinate(x), y: try coordinate(y))
  }

  static func coordinate(_ number: Double) throws(Failure) -> Double {
    guard abs(number) <= largest else { throw Failure(reason: "the coordinate \(number) is out of range") }
    return withoutUnderflow(number)
  }

  /// The coordinate itself, or 0 where it is next to that.
  static func withoutUnderflow(_ number: Double) -> Double { abs(number) < smallest ? 0 : number }

  /// The members of a geometry.
  private struct Object {
    let value: CELValue

    init?(_ value: CELValue) {
      switch value {
      case .map: break
      case .json(let node) where node.kind == .object: break
      default: return nil
      }
      self.value = value
    }

    /// What a geometry may have.
    enum Member: Int, CaseIterable {
      case corners, zones, position, boundingRect, x1, y1, z1, x2, y2, z2, x, y, width, height, rotation, region, holes

      var name: String { "\(self)" }

      /// Its name, to look for in records.
      var key: JSONShortKey? { Self.keys[rawValue] }
      private static let keys = allCases.map { JSONShortKey($0.name) }
    }

    subscript(member: Member) -> CELValue? {
      switch value {
      case .map(let map): map[member.name]?.normalised
      case .json(let node): member.key.flatMap(node.member).map(CELValue.init)
      default: nil
      }
    }

    func number(_ member: Member) throws(Failure) -> Double {
      guard let value = self[member] else { throw Failure(reason: "a geometry without \(member.name)") }
      guard let number = value.numberAsDouble else {
        throw Failure(reason: "\(member.name) is of type \(value.typeName), not a number")
      }
      return try Geometry.coordinate(number)
    }
  }
}
