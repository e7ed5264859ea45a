#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How sure a ratio is that was counted in a sample.
enum WilsonInterval {
  /// The lower end of the two-sided Wilson score interval of `count` in `total` with the given confidence, which is
  /// between 0 and 1. `total` is 1 or more.
  ///
  /// E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American
  /// Statistical Association 22 (1927), 209–212, as in the NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.4.1.
  static func lowerBound(_ count: Int, of total: Int, confidence: Double) -> Double {
    let z = normalQuantile(twoSided: confidence)
    let n = Double(total)
    let ratio = Double(count) / n
    let middle = ratio + z * z / (2 * n)
    let spread = z * (ratio * (1 - ratio) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, (middle - spread) / (1 + z * z / n))
  }

  /// The upper end of the same interval: what is not counted has the lower end that is left.
  static func upperBound(_ count: Int, of total: Int, confidence: Double) -> Double {
    1 - lowerBound(total - count, of: total, confidence: confidence)
  }

  /// How many standard deviations around the mean of a normal distribution hold this part of it: 1.96 for 0.95.
  /// Found by halving, as the library has the function and not its inverse; erfc keeps its digits far from the mean.
  static func normalQuantile(twoSided part: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if middle == low || middle == high { break }
      if erfc(middle / 2.0.squareRoot()) > 1 - part { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
