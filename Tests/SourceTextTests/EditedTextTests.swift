import SourceText
import Testing

@Suite struct EditedTextTests {
  private func edit(_ start: Int, _ end: Int, _ text: String) -> TextEdit {
    TextEdit(SourceSpan(start: start, end: end), text)
  }

  @Test func `edits replace, insert and take out`() {
    var text = EditedText(Array("one two three".utf8))
    text.apply([edit(8, 13, "3"), edit(0, 3, "eins"), edit(4, 4, "& "), edit(7, 8, "")])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "eins & two3")
    #expect(text.edits == [edit(0, 3, "eins"), edit(4, 4, "& "), edit(7, 13, "3")])
  }

  @Test func `later edits count in the text as it is, and their sum in the original`() {
    var text = EditedText(Array("abcdef".utf8))
    text.apply([edit(1, 2, "BBB")])
    text.apply([edit(2, 5, "x")])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "aBxdef")
    #expect(text.edits == [edit(1, 3, "Bx")])
    text.apply([edit(1, 3, "bc")])
    #expect(text.edits == [])
  }

  @Test func `every byte has an origin`() {
    var text = EditedText(Array("abcdef".utf8))
    text.apply([edit(1, 3, "XYZ"), edit(4, 5, "")])
    #expect(String(decoding: text.bytes, as: UTF8.self) == "aXYZdf")
    #expect((0...6).map(text.origin) == [0, 1, 1, 1, 3, 5, 6])
  }

  @Test(arguments: [
    ((1, 3), (3, 5), false), ((1, 3), (2, 5), true), ((1, 3), (1, 3), true), ((2, 2), (1, 3), true),
    ((1, 1), (1, 3), false), ((3, 3), (1, 3), false), ((2, 2), (2, 2), true), ((1, 9), (2, 3), true),
  ])
  func `edits overlap that have a byte or a place in common`(
    left: (Int, Int), right: (Int, Int), expected: Bool
  ) {
    let (first, second) = (edit(left.0, left.1, "x"), edit(right.0, right.1, "y"))
    #expect(first.overlaps(second) == expected)
    #expect(second.overlaps(first) == expected)
  }
}
