import TestSupport
import Testing

@testable import Engine

@Suite struct ValueSketchTests {
  static func sketch(_ values: [Double]) -> ValueSketch {
    var sketch = ValueSketch()
    for value in values { sketch.add(value) }
    return sketch
  }

  @Test func `small whole numbers are told exactly`() {
    let values = (0...128).map(Double.init)
    let sketch = Self.sketch(values.reversed() + values.map { -$0 })
    #expect(sketch.count == 258)
    #expect(sketch.least == -128 && sketch.greatest == 128)
    let sorted = (values + values.map { -$0 }).sorted()
    #expect(sorted.indices.map { sketch.value(atRank: $0) } == sorted)
  }

  @Test(arguments: 0..<60)
  func `each rank has a number of the data, at most a sixty-fourth part below the right one`(seed: Int) {
    var random = RandomJSON(seed: seed)
    let scale = random.pick([1e-2, 1, 3, 1e3, 1e8])
    let values = (0..<random.number(in: 1...500)).map { _ in
      Double(random.number(in: (random.pick([0, -1]) * 1_000_000)...1_000_000)) * scale / 1000
    }
    let sketch = Self.sketch(values)
    let sorted = values.sorted()
    #expect(sketch.least == sorted.first && sketch.greatest == sorted.last)
    for (rank, right) in sorted.enumerated() {
      let told = sketch.value(atRank: rank)
      #expect(values.contains(told))
      #expect(told <= right && right - told <= max(abs(right), abs(told)) / 64 + 0x1p-9)
    }
  }

  @Test(arguments: 0..<20)
  func `the order of the numbers does not matter`(seed: Int) {
    var random = RandomJSON(seed: seed)
    let values = (0..<200).map { _ in Double(random.number(in: -100_000...100_000)) / 7 }
    let ranks = 0..<200
    let sketch = Self.sketch(values)
    let shuffled = Self.sketch(values.shuffled(using: &random.generator))
    #expect(ranks.map { sketch.value(atRank: $0) } == ranks.map { shuffled.value(atRank: $0) })
  }

  @Test func `numbers beyond the buckets are in the outermost ones`() {
    let sketch = Self.sketch([
      .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e200, .leastNonzeroMagnitude, -0.0, 0x1p38,
    ])
    #expect(sketch.least == -.greatestFiniteMagnitude && sketch.greatest == .greatestFiniteMagnitude)
    #expect(sketch.value(atRank: 0) == -.greatestFiniteMagnitude)
    #expect(sketch.value(atRank: 1) == 0 && sketch.value(atRank: 2) == 0)
    #expect(sketch.value(atRank: 5) == 0x1p38)
  }
}
