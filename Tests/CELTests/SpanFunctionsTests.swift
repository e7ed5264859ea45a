import TestSupport
import Testing

@testable import CEL

@Suite struct SpanFunctionsTests {
  private func spans(_ random: inout SeededGenerator) -> [SpanFunctions.Span] {
    (0..<Int.random(in: 0...12, using: &random)).map { _ in
      let start = Int.random(in: 0...10, using: &random)
      return SpanFunctions.Span(
        start: Double(start), end: Double(start + Int.random(in: 1...6, using: &random)),
        group: Int.random(in: 0...1, using: &random))
    }
  }

  private func isEarlier(_ one: (Int, SpanFunctions.Span), _ other: (Int, SpanFunctions.Span)) -> Bool {
    (one.1.start, -one.1.end, Double(one.0)) < (other.1.start, -other.1.end, Double(other.0))
  }

  private func cross(_ one: SpanFunctions.Span, _ other: SpanFunctions.Span) -> Bool {
    one.group == other.group
      && (one.start < other.start && other.start < one.end && one.end < other.end
        || other.start < one.start && one.start < other.end && other.end < one.end)
  }

  @Test(arguments: 0..<50) func `finds what comparing all pairs finds`(seed: Int) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let spans = spans(&random)
      let numbered = Array(zip(spans.indices, spans))
      let overlapping = numbered.filter { this in
        numbered.contains { isEarlier($0, this) && $0.1.group == this.1.group && this.1.start < $0.1.end }
      }
      #expect(SpanFunctions.overlapping(spans) == overlapping.map(\.0), "\(spans)")

      var kept: [SpanFunctions.Span] = []
      var crossing: [Int] = []
      for (position, span) in numbered.sorted(by: isEarlier) {
        if kept.contains(where: { cross($0, span) }) { crossing.append(position) } else { kept.append(span) }
      }
      #expect(SpanFunctions.crossing(spans) == crossing.sorted(), "\(spans)")
    }
  }

  @Test(arguments: [
    ("spans.overlapping([1, 2])", "the start of span 0 is not a number"),
    ("spans.overlapping([{'start': 1}])", "the end of span 0 is not a number"),
    ("spans.overlapping([{'start': 1, 'end': 2}], [7])", "the group of span 0 is of type int, not a text"),
  ])
  func `says what is no span`(source: String, reason: String) throws {
    #expect(try answer(source) == "error: spans.overlapping(): \(reason)")
  }

  @Test func `does a hundred thousand spans in a row`() {
    let nested = (0..<50_000).map { SpanFunctions.Span(start: Double($0), end: Double(200_000 - $0), group: 0) }
    let chained = (0..<50_000).map { SpanFunctions.Span(start: Double($0), end: Double($0) + 30_000, group: 1) }
    #expect(SpanFunctions.overlapping(nested + chained).count == 99_998)
    #expect(SpanFunctions.crossing(nested + chained) == Array(50_001..<80_000) + Array(80_001..<100_000))
  }
}
