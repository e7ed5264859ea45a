import TestSupport
import Testing

@testable import Reporters

@Suite struct HistogramTests {
  @Test func `numbers fall into bars of equal width`() throws {
    var histogram = Histogram()
    for number in [0.0, 1, 2.4, 2.5, 9.9, 10] { histogram.add(number) }
    let bars = try #require(histogram.bars(4))
    #expect(bars.least == 0)
    #expect(bars.most == 10)
    #expect(bars.counts == [3, 1, 0, 2])
  }

  @Test(arguments: [[], [7.0], [7, 7, 7], [.infinity, 1], [.nan]])
  func `there are no bars without two different numbers`(numbers: [Double]) {
    var histogram = Histogram()
    for number in numbers { histogram.add(number) }
    #expect(histogram.bars(4) == nil)
    #expect(histogram.totalCount == numbers.count)
  }

  @Test func `numbers further apart than a number can be have no bars`() {
    var histogram = Histogram()
    for number in [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude] { histogram.add(number) }
    #expect(histogram.bars(4) == nil)
  }

  @Test func `of very many the first are kept and all are counted`() {
    var histogram = Histogram()
    for number in 0..<Histogram.limit + 5 { histogram.add(Double(number)) }
    #expect(histogram.numbers == (0..<Histogram.limit).map(Double.init))
    #expect(histogram.totalCount == Histogram.limit + 5)
  }

  @Test(arguments: 0..<100)
  func `every number is in a bar`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    var histogram = Histogram()
    for _ in 0..<Int.random(in: 2..<50, using: &generator) {
      histogram.add(Double.random(in: -1e9...1e9, using: &generator))
    }
    #expect(histogram.bars(32)?.counts.reduce(0, +) == histogram.totalCount)
  }
}
