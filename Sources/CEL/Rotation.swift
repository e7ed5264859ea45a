#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How rotated boxes lie.
enum Rotation {
  /// From a box's corner along its width and along its height, turned by `degrees`: clockwise on the screen, as y grows
  /// downwards. The first corner is where `x` and `y` are; along the height lies the second, along the width the fourth.
  static func directions(degrees: Double, width: Double, height: Double) -> (across: Point, down: Point) {
    let (sine, cosine) = sineAndCosine(degrees: degrees)
    return (Point(x: width * cosine, y: width * sine), Point(x: -height * sine, y: height * cosine))
  }

  /// Exact for quarter turns, which most rotated boxes of documents have.
  private static func sineAndCosine(degrees: Double) -> (Double, Double) {
    switch degrees.truncatingRemainder(dividingBy: 360) {
    case 0: return (0, 1)
    case 90, -270: return (1, 0)
    case 180, -180: return (0, -1)
    case 270, -90: return (-1, 0)
    case let turn:
      let radians = turn * .pi / 180
      return (sin(radians), cos(radians))
    }
  }
}
