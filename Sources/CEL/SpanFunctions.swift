/// The functions `spans.…`: how stretches of a text or of a time lie to each other. The pages in `CEL.docc` say what each
/// does.
enum SpanFunctions {
  static let all = both("spans.overlapping", overlapping) + both("spans.crossing", crossing)

  /// From `start` up to `end`, and the group that it is compared within.
  struct Span {
    var start: Double
    var end: Double
    var group: Int
  }

  /// The positions of the spans that begin before an earlier one of their group has ended, in ascending order.
  static func overlapping(_ spans: [Span]) -> [Int] {
    var ends: [Int: Double] = [:]
    return order(of: spans).filter { position in
      let span = spans[position]
      let end = ends[span.group] ?? -.infinity
      ends[span.group] = max(end, span.end)
      return span.start < end
    }.sorted()
  }

  /// The positions of the spans that neither lie apart from an earlier one of their group, nor in it: to be taken away so
  /// that the rest can be nested. In ascending order.
  static func crossing(_ spans: [Span]) -> [Int] {
    // The ends of the spans around the place, outermost first.
    var open: [Int: [Double]] = [:]
    return order(of: spans).filter { position in
      let span = spans[position]
      var ends = open[span.group, default: []]
      open[span.group] = nil
      while let end = ends.last, end <= span.start { ends.removeLast() }
      let crosses = ends.last.map { $0 < span.end } ?? false
      if !crosses { ends.append(span.end) }
      open[span.group] = ends
      return crosses
    }.sorted()
  }

  /// By their start, the longer one first: so that what lies in another comes after it.
  private static func order(of spans: [Span]) -> [Int] {
    spans.indices.sorted { one, other in
      let (left, right) = (spans[one], spans[other])
      if left.start != right.start { return left.start < right.start }
      return left.end != right.end ? left.end > right.end : one < other
    }
  }

  /// With and without groups.
  private static func both(_ name: String, _ work: @escaping @Sendable ([Span]) -> [Int]) -> [CELFunction] {
    [1, 2].map { count in
      CELFunction(
        name, Array(repeating: .list(.dyn), count: count), .list(.int), cost: CELFunctionCost(fixed: 10, perBlock: 8),
        body: .many { arguments throws(CELEvaluationError) in
          do throws(Failure) {
            let spans = try read(arguments[0], groups: count > 1 ? arguments[1] : nil)
            return .list(work(spans).map { .int(Int64($0)) })
          } catch {
            throw CELEvaluationError("\(name)(): \(error.reason)")
          }
        })
    }
  }

  // MARK: Reading

  /// What is wrong with a list that is none of spans: one clause in lower case.
  private struct Failure: Error {
    let reason: String
  }

  private static func read(_ value: CELValue, groups: CELValue?) throws(Failure) -> [Span] {
    let elements = value.elements ?? []
    let names = groups?.elements
    if let names, names.count != elements.count {
      throw Failure(reason: "\(elements.count) spans, but \(names.count) groups")
    }
    var numbers: [String: Int] = [:]
    var spans: [Span] = []
    spans.reserveCapacity(elements.count)
    for (position, element) in elements.enumerated() {
      let members = element.entries ?? []
      func number(_ name: String) throws(Failure) -> Double {
        guard let number = members.first(where: { $0.key.stringValue == name })?.value.numberAsDouble else {
          throw Failure(reason: "the \(name) of span \(position) is not a number")
        }
        return number
      }
      var group = 0
      if let names {
        guard let name = names[position].stringValue else {
          throw Failure(reason: "the group of span \(position) is of type \(names[position].typeName), not a text")
        }
        let count = numbers.count
        group = numbers[name, default: count]
        numbers[name] = group
      }
      spans.append(Span(start: try number("start"), end: try number("end"), group: group))
    }
    return spans
  }
}
