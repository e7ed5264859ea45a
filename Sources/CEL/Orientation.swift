/// On which side of a line a point is, without an error of rounding.
///
/// J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", Discrete &
/// Computational Geometry 18 (1997): a determinant whose sign is beyond its own rounding is taken as it is; else it is
/// summed up exactly, as an expansion of doubles that do not overlap. Holds for coordinates within `Geometry.largest`
/// and `Geometry.smallest`.
enum Orientation {
  /// Positive when `c` is on the left of the way from `a` to `b` where y grows upwards, negative on the right, 0 on the
  /// line.
  static func sign(_ a: Point, _ b: Point, _ c: Point) -> Int {
    let left = (a.x - c.x) * (b.y - c.y)
    let right = (a.y - c.y) * (b.x - c.x)
    let determinant = left - right
    // (3 + 16ε)ε with ε = 2⁻⁵³, the bound `ccwerrboundA` of the article.
    let bound = 3.3306690738754716e-16 * (abs(left) + abs(right))
    if determinant > bound { return 1 }
    if -determinant > bound { return -1 }
    return exactSign(a, b, c)
  }

  /// The sign of `a.x·b.y − a.x·c.y − c.x·b.y − a.y·b.x + a.y·c.x + c.y·b.x`; the products of `c` with itself cancel.
  private static func exactSign(_ a: Point, _ b: Point, _ c: Point) -> Int {
    var sum = Expansion()
    sum.add(a.x, times: b.y)
    sum.add(-a.x, times: c.y)
    sum.add(-c.x, times: b.y)
    sum.add(-a.y, times: b.x)
    sum.add(a.y, times: c.x)
    sum.add(c.y, times: b.x)
    return sum.sign
  }

  /// A sum of doubles that do not overlap, smallest first: exact, and its sign is that of the last that is not 0.
  private struct Expansion {
    private var terms: [Double] = []

    init() { terms.reserveCapacity(12) }

    /// Adds a product: its rounded value, and what rounding took away, which a fused multiplication knows.
    mutating func add(_ factor: Double, times other: Double) {
      let product = factor * other
      add((-product).addingProduct(factor, other))
      add(product)
    }

    /// Grow-Expansion of the article, made of Knuth's exact sums of two.
    private mutating func add(_ term: Double) {
      var carried = term
      for position in terms.indices {
        let sum = carried + terms[position]
        let back = sum - carried
        terms[position] = (carried - (sum - back)) + (terms[position] - back)
        carried = sum
      }
      terms.append(carried)
    }

    var sign: Int {
      terms.last { $0 != 0 }.map { $0 > 0 ? 1 : -1 } ?? 0
    }
  }
}
