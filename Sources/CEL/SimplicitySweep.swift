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
    var distinct: [Point] = []
    distinct.reserveCapacity(points.count)
    for point in points where point != distinct.last { distinct.append(point) }
    // A line that ends where it began is a ring.
    var isRing = isRing
    if distinct.count > 1, distinct.first == distinct.last {
      distinct.removeLast()
      isRing = true
    }
    guard distinct.count > 2, distinct.count < Int32.max else { return false }
    var sweep = SimplicitySweep(distinct, isRing: isRing)
    return sweep.run()
  }

  private init(_ points: [Point], isRing: Bool) {
    self.points = points
    self.isRing = isRing
    let count = points.count
    startsLeft = points.indices.map { Self.isBefore(points[$0], points[($0 + 1) % count]) }
    below = Array(repeating: Self.none, count: count)
    above = below
    var random = SystemRandomNumberGenerator()
    priorities = points.indices.map { _ in random.next() }
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
    for position in order {
      let point = points[position]
      var isTouched = false
      let (under, over) = split(root, at: point, &isTouched)
      if isTouched { return true }
      let edges = beginning(at: position)
      let (lowest, highest) = (edges.first, edges.last)
      if edges.count == 2, Orientation.sign(point, right(edges[0]), right(edges[1])) == 0 { return true }
      let (neighbourUnder, neighbourOver) = (last(of: under), first(of: over))
      if cross(neighbourUnder, lowest ?? neighbourOver) || cross(highest, neighbourOver) { return true }
      root = under
      for edge in edges { root = merge(root, edge) }
      root = merge(root, over)
    }
    return false
  }

  /// The edges that begin at a point, from below.
  private func beginning(at position: Int) -> [Int32] {
    let previous = position == 0 ? points.count - 1 : position - 1
    var edges: [Int32] = []
    if isRing || position + 1 < points.count, startsLeft[position] { edges.append(Int32(position)) }
    if isRing || position > 0, !startsLeft[previous] { edges.append(Int32(previous)) }
    if edges.count == 2, Orientation.sign(points[position], right(edges[0]), right(edges[1])) < 0 { edges.swapAt(0, 1) }
    return edges
  }

  /// Whether two edges cross. Where one only ends on the other, the sweep finds that when it gets there.
  private func cross(_ one: Int32?, _ other: Int32?) -> Bool {
    guard let one, let other, one != other else { return false }
    let (a, b, c, d) = (left(one), right(one), left(other), right(other))
    return Orientation.sign(a, b, c) * Orientation.sign(a, b, d) < 0
      && Orientation.sign(c, d, a) * Orientation.sign(c, d, b) < 0
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
