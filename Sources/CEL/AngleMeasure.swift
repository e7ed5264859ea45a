#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The angle between two points, seen from a third, in a plane or in a volume.
enum AngleMeasure {
  /// In degrees, from 0 to 180. Each point is a list of two or three numbers; all have as many.
  static func degrees(at vertex: CELValue, from one: CELValue, to other: CELValue) throws(Geometry.Failure) -> Double {
    let (vertex, one, other) = (
      try coordinates(vertex, "vertex"), try coordinates(one, "first point"), try coordinates(other, "second point")
    )
    guard vertex.count == one.count, vertex.count == other.count else {
      throw Geometry.Failure(reason: "points of \(vertex.count), \(one.count) and \(other.count) coordinates")
    }
    let (left, right) = (scaled(way(from: vertex, to: one)), scaled(way(from: vertex, to: other)))
    guard left.contains(where: { $0 != 0 }), right.contains(where: { $0 != 0 }) else {
      throw Geometry.Failure(reason: "a point on the vertex makes no angle")
    }
    // W. Kahan, "Computing Cross-Products and Rotations in 2- and 3-Dimensional Euclidean Spaces" (2016), section 13: keeps
    // its digits near 0 and 180 degrees, where the arc cosine loses them.
    let (a, b) = (length(left), length(right))
    let difference = zip(left, right).map { $0 * b - $1 * a }
    let sum = zip(left, right).map { $0 * b + $1 * a }
    return 2 * atan2(length(difference), length(sum)) * 180 / .pi
  }

  private static func coordinates(_ value: CELValue, _ what: String) throws(Geometry.Failure) -> [Double] {
    guard let elements = value.elements, (2...3).contains(elements.count) else {
      throw Geometry.Failure(reason: "the \(what) is not a list of two or three numbers")
    }
    var coordinates: [Double] = []
    for element in elements {
      guard let number = element.numberAsDouble else {
        throw Geometry.Failure(reason: "the \(what) has a coordinate of type \(element.typeName), not a number")
      }
      coordinates.append(try Geometry.coordinate(number))
    }
    return coordinates
  }

  private static func way(from start: [Double], to end: [Double]) -> [Double] { zip(start, end).map { $1 - $0 } }

  /// The same direction with numbers near 1, whose products neither overflow nor vanish.
  private static func scaled(_ vector: [Double]) -> [Double] {
    let largest = vector.reduce(0) { max($0, abs($1)) }
    return largest > 0 ? vector.map { $0 / largest } : vector
  }

  private static func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
