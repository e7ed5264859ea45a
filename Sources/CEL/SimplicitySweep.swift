/// Whether a ring or a line crosses or touches itself.
///
/// M. I. Shamos, D. Hoey, "Geometric Intersection Problems", 17th Annual Symposium on Foundations of Computer Science
/// (1976): a line sweeps over the edges and keeps those that it meets in their order; only edges that become neighbours
/// are compared. O(n log n) whatever the input, and exact, as only the signs of orientations decide.
struct SimplicitySweep {
  /// Without points that repeat the one before.
  private let points: [Point]
  private let isRing: Bool
  /// Of each edge, which goes from the point of its number to the next: whether that is the one further left, or below.
  private var startsLeft: [Bool]

  // The edges under the sweep line as a tree: in order from below, and by random priorities from the root down, so that
  // nobody can choose points that make it deep (R. Seidel, C. R. Aragon, "Randomized Search Trees", Algorithmica 16, 1996).
  private var below: [Int32]
  private var above: [Int32]
  private var priorities: [UInt32]
  private static let none: Int32 = -1

  /// Whether the points cross or touch themselves, in their order and, for a ring, back to the first. Two points or
  /// fewer do not.
  static func findsContact(in points: [Point], isRing: Bool) -> Bool {
    let (distinct, closes) = distinct(points)
    guard distinct.count > 2, distinct.count < Int32.max else { return false }
    // A line that ends where it began is a ring.
    if isRing || closes, runsOnceAround(distinct) { return false }
    var sweep = SimplicitySweep(distinct, isRing: isRing || closes)
    return sweep.run()
  }

  /// The points without those that repeat the one before, and whether the last of them repeated the first: it is gone, too.
  static func distinct(_ points: [Point]) -> (points: [Point], closes: Bool) {
    var distinct: [Point] = []
    distinct.reserveCapacity(points.count)
    for point in points where point != distinct.last { distinct.append(point) }
    guard distinct.count > 1, distinct.first == distinct.last else { return (distinct, false) }
    distinct.removeLast()
    return (distinct, true)
  }

  /// Whether a ring runs once around the middle of its points, and in one direction all the way: then it cannot meet
  /// itself. Most outlines that people draw do, and to see it takes a tenth of the time of a sweep.
  private static func runsOnceAround(_ ring: [Point]) -> Bool {
    guard var before = ring.last else { return false }
    var (x, y) = (0.0, 0.0)
    for point in ring { (x, y) = (x + point.x, y + point.y) }
    let count = Double(ring.count)
    let middle = Point(x: Geometry.withoutUnderflow(x / count), y: Geometry.withoutUnderflow(y / count))
    var (turn, rounds) = (0, 0)
    for point in ring {
      let side = Orientation.sign(before, point, middle)
      if side == 0 || side == -turn { return false }
      turn = side
      // Each round goes upwards through the height of the middle once.
      if before.y < middle.y, point.y >= middle.y { rounds += 1 }
      before = point
    }
    return rounds == 1
  }

  private init(_ points: [Point], isRing: Bool) {
    self.points = points
    self.isRing = isRing
    let count = points.count
    startsLeft = points.indices.map { Self.isBefore(points[$0], points[($0 + 1) % count]) }
    below = Array(repeating: Self.none, count: count)
    above = below
    priorities = points.indices.map(Self.priority)
  }

  /// Asking the system for each priority would take longer than all the rest.
  private static let seed = UInt64.random(in: .min ... .max)

  /// G. L. Steele et al., "Fast Splittable Pseudorandom Number Generators" (2014): the generator's step number `position`.
  private static func priority(_ position: Int) -> UInt32 {
    var word = seed &+ UInt64(truncatingIfNeeded: position) &* 0x9E37_79B9_7F4A_7C15
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return UInt32(truncatingIfNeeded: word ^ word >> 31)
  }

  /// The order in which the sweep meets points: from left to right, and upwards.
  private static func isBefore(_ left: Point, _ right: Point) -> Bool {
    left.x < right.x || left.x == right.x && left.y < right.y
  }

  private func left(_ edge: Int32) -> Point { points[startsLeft[Int(edge)] ? Int(edge) : next(Int(edge))] }
  private func right(_ edge: Int32) -> Point { points[startsLeft[Int(edge)] ? next(Int(edge)) : Int(edge)] }
  private func next(_ position: Int) -> Int { position + 1 == points.count ? 0 : position + 1 }

  private mutating func run() -> Bool {
    let order = points.indices.sorted { Self.isBefore(points[$0], points[$1]) }
    for (one, other) in zip(order, order.dropFirst()) where points[one] == points[other] { return true }
    var root = Self.none
    // All points differ: at each, exactly its own edges begin or end.
    for position in order where meets(position, &root) { return true }
    return false
  }

  /// Takes the sweep over the point at `position`. Whether its edges meet others there, or cross one that they become
  /// neighbours of; then `root` is no tree any more.
  private mutating func meets(_ position: Int, _ root: inout Int32) -> Bool {
    let point = points[position]
    var isTouched = false
    let (under, over) = split(root, at: point, &isTouched)
    if isTouched { return true }
    let (lower, upper) = beginning(at: position)
    if let lower, let upper, Orientation.sign(point, right(lower), right(upper)) == 0 { return true }
    let (neighbourUnder, neighbourOver) = (last(of: under), first(of: over))
    if cross(neighbourUnder, lower ?? neighbourOver) || cross(upper ?? lower, neighbourOver) { return true }
    root = under
    if let lower { root = merge(root, lower) }
    if let upper { root = merge(root, upper) }
    root = merge(root, over)
    return false
  }

