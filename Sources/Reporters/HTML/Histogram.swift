import Findings

/// How numbers are spread: their counts in bars of equal width.
struct Histogram: Hashable, Sendable {
  /// The most numbers that are kept; of more, those that came first.
  static let limit = 10_000
  private(set) var numbers: [Double] = []
  /// All that were counted.
  private(set) var totalCount = 0

  /// No numbers yet.
  init() {}

  /// Counts a number.
  mutating func add(_ number: Double) {
    totalCount += 1
    if numbers.count < Self.limit, number.isFinite { numbers.append(number) }
  }

  /// The smallest and the largest number, and how many lie in each of `count` bars between them; `nil` when all are
  /// equal or there are fewer than two.
  func bars(_ count: Int) -> (least: Double, most: Double, counts: [Int])? {
    guard let least = numbers.min(), let most = numbers.max(), least < most, (most - least).isFinite else { return nil }
    var counts = [Int](repeating: 0, count: count)
    for number in numbers {
      counts[min(count - 1, Int((number - least) / (most - least) * Double(count)))] += 1
    }
    return (least, most, counts)
  }
}
