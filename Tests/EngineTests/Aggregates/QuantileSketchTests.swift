import TestSupport
import Testing

@testable import Engine

@Suite struct QuantileSketchTests {
  static func sketch(_ values: some Sequence<Double>) -> QuantileSketch {
    var sketch = QuantileSketch()
    for value in values { sketch.add(value) }
    return sketch
  }

  /// Numbers of all sizes and signs, many of them equal.
  static func numbers(_ generator: inout SeededGenerator) -> [Double] {
    let exponent = Int.random(in: -18...38, using: &generator)
    return (0..<Int.random(in: 1...400, using: &generator)).map { _ in
      let size = Double(sign: .plus, exponent: exponent + Int.random(in: 0...3, using: &generator), significand: 1)
      let value = Double.random(in: -1...3, using: &generator) * size
      return Bool.random(using: &generator) ? value : value.rounded()
    }
  }

  @Test(arguments: 0..<60)
  func `a quantile is less than 1 of 128 too near to zero`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let numbers = Self.numbers(&generator)
    let sorted = numbers.sorted()
    let parts = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1]
    for (part, found) in zip(parts, Self.sketch(numbers).quantiles(parts)) {
      let exact = sorted[max(0, Int((part * Double(sorted.count)).rounded(.up)) - 1)]
      if exact.magnitude < 0x1p-20 {
        #expect(found == 0)
      } else {
        #expect(found.sign == exact.sign && found.magnitude <= exact.magnitude)
        #expect(exact.magnitude - found.magnitude < exact.magnitude / 128)
      }
    }
  }

  @Test func `quantiles of small whole numbers are exact`() {
    let numbers = (-255...255).map(Double.init)
    #expect(Self.sketch(numbers).quantiles([0, 0.25, 0.5, 0.75, 1]) == [-255, -128, 0, 128, 255])
    for number in numbers { #expect(Self.sketch([number]).quantiles([0.5]) == [number]) }
  }

  @Test(arguments: 0..<20)
  func `sketches add up in any order`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let numbers = Self.numbers(&generator)
    let cut = Int.random(in: 0...numbers.count, using: &generator)
    var sum = Self.sketch(numbers[cut...].reversed())
    sum.add(Self.sketch(numbers[..<cut]))
    let whole = Self.sketch(numbers)
    #expect(sum.count == numbers.count)
    #expect(sum.bucketCount == whole.bucketCount)
    let parts = [0.0, 0.1, 0.5, 0.9, 1]
    #expect(sum.quantiles(parts) == whole.quantiles(parts))
  }

  @Test(arguments: 0..<20)
  func `numbers beyond bounds are counted by their buckets`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let numbers = Self.numbers(&generator)
    let low = numbers[Int.random(in: numbers.indices, using: &generator)]
    let high = numbers[Int.random(in: numbers.indices, using: &generator)]
    let buckets = (QuantileSketch.bucket(of: low), QuantileSketch.bucket(of: high))
    let beyond = numbers.filter {
      QuantileSketch.bucket(of: $0) < buckets.0 || QuantileSketch.bucket(of: $0) > buckets.1
    }
    #expect(Self.sketch(numbers).count(below: low, above: high) == beyond.count)
    #expect(Self.sketch(numbers).count(below: -.infinity, above: .infinity) == 0)
  }

  @Test func `the largest and the smallest numbers have buckets, too`() {
    let sketch = Self.sketch([-1e300, -0.0, 1e-300, 1e-6, 1e300])
    #expect(sketch.quantiles([0.2, 0.4, 0.6, 0.8, 1]) == [-0x1p44, 0, 0, 0x1p-20 * 1.046875, 0x1p44])
    let all = Self.sketch(
      (-44...44).flatMap { exponent in
        (0..<256).map { Double(sign: .plus, exponent: exponent, significand: 1 + Double($0) / 256) }
      })
    #expect(all.bucketCount == 64 * 128 + 2)
  }
}
