import LinearRegex
import Testing

/// What holds for both translations, whatever the pattern.
@Suite struct TranslationTests {
  /// What RE2 refuses in spite of a good translation: it repeats nothing more than a thousand times, and knows not all
  /// scripts.
  private static let limits = [
    "invalid repetition size", "bad repetition operator", "invalid character class range",
    "the pattern needs more than 8 MiB when compiled",
  ]

  @Test(arguments: 0..<50) func `accepts or refuses any pattern, and errors lie within it`(seed: UInt64) {
    let words = [
      "a", "é", "😀", ".", "^", "$", "|", "(", ")", "(?:", "(?<n>", "(?=", "[", "]", "[^", "-", "*", "+", "?", "{2}",
      "{1,}", "{",
      "}", "{3,1}", "{1001}", "\\", "\\d", "\\S", "\\b", "\\p{L}", "\\P{Cn}", "\\u0041", "\\ud83d", "\\x4", "\\c", "_",
      "\n",
      "\u{0}", ":", ",", "[[:alpha:]]", "\\Q", "&&", "\\p{C}",
    ]
    var state = seed
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<200 {
      let pattern = (0..<random(9)).map { _ in words[random(words.count)] }.joined()
      for isECMA262 in [true, false] {
        do throws(LinearRegexError) {
          let regex = try isECMA262 ? LinearRegex(ecma262: pattern) : LinearRegex(iRegexp: pattern)
          _ = regex.matches("aé\n😀A1")
        } catch {
          let isPlaced = error.offset.map { $0 >= 0 && $0 < pattern.utf8.count } ?? Self.limits.contains(error.message)
          #expect(isPlaced, "\(pattern): \(error)")
        }
      }
    }
  }
}
