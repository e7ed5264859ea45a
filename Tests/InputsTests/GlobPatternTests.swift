import Testing

@testable import Inputs

@Suite struct GlobPatternTests {
  @Test(arguments: [
    ("*.json", "a.json", true), ("*.json", ".json", false), ("*.json", "a.jsonl", false), ("a?c", "abc", true),
    ("a?c", "a\u{e9}c", true), ("a?c", "ac", false), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false),
    ("[!a-c]x", "dx", true), ("[^a-c]x", "ax", false), ("[]a]", "]", true), ("[a-]", "-", true), ("[z-a]", "m", false),
    ("[abc", "[abc", true), ("\\*", "*", true), ("\\*", "a", false), ("a*b*c", "a-b-b-c", true),
    ("a*b*c", "a-b-b", false), ("*", "", true), (".*", ".hidden", true), ("?hidden", ".hidden", false),
    ("***", "abc", true), ("abc", "abcd", false), ("abc", "ab", false), ("a\\", "a\\", true), ("[!]", "[!]", true),
  ])
  func `matches whole names`(pattern: String, name: String, expected: Bool) {
    #expect(GlobPattern(pattern).matches(name) == expected)
  }

  @Test(.timeLimit(.minutes(1)))
  func `stays fast where every run could end anywhere`() {
    let pattern = GlobPattern(String(repeating: "*a", count: 200) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5_000)))
  }
}
