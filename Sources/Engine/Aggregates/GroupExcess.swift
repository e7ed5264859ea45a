import CEL
import RuleSets

/// How a group is beyond its limit, and what messages tell of it.
struct GroupExcess {
  /// In words.
  var words: String
  /// Subjects that are beyond the limit.
  var counted: Int
  /// What it is about.
  var value = CELValue.null
  /// The median of the group.
  var median: Double?
  /// Places that explain it, with what they are.
  var places: [(relation: String, place: KeyPlace)] = []
  /// Where it is, when it is about one number.
  var number: AggregateTotals.NumberPlace?
  /// Whether nobody knows if it is beyond the limit, for the reason in `words`.
  var isUnjudged = false
}

extension AggregateTotals.Group {
  /// In which ways the group is beyond `limit`. `medians` tells how all numbers are distributed, when groups are judged.
  func excesses(_ measure: Program.AggregateMeasure, _ limit: Program.AggregateLimit, among all: QuantileSketch?)
    -> [GroupExcess]
  {
    guard subjectCount >= limit.leastSubjects ?? 1 else { return [] }
    switch measure {
    case .count:
      guard let words = limit.excess(of: countedCount, in: subjectCount) else { return [] }
      return [
        GroupExcess(words: words, counted: countedCount, places: first.map { [("first that counts", $0)] } ?? [])
      ]
    case .distinct: return excessesOfValues(limit)
    case .spread:
      guard let all else { return excessesOfNumbers(limit) + excessOfRange(limit) }
      return excessOfMedian(limit, among: all) + excessOfRange(limit)
    }
  }

  // MARK: Different values

  private func excessesOfValues(_ limit: Program.AggregateLimit) -> [GroupExcess] {
    guard
      let rarest = values.values.enumerated().min(by: {
        ($0.element.count, -$0.offset) < ($1.element.count, -$1.offset)
      }),
      let commonest = values.values.max(by: { $0.count < $1.count })
    else { return [] }
    var excesses: [GroupExcess] = []
    func add(_ words: String, _ value: DistinctValues<KeyPlace>.Value, counted: Int) {
      excesses.append(
        GroupExcess(
          words: words, counted: counted, value: .string(value.text),
          places: [("first with \(value.text)", value.first)]))
    }
    if let most = limit.most, values.values.count > most {
      add(
        "\(distinctText) different values, more than \(most)", rarest.element, counted: subjectCount - commonest.count)
    }
    if let least = limit.least, values.values.count < least {
      let found = values.values.count == 1 ? "one value only" : "\(values.values.count) different values"
      add("\(found), fewer than \(least)", rarest.element, counted: subjectCount)
    }
    guard let share = limit.share else { return excesses }
    for value in values.values where Double(value.count) < share * Double(subjectCount) {
      let part = Double(value.count) / Double(subjectCount)
      add("a share of \(GroupExcess.text(part)), less than \(share)", value, counted: value.count)
    }
    if values.otherCount > 0 {
      excesses.append(
        GroupExcess(
          words: "more than \(AggregateTotals.mostValues) different values; \(values.otherCount) subjects have others",
          counted: values.otherCount, isUnjudged: true))
    }
    return excesses
  }

  /// How many different values there are.
  private var distinctText: String {
    values.otherCount > 0 ? "more than \(values.values.count)" : "\(values.values.count)"
  }

  /// The values that most subjects have, with their numbers.
  var valuesText: String {
    let sorted = values.values.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
    var parts = sorted.prefix(Self.shownValues).map { "\($0.element.text) \($0.element.count)" }
    let rest = sorted.count - parts.count
    if rest > 0 || values.otherCount > 0 {
      parts.append("and \(values.otherCount > 0 ? "more than " : "")\(rest) more")
    }
    return parts.joined(separator: ", ")
  }

  private static let shownValues = 5

  // MARK: Numbers

  private func excessesOfNumbers(_ limit: Program.AggregateLimit) -> [GroupExcess] {
    guard let bounds = OutlierBounds(spread.sketch, limit) else { return [] }
    let counted = spread.sketch.count(below: bounds.low, above: bounds.high)
    let far =
      spread.largest.entries.filter { bounds.isBeyond($0.value) && $0.value > bounds.median }
      + spread.smallest.entries.filter { bounds.isBeyond($0.value) && $0.value < bounds.median }
    return far.map { value, place in
      GroupExcess(
        words: bounds.words(value, limit, of: ""), counted: counted, value: .double(value), median: bounds.median,
        number: place)
    }
  }

  private func excessOfMedian(_ limit: Program.AggregateLimit, among all: QuantileSketch) -> [GroupExcess] {
    guard let bounds = OutlierBounds(all, limit) else { return [] }
    let median = spread.sketch.quantiles([0.5])[0]
    guard bounds.isBeyond(median) else { return [] }
    let farthest = median < bounds.median ? spread.smallest.entries.first : spread.largest.entries.first
    return [
      GroupExcess(
        words: bounds.words(median, limit, of: " of all"), counted: subjectCount, value: .double(median),
        median: median,
        places: farthest.map { [(median < bounds.median ? "smallest" : "largest", $0.place.place)] } ?? [])
    ]
  }

  private func excessOfRange(_ limit: Program.AggregateLimit) -> [GroupExcess] {
    guard let most = limit.range, let smallest = spread.smallest.entries.first,
      let largest = spread.largest.entries.first, largest.value - smallest.value > most
    else { return [] }
    let range = largest.value - smallest.value
    return [
      GroupExcess(
        words: "more than \(GroupExcess.text(most)), the range from \(GroupExcess.text(smallest.value)) to "
          + GroupExcess.text(largest.value), counted: subjectCount,
        value: .double(range), median: spread.sketch.quantiles([0.5])[0],
        places: [("smallest", smallest.place.place), ("largest", largest.place.place)])
    ]
  }
}

extension GroupExcess {
  /// A number for people: with three decimals, smaller ones with four significant digits.
  static func rounded(_ number: Double) -> Double {
    guard number != 0, number.isFinite, number.magnitude < 1e12 else { return number }
    var scale = 1000.0
    var shifted = number.magnitude
    while shifted < 1 {
      shifted *= 10
      scale *= 10
    }
    return (number * scale).rounded() / scale
  }

  static func text(_ number: Double) -> String { CELValue.double(rounded(number)).text }
}

extension Program.AggregateLimit {
  /// How `counted` of `total` subjects are beyond the limit, in words; `nil` when they are not.
  fileprivate func excess(of counted: Int, in total: Int) -> String? {
    if let count, counted > count { return "more than \(count)" }
    guard let ratio, total > 0 else { return nil }
    guard let confidence else {
      let found = Double(counted) / Double(total)
      return found > ratio ? "a ratio of \(GroupExcess.text(found)), more than \(ratio)" : nil
    }
    let bound = WilsonInterval.lowerBound(counted, of: total, confidence: confidence)
    guard bound > ratio else { return nil }
    return "a ratio of at least \(GroupExcess.text(bound)) with confidence \(confidence), more than \(ratio)"
  }
}