  /// The edges that begin at a point: the lower one or the only one, and the upper one.
  private func beginning(at position: Int) -> (lower: Int32?, upper: Int32?) {
    let previous = position == 0 ? points.count - 1 : position - 1
    let after = (isRing || position + 1 < points.count) && startsLeft[position] ? Int32(position) : nil
    let before = (isRing || position > 0) && !startsLeft[previous] ? Int32(previous) : nil
    guard let after, let before else { return (after ?? before, nil) }
    return Orientation.sign(points[position], right(after), right(before)) < 0 ? (before, after) : (after, before)
  }

  /// Whether two edges cross. Where one only ends on the other, the sweep finds that when it gets there.
  private func cross(_ one: Int32?, _ other: Int32?) -> Bool {
    guard let one, let other, one != other else { return false }
    let (a, b, c, d) = (left(one), right(one), left(other), right(other))
    return Orientation.sign(a, b, c) * Orientation.sign(a, b, d) < 0
      && Orientation.sign(c, d, a) * Orientation.sign(c, d, b) < 0
  }

  // MARK: Points in a ring

  /// Whether all of `points` lie in a ring or on its border; of a ring that meets itself, which has no inside that all
  /// readers agree on, whether they lie in its bounds.
  static func contains(_ ring: [Point], _ points: [Point]) -> Bool {
    guard let bounds = Geometry.points(ring).extent, let extent = Geometry.points(points).extent else {
      return points.isEmpty
    }
    guard bounds.low.x <= extent.low.x, bounds.low.y <= extent.low.y, bounds.high.x >= extent.high.x,
      bounds.high.y >= extent.high.y
    else { return false }
    let distinct = distinct(ring).points
    guard distinct.count > 2, distinct.count < Int32.max, !findsContact(in: ring, isRing: true) else { return true }
    var sweep = SimplicitySweep(distinct, isRing: true)
    return sweep.contains(points)
  }

  /// The same, of a ring that does not meet itself: at each point, the sweep looks at the next edge below.
  private mutating func contains(_ queries: [Point]) -> Bool {
    let order = points.indices.sorted { Self.isBefore(points[$0], points[$1]) }
    guard let first = order.first else { return queries.isEmpty }
    // At the leftmost point of a ring its inside is on the right.
    let isLeftTurning =
      Orientation.sign(points[first == 0 ? points.count - 1 : first - 1], points[first], points[next(first)]) > 0
    var root = Self.none
    var passed = 0
    for query in queries.sorted(by: Self.isBefore) {
      while passed < order.count, !Self.isBefore(query, points[order[passed]]) {
        if meets(order[passed], &root) { return true }
        passed += 1
      }
      if passed > 0, points[order[passed - 1]] == query { continue }
      var edge = root
      var below = Self.none
      var isOnBorder = false
      while edge != Self.none, !isOnBorder {
        switch Orientation.sign(left(edge), right(edge), query) {
        case 0: isOnBorder = true
        case 1...: (below, edge) = (edge, above[Int(edge)])
        default: edge = self.below[Int(edge)]
        }
      }
      // What is above an edge is on its left where it runs to the right.
      if !isOnBorder, below == Self.none || startsLeft[Int(below)] != isLeftTurning { return false }
    }
    return true
  }

  // MARK: The edges under the sweep line

  /// The edges below a point and those above; the ones that end there are gone. `isTouched` when one goes through it.
  private mutating func split(_ root: Int32, at point: Point, _ isTouched: inout Bool) -> (Int32, Int32) {
    guard root != Self.none, !isTouched else { return (Self.none, Self.none) }
    let place = Int(root)
    if right(root) == point {
      let (first, second) = split(below[place], at: point, &isTouched)
      let (third, fourth) = split(above[place], at: point, &isTouched)
      (below[place], above[place]) = (Self.none, Self.none)
      return (merge(first, third), merge(second, fourth))
    }
    switch Orientation.sign(left(root), right(root), point) {
    case 0:
      isTouched = true
      return (Self.none, Self.none)
    case 1...:
      let (under, over) = split(above[place], at: point, &isTouched)
      above[place] = under
      return (root, over)
    default:
      let (under, over) = split(below[place], at: point, &isTouched)
      below[place] = over
      return (under, root)
    }
  }

  /// One tree of two, where all of `over` is above all of `under`.
  private mutating func merge(_ under: Int32, _ over: Int32) -> Int32 {
    if under == Self.none { return over }
    if over == Self.none { return under }
    if priorities[Int(under)] > priorities[Int(over)] {
      above[Int(under)] = merge(above[Int(under)], over)
      return under
    }
    below[Int(over)] = merge(under, below[Int(over)])
    return over
  }

  private func last(of root: Int32) -> Int32? {
    guard root != Self.none else { return nil }
    var edge = root
    while above[Int(edge)] != Self.none { edge = above[Int(edge)] }
    return edge
  }

  private func first(of root: Int32) -> Int32? {
    guard root != Self.none else { return nil }
    var edge = root
    while below[Int(edge)] != Self.none { edge = below[Int(edge)] }
    return edge
  }
}
