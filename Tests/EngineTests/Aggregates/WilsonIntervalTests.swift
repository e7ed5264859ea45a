import Testing

@testable import Engine

@Suite struct WilsonIntervalTests {
  /// By the same formula with the quantiles of Python's `statistics.NormalDist`.
  @Test(arguments: [
    (0, 10, 0.95, 0.0), (1, 1, 0.95, 0.206549314), (2, 4, 0.95, 0.150038989), (5, 10, 0.95, 0.236593091),
    (10, 10, 0.95, 0.722467200), (1, 1000, 0.95, 0.000176546), (120, 1000, 0.99, 0.096003695),
    (5, 10, 0.5, 0.395699915),
  ])
  func `the lower bound is that of other programs`(count: Int, total: Int, confidence: Double, bound: Double) {
    #expect(abs(WilsonInterval.lowerBound(count, of: total, confidence: confidence) - bound) < 1e-9)
  }

  /// As above.
  @Test(arguments: [(0, 10, 0.277532800), (2, 4, 0.849961011), (11, 240, 0.080193995), (4, 4, 1.0)])
  func `the upper bound is that of other programs`(count: Int, total: Int, bound: Double) {
    #expect(abs(WilsonInterval.upperBound(count, of: total, confidence: 0.95) - bound) < 1e-9)
  }

  @Test(arguments: [
    (0.5, 0.6744897501960817), (0.95, 1.959963984540054), (0.99, 2.5758293035489), (0.999999, 4.891638475671084),
  ])
  func `quantiles are those of tables`(part: Double, quantile: Double) {
    #expect(abs(WilsonInterval.normalQuantile(twoSided: part) - quantile) < 1e-8)
  }

  @Test func `the bound is below the ratio and comes near it`() {
    for total in [1, 10, 1000, 1_000_000] {
      let count = total / 2
      let bound = WilsonInterval.lowerBound(count, of: total, confidence: 0.9)
      #expect(bound <= Double(count) / Double(total))
      #expect(Double(count) / Double(total) - bound < 1 / Double(total).squareRoot())
    }
  }
}
