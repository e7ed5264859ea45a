import SourceText
import Testing

@Suite struct SourcePositionTests {
  @Test func `positions are ordered by line, then by column`() {
    let ordered = [(1, 1), (1, 2), (2, 1), (10, 5)].map { SourcePosition(line: $0, column: $1) }
    #expect(ordered.reversed().sorted() == ordered)
    #expect(ordered.map(\.description) == ["1:1", "1:2", "2:1", "10:5"])
  }

  @Test(arguments: [
    ("", 0, 0), ("abc", 0, 3), ("é日🚦", 0, 3), ("\n", 1, 0), ("a\nbc", 1, 2), ("a\r\n", 1, 0), ("\n\né", 2, 1),
    ("e\u{301}", 0, 2),
  ])
  func `a step counts line feeds and the scalars behind the last`(text: String, lineFeeds: Int, scalars: Int) {
    #expect(TextStep(over: text.utf8) == TextStep(lineFeeds: lineFeeds, scalarsInLastLine: scalars))
  }

  @Test func `steps over the pieces of a text add up to the step over all of it`() {
    let bytes = Array("a\né日\n\n🚦b\r\nc".utf8)
    for first in 0...bytes.count {
      for second in first...bytes.count {
        let steps = [bytes[..<first], bytes[first..<second], bytes[second...]].map { TextStep(over: $0) }
        #expect(steps.reduce(.none) { $0.followed(by: $1) } == TextStep(over: bytes))
        #expect(
          steps.reduce(.start) { $0.advanced(by: $1) } == SourcePosition.start.advanced(by: TextStep(over: bytes)))
      }
    }
  }

  @Test func `a span has a length and can be shifted`() {
    let span = SourceSpan(start: 3, end: 8)
    #expect(span.count == 5)
    #expect(span.shifted(by: 100) == SourceSpan(start: 103, end: 108))
    #expect(span.shifted(by: -3) == SourceSpan(start: 0, end: 5))
  }
}
