import Findings
import Testing

@Suite struct TextPatternTests {
  @Test(arguments: [
    ("a.jpg", "a.jpg", true), ("a.jpg", "a.jpgx", false), ("", "", true), ("", "a", false), ("*", "", true),
    ("*", "anything", true), ("a*", "a", true), ("a*", "ba", false), ("*a", "ba", true), ("*a", "ab", false),
    ("a*b", "ab", true), ("a*b", "a", false), ("ab*ba", "aba", false), ("ab*ba", "abba", true),
    ("a*b*c", "a1b2c", true), ("a*b*c", "a1c2b", false), ("a*bb*b", "abbb", true), ("a*bb*b", "abb", false),
    ("**", "x", true), ("réception/*", "réception/säge.jpg", true), ("*ä*", "a", false), ("[a]?", "[a]?", true),
    ("[a]?", "ab", false), ("/task/tools/*/title", "/task/tools/3/title", true), ("a*", "A", false),
  ])
  func `an asterisk is any run of characters`(pattern: String, text: String, isMatch: Bool) {
    #expect(TextPattern(pattern).matches(text) == isMatch)
  }

  @Test func `a pattern of asterisks alone describes everything`() {
    #expect(["*", "**"].map { TextPattern($0).matchesAll } == [true, true])
    #expect(["", "a", "*a", "a*"].map { TextPattern($0).matchesAll } == [false, false, false, false])
    #expect(["", "a", "*", "a*"].map { TextPattern($0).isLiteral } == [true, true, false, false])
  }

  @Test(.timeLimit(.minutes(1))) func `a hostile pattern ends soon`() {
    let pattern = TextPattern(String(repeating: "a*", count: 400) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 100_000)))
  }
}
