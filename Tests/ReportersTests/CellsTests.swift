import Testing

@testable import Reporters

@Suite struct CellsTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("ｆ", 2), ("🚦", 2), ("❤\u{FE0F}", 1),
    ("🇩🇪", 2), ("\u{200D}", 0), ("…·", 2),
  ])
  func `a text fills the columns a terminal gives it`(text: String, expected: Int) {
    #expect(text.cellCount == expected)
  }

  @Test(arguments: [("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…")])
  func `a cut text fits`(text: String, width: Int, expected: String) {
    #expect(text.cut(to: width) == expected)
  }

  @Test func `padding counts columns, not characters`() {
    #expect("日本".padded(to: 6) == "日本  ")
    #expect("12".padded(to: 4, isNumber: true) == "  12")
    #expect("long".padded(to: 2) == "long")
  }
}
