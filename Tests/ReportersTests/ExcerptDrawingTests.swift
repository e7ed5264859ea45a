import Findings
import SourceText
import Testing

@testable import Reporters

@Suite struct ExcerptDrawingTests {
  /// The drawing of a line whose place stands between `⟦` and `⟧`.
  private func drawing(
    of marked: String, firstColumn: Int = 1, isCutBefore: Bool = false, isCutAfter: Bool = false, width: Int = 120,
    endLine: Int = 3
  ) -> String {
    let scalars = Array(marked.unicodeScalars)
    let start = scalars.firstIndex(of: "⟦") ?? 0
    let end = (scalars.firstIndex(of: "⟧") ?? scalars.count) - 1
    let location = Location(
      file: "a.json", start: SourcePosition(line: 3, column: firstColumn + start),
      end: SourcePosition(line: endLine, column: endLine == 3 ? firstColumn + end : 9),
      span: SourceSpan(start: 0, end: 0))
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.filter { $0 != "⟦" && $0 != "⟧" })
    let excerpt = Excerpt(
      text: String(text), firstColumn: firstColumn, isCutBefore: isCutBefore, isCutAfter: isCutAfter)
    let drawing = ExcerptDrawing(excerpt, at: location, width: width)
    return drawing.line.string + "\n" + drawing.marks.string
  }

  @Test func `the place is underlined`() {
    #expect(drawing(of: #"{"w": ⟦-3⟧}"#) == "{\"w\": -3}\n      ^^")
  }

  @Test func `a point has one mark, at the end of the line too`() {
    #expect(drawing(of: "a⟦⟧b") == "ab\n ^")
    #expect(drawing(of: "ab⟦⟧") == "ab\n  ^")
    #expect(drawing(of: "⟦⟧") == "\n^")
  }

  @Test func `wide characters, tabs and escapes move the marks`() {
    #expect(drawing(of: "日本\t⟦語⟧") == "日本    語\n        ^^")
    #expect(drawing(of: "\u{1B}⟦\u{202E}⟧x") == "\\u{1b}\\u{202e}x\n      ^^^^^^^^")
    #expect(drawing(of: "e\u{301}⟦x⟧") == "e\u{301}x\n ^")
  }

  @Test func `a cut line has an ellipsis on the side that is cut`() {
    #expect(drawing(of: "b⟦c⟧d", firstColumn: 50, isCutBefore: true, isCutAfter: true) == "…bcd…\n  ^")
  }

  @Test func `a place on several lines is marked to the end of the first`() {
    #expect(drawing(of: "a: ⟦{⟧ ", endLine: 7) == "a: { \n   ^^ to 7:9")
  }

  @Test func `a narrow terminal shows a part with the place`() {
    let line = "0123456789012345678901234567890123456789⟦abc⟧0123456789012345678901234567890123456789"
    #expect(drawing(of: line, width: 20) == "…456789abc012345678…\n       ^^^")
    #expect(drawing(of: "⟦ab⟧01234567890123456789", width: 12) == "ab01234567…\n^^")
    #expect(drawing(of: "01234567890123456789⟦ab⟧", width: 12) == "…23456789ab\n         ^^")
    #expect(
      drawing(of: "0123456789⟦0123456789012345678901234567890123456789⟧", width: 12) == "…7890123456…\n    ^^^^^^^")
  }

  @Test func `a place outside of its excerpt is marked at the nearer end`() {
    let excerpt = Excerpt(text: "abc", firstColumn: 10, isCutBefore: true, isCutAfter: true)
    for (column, marks) in [(1, " ^"), (99, "    ^")] {
      let position = SourcePosition(line: 1, column: column)
      let location = Location(file: "a", start: position, end: position, span: SourceSpan(start: 0, end: 0))
      #expect(ExcerptDrawing(excerpt, at: location, width: 80).marks.string == marks)
    }
  }

  @Test(arguments: 0..<200)
  func `no drawing is wider than asked`(seed: Int) {
    var generator = SeededGenerator(seed: seed)
    let text = (0..<4).map { randomText(seed: seed * 4 + $0) }.joined()
    let width = Int.random(in: 20...90, using: &generator)
    let (start, end) = (Int.random(in: 0...120, using: &generator), Int.random(in: 0...200, using: &generator))
    let location = Location(
      file: "a", start: SourcePosition(line: 1, column: start), end: SourcePosition(line: 1, column: end),
      span: SourceSpan(start: 0, end: 0))
    let excerpt = Excerpt(text: text, firstColumn: 1, isCutBefore: seed % 2 == 0, isCutAfter: seed % 3 == 0)
    let drawing = ExcerptDrawing(excerpt, at: location, width: width)
    #expect(drawing.line.string.cellCount <= width)
    #expect(drawing.marks.string.cellCount <= width + 1)
    #expect(drawing.marks.string.contains("^"))
    #expect(drawing.line.string.unicodeScalars.allSatisfy { $0.printableEscape == nil })
  }
}
