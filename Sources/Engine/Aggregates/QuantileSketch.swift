/// Numbers without their order, in buckets that get wider with the numbers: from it come quantiles.
///
/// ```
///  bucket  0                 1                   2            …   128         …
///         │ below 2^-20     │ 2^-20 · 128/128   │ · 129/128   …  │ 2^-19      …  up to 2^44, negative ones likewise
/// ```
///
/// The first eleven bits of an IEEE 754 double behind its sign are the exponent, the next seven say in which 128th of its
/// octave it is: both together number the buckets. A quantile is told as the end of its bucket that is nearer to zero. That
/// is exact for whole numbers up to 255, and else less than 1/128 too near to zero: the relative error of HDR Histogram
/// with two digits (G. Tene) and of DDSketch with α = 0.4 % (C. Masson, J. E. Rim, H. K. Lee, VLDB 2019). Buckets of
/// two sketches are added, so it does not matter who saw which numbers.
///
/// A sketch has at most 16 387 buckets; most data need a few hundred.
struct QuantileSketch {
  private static let bitCount = 52 - 7
  /// The bucket of 2^-20, and the last one.
  private static let first = Int(0x1p-20.bitPattern >> bitCount)
  private static let last = Int32(Int(0x1p44.bitPattern >> bitCount) - first + 1)

  private var counts: [Int32: Int] = [:]
  /// How many numbers there are.
  private(set) var count = 0

  /// Buckets in use.
  var bucketCount: Int { counts.count }

  /// The bucket of a number that is finite. Larger numbers have no smaller buckets.
  static func bucket(of value: Double) -> Int32 {
    let magnitude = value.magnitude
    guard magnitude >= 0x1p-20 else { return 0 }
    let bucket = magnitude >= 0x1p44 ? last : Int32(Int(magnitude.bitPattern >> bitCount) - first + 1)
    return value < 0 ? -bucket : bucket
  }

  /// The number of a bucket that is nearest to zero.
  private static func value(of bucket: Int32) -> Double {
    if bucket == 0 { return 0 }
    let magnitude = Double(bitPattern: UInt64(Int(bucket.magnitude) - 1 + first) << bitCount)
    return bucket < 0 ? -magnitude : magnitude
  }

  /// Adds a finite number.
  mutating func add(_ value: Double) {
    counts[Self.bucket(of: value), default: 0] += 1
    count += 1
  }

  /// Adds all numbers of another sketch.
  mutating func add(_ other: QuantileSketch) {
    counts.merge(other.counts) { $0 + $1 }
    count += other.count
  }

  /// The numbers of which this part is not larger, for each of `parts`, which are from 0 to 1. There must be a number.
  func quantiles(_ parts: [Double]) -> [Double] {
    let buckets = counts.sorted { $0.key < $1.key }
    return parts.map { part in
      var rank = max(1, Int((part * Double(count)).rounded(.up)))
      let bucket = buckets.first { bucket in
        rank -= bucket.value
        return rank <= 0
      }
      return Self.value(of: bucket?.key ?? 0)
    }
  }

  /// How many numbers are in buckets before that of `low` or behind that of `high`.
  func count(below low: Double, above high: Double) -> Int {
    let (first, last) = (Self.bucket(of: low), Self.bucket(of: high))
    return counts.reduce(0) { $0 + ($1.key < first || $1.key > last ? $1.value : 0) }
  }
}
