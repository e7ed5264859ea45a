import RuleSets

/// Between what numbers are not too far from their median: J. W. Tukey's fences ("Exploratory Data Analysis", 1977) with a
/// width of one's own, a factor, or both, and then the wider one of the two.
struct OutlierBounds {
  let median: Double
  private let quartiles: (lower: Double, upper: Double)
  let low: Double
  let high: Double

  /// The bounds that `limit` puts around the median of `sketch`; `nil` when it puts none, or there are no numbers. A factor
  /// says nothing of a median that is 0 or less.
  init?(_ sketch: QuantileSketch, _ limit: Program.AggregateLimit) {
    guard limit.hasOutliers, sketch.count > 0 else { return nil }
    let quantiles = sketch.quantiles([0.25, 0.5, 0.75])
    median = quantiles[1]
    quartiles = (quantiles[0], quantiles[2])
    var (low, high) = (Double.infinity, -Double.infinity)
    if let widths = limit.interquartileRanges {
      low = quartiles.lower - widths * (quartiles.upper - quartiles.lower)
      high = quartiles.upper + widths * (quartiles.upper - quartiles.lower)
    }
    if let factor = limit.factor {
      guard median > 0 else { return nil }
      low = min(low, median / factor)
      high = max(high, median * factor)
    }
    self.low = limit.side == .above ? -.infinity : low
    self.high = limit.side == .below ? .infinity : high
  }

  /// Whether a number is in a bucket beyond those of the bounds.
  func isBeyond(_ value: Double) -> Bool {
    let bucket = QuantileSketch.bucket(of: value)
    return bucket < QuantileSketch.bucket(of: low) || bucket > QuantileSketch.bucket(of: high)
  }

  /// How a number that is beyond the bounds is, in words. `whose` is put behind the median.
  func words(_ value: Double, _ limit: Program.AggregateLimit, of whose: String) -> String {
    let isHigh = value > median
    var parts: [String] = []
    if let factor = limit.factor {
      let times = GroupExcess.text(factor)
      parts.append(
        (isHigh ? "more than \(times) times" : "less than 1/\(times) of")
          + " the median\(whose), \(GroupExcess.text(median))")
    }
    if let widths = limit.interquartileRanges {
      parts.append(
        "more than \(GroupExcess.text(widths)) interquartile range\(widths == 1 ? "" : "s") "
          + (isHigh ? "above the upper quartile\(whose)" : "below the lower quartile\(whose)")
          + ", \(GroupExcess.text(isHigh ? quartiles.upper : quartiles.lower))")
    }
    return parts.joined(separator: ", and ")
  }
}
