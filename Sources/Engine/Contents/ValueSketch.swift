import SourceText

/// Numbers in buckets: their quantiles in bounded memory. It does not matter in which order they come.
///
/// Each power of two from 2⁻¹⁰ to 2³⁸ has 64 buckets of equal width, so that a number is less than a sixty-fourth part
/// away from others in its bucket; whole numbers up to 128 have a bucket each. What is nearer to zero is in one bucket,
/// what is farther away in the outermost ones. The layout is that of HdrHistogram (http://hdrhistogram.org).
struct ValueSketch {
  private struct Bucket {
    var key: Int16
    var count: Int
    /// The least of its numbers stands for all of them.
    var least: Double
  }

  /// Ascending; at most 6 145.
  private var buckets: [Bucket] = []
  private(set) var count = 0
  private(set) var least = Double.infinity
  private(set) var greatest = -Double.infinity

  /// Adds a number, which is finite.
  mutating func add(_ value: Double) {
    count += 1
    least = min(least, value)
    greatest = max(greatest, value)
    let key = Self.key(of: value)
    let place = (0..<buckets.count).partitioningIndex { buckets[$0].key >= key }
    guard place < buckets.count, buckets[place].key == key else {
      buckets.insert(Bucket(key: key, count: 1, least: value), at: place)
      return
    }
    buckets[place].count += 1
    buckets[place].least = min(buckets[place].least, value)
  }

  /// The number at `rank`, from 0, in ascending order, or another one of its bucket that is less.
  func value(atRank rank: Int) -> Double {
    var passed = 0
    for bucket in buckets {
      passed += bucket.count
      if rank < passed { return bucket.least }
    }
    return greatest
  }

  /// Ascending with the numbers.
  private static func key(of value: Double) -> Int16 {
    let magnitude = value.magnitude
    guard magnitude >= 0x1p-10 else { return 0 }
    let bounded = min(magnitude, 0x1.fffp37)
    let steps = Int16(truncatingIfNeeded: bounded.significandBitPattern >> 46)
    let key = (Int16(bounded.exponent) + 10) * 64 + steps + 1
    return value < 0 ? -key : key
  }
}
