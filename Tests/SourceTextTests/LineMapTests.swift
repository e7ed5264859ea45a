import SourceText
import Testing

@Suite struct LineMapTests {
  @Test(arguments: [
    ("", 0, "1:1"), ("abc", 0, "1:1"), ("abc", 2, "1:3"), ("abc", 3, "1:4"), ("a\nb", 1, "1:2"), ("a\nb", 2, "2:1"),
    ("a\nb", 3, "2:2"), ("a\n", 2, "2:1"), ("\n\n\n", 2, "3:1"), ("é日b", 2, "1:2"), ("é日b", 5, "1:3"),
    ("🚦b", 4, "1:2"), ("a\r\nb", 2, "1:3"), ("a\r\nb", 3, "2:1"), ("abc", -5, "1:1"), ("abc", 99, "1:4"),
  ])
  func `offsets have lines and columns, both from 1`(text: String, offset: Int, expected: String) {
    #expect(LineMap(Array(text.utf8)).position(of: offset).description == expected)
  }

  @Test func `lines are given without their ends`() {
    let map = LineMap(Array("one\r\n\nthree\rx\nlast".utf8))
    #expect((0...6).map(map.text(ofLine:)) == ["", "one", "", "three\rx", "last", "", ""])
  }

  @Test func `invalid bytes are replaced`() {
    #expect(LineMap([0x61, 0xFF, 0x0A]).text(ofLine: 1) == "a\u{FFFD}")
  }

  @Test func `positions agree with a walk from the start`() {
    let bytes = Array("{\n  \"é\": [1,\n\n2]\n}\n".utf8)
    let map = LineMap(bytes)
    for offset in 0...bytes.count {
      #expect(map.position(of: offset) == SourcePosition.start.advanced(by: TextStep(over: bytes[..<offset])))
    }
  }
}
