import TestSupport
import Testing

@testable import CEL

@Suite struct SimplicitySweepTests {
  /// The same question, asked of each pair of edges by exact whole numbers.
  private func findsContactByPairs(in ring: [(x: Int, y: Int)], isRing: Bool) -> Bool {
    func turn(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ c: (x: Int, y: Int)) -> Int {
      ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)).signum()
    }
    func isBetween(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ c: (x: Int, y: Int)) -> Bool {
      min(a.x, b.x) <= c.x && c.x <= max(a.x, b.x) && min(a.y, b.y) <= c.y && c.y <= max(a.y, b.y)
    }
    var points: [(x: Int, y: Int)] = []
    for point in ring where points.isEmpty || points[points.count - 1] != point { points.append(point) }
    var isRing = isRing
    if points.count > 1, points[0] == points[points.count - 1] {
      points.removeLast()
      isRing = true
    }
    guard points.count > 2 else { return false }
    let count = points.count
    let edges = (0..<(isRing ? count : count - 1)).map { (points[$0], points[($0 + 1) % count]) }
    for (first, (a, b)) in edges.enumerated() {
      for (second, (c, d)) in edges.enumerated() where second > first {
        let areNext = second == first + 1
        let closes = isRing && first == 0 && second == count - 1
        if areNext || closes {
          // Only the common point, and not back over the other.
          let (shared, one, other) = areNext ? (b, a, d) : (a, b, c)
          let dot = (one.x - shared.x) * (other.x - shared.x) + (one.y - shared.y) * (other.y - shared.y)
          if turn(shared, one, other) == 0, dot > 0 { return true }
          continue
        }
        let (t1, t2, t3, t4) = (turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b))
        if t1 * t2 < 0, t3 * t4 < 0 { return true }
        if t1 == 0 && isBetween(a, b, c) || t2 == 0 && isBetween(a, b, d) || t3 == 0 && isBetween(c, d, a)
          || t4 == 0 && isBetween(c, d, b)
        {
          return true
        }
      }
    }
    return false
  }

  @Test(arguments: 0..<60) func `says the same as all pairs of edges`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var contacts = 0
    for _ in 0..<200 {
      let size = Int.random(in: 2...12, using: &random)
      let isRing = Bool.random(using: &random)
      // A small grid: many points on one line, on each other and on edges.
      let ring = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        (x: Int.random(in: 0...size, using: &random), y: Int.random(in: 0...size, using: &random))
      }
      let expected = findsContactByPairs(in: ring, isRing: isRing)
      contacts += expected ? 1 : 0
      let points = ring.map { Point(x: Double($0.x), y: Double($0.y)) }
      #expect(SimplicitySweep.findsContact(in: points, isRing: isRing) == expected, "\(ring) \(isRing)")
    }
    #expect((20...180).contains(contacts))
  }

  @Test(arguments: 0..<40) func `finds the one crossing of a star-shaped ring`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    // Points around a centre at ascending slopes never cross; they are exact, so that the order is.
    var ring: [Point] = []
    for quarter in 0..<4 {
      for step in 1...50 {
        let (x, y) = (Double(51 - step), Double(step))
        let scale = Double(Int.random(in: 1...9, using: &random))
        let turned = [(x, y), (-y, x), (-x, -y), (y, -x)][quarter]
        ring.append(Point(x: turned.0 * scale, y: turned.1 * scale))
      }
    }
    #expect(!SimplicitySweep.findsContact(in: ring, isRing: true))
    let place = Int.random(in: 0..<ring.count, using: &random)
    // To the other side and out there.
    ring[place] = Point(x: ring[place].x * -20, y: ring[place].y * -20)
    #expect(SimplicitySweep.findsContact(in: ring, isRing: true))
  }

  @Test(arguments: [
    ([(0, 3), (2, -3), (-3, 1), (3, 1), (-2, -3)], true),
    ([(0, 0), (4, 0), (4, 4), (0, 4), (0, 0), (4, 0), (4, 4), (0, 4)], true),
    ([(0, 0), (4, 0), (2, 0), (4, 4), (0, 4)], true),
    ([(0, 3), (3, 1), (2, -3), (-2, -3), (-3, 1)], false),
  ])
  func `a ring that turns one way all along may still go around twice`(ring: [(Int, Int)], isTouched: Bool) {
    let points = ring.map { Point(x: Double($0.0), y: Double($0.1)) }
    #expect(SimplicitySweep.findsContact(in: points, isRing: true) == isTouched)
    #expect(SimplicitySweep.findsContact(in: points.reversed(), isRing: true) == isTouched)
  }

  /// Whether a point lies in a ring or on it, by exact whole numbers: edges to its right are counted.
  private func contains(_ ring: [(x: Int, y: Int)], _ point: (x: Int, y: Int)) -> Bool {
    var isInside = false
    for (position, a) in ring.enumerated() {
      let b = ring[(position + 1) % ring.count]
      let turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
      let isBetween =
        min(a.x, b.x) <= point.x && point.x <= max(a.x, b.x) && min(a.y, b.y) <= point.y && point.y <= max(a.y, b.y)
      if turn == 0, isBetween { return true }
      if (a.y > point.y) != (b.y > point.y), (turn > 0) == (b.y > a.y) { isInside.toggle() }
    }
    return isInside
  }

  @Test(arguments: 0..<40) func `says of all points of a grid whether a ring contains them`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    var counts = [false: 0, true: 0]
    for _ in 0..<60 {
      let ring = (0..<Int.random(in: 3...9, using: &random)).map { _ in
        (x: Int.random(in: 0...7, using: &random), y: Int.random(in: 0...7, using: &random))
      }
      let points = ring.map { Point(x: Double($0.x), y: Double($0.y)) }
      guard !findsContactByPairs(in: ring, isRing: true), SimplicitySweep.distinct(points).points.count > 2 else {
        continue
      }
      for x in -1...8 {
        for y in -1...8 {
          let expected = contains(ring, (x, y))
          counts[expected, default: 0] += 1
          #expect(
            SimplicitySweep.contains(points, [Point(x: Double(x), y: Double(y))]) == expected, "\(ring) \(x) \(y)")
        }
      }
      let inside = (0...7).flatMap { x in (0...7).map { (x: x, y: $0) } }.filter { contains(ring, $0) }
        .map { Point(x: Double($0.x), y: Double($0.y)) }
      #expect(SimplicitySweep.contains(points, inside.shuffled(using: &random)))
    }
    #expect(counts.values.allSatisfy { $0 > 30 })
  }

  @Test func `what meets itself contains what is in its bounds`() {
    let bow = [Point(x: 0, y: 0), Point(x: 4, y: 4), Point(x: 4, y: 0), Point(x: 0, y: 4)]
    #expect(SimplicitySweep.contains(bow, [Point(x: 2, y: 3)]))
    #expect(!SimplicitySweep.contains(bow, [Point(x: 5, y: 3)]))
    #expect(SimplicitySweep.contains(bow, []))
    #expect(!SimplicitySweep.contains([], [Point(x: 5, y: 3)]))
  }

  /// Lines of a hundred thousand points that never cross, and are hard for whoever compares many pairs of edges.
  enum LongLine: CaseIterable {
    /// Every tooth under the sweep line at once; teeth upwards; squares around one another; all on one line.
    case comb, uprightComb, spiral, straight

    var points: [Point] {
      (0..<100_000).map { step in
        switch self {
        case .comb: return Point(x: step.isMultiple(of: 2) ? 0 : 1_000_000, y: Double(step))
        case .uprightComb: return Point(x: Double(step), y: step.isMultiple(of: 2) ? 0 : 1_000_000)
        case .straight: return Point(x: Double(step), y: Double(step) * 3)
        case .spiral:
          let radius = Double(step / 4 + 1)
          let corners = [(radius, -radius), (radius, radius), (-radius, radius), (-radius, -radius - 1)]
          return Point(x: corners[step % 4].0, y: corners[step % 4].1)
        }
      }
    }
  }

  @Test(arguments: LongLine.allCases) func `does a hundred thousand points in a row`(line: LongLine) {
    let points = line.points
    #expect(SimplicitySweep.findsContact(in: points, isRing: false) == false)
    // Around all of them and back into the middle, through the last edges that the sweep meets.
    let crossing = [Point(x: 2_000_000, y: 3_000_000), Point(x: 2_000_000, y: -60_000), Point(x: -60_000, y: 10_000)]
    #expect(SimplicitySweep.findsContact(in: points + crossing, isRing: false))
  }

  @Test func `tells points from lines where doubles mislead`() {
    // C. Kettner et al., "Classroom examples of robustness problems in geometric computations" (2008): near (0.5, 0.5), the
    // rounded determinant takes points on both sides for points of the line.
    let (q, r) = (Point(x: 12, y: 12), Point(x: 24, y: 24))
    let step = 0.5.ulp
    for x in 0..<32 {
      for y in 0..<32 {
        let p = Point(x: 0.5 + Double(x) * step, y: 0.5 + Double(y) * step)
        #expect(Orientation.sign(p, q, r) == (y - x).signum(), "\(x) \(y)")
        #expect(Orientation.sign(q, p, r) == (x - y).signum(), "\(x) \(y)")
      }
    }
  }
}
