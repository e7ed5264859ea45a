import LinearRegex
import Testing

/// Patterns that are answered without RE2 mean what they mean to RE2.
@Suite struct ByteRunsTests {
  @Test(arguments: [
    "^[0-9a-f]{24}$", "^([0-9a-f]{2,3}|\\s*)$", "^[a-c]*$", "^[a-c_]+$", "^\\d?$", "^\\d{2,}$", "^\\s$",
    "^(\\s+|[a]|\\d{2})$",
    "^([a-z]{0}|[A-Z]{3})$", "\\S", "^[!-~]*$", "^[ -{}~]+$", "^[.*+?(){}|$]+$",
    // These are RE2's.
    "^[a-]$", "^[^a]$", "^[a-f]$|1", "^[a][b]$", "^([a])|([b])$", "^a$", "^[\\d]$", "^[[:alpha:]]$", "^[a]{+2}$",
    "^[a]{,2}$",
    "^[ab]+?$", "^[!-[]$", "^[a^]$", "^[--a]$", "^(?i:[a])$", "^[é]$", "^[a]*", "[a]*$", "^(?:[a])$", "^$", "^()$",
  ])
  func `matches what RE2 matches`(pattern: String) throws {
    let regex = try LinearRegex(pattern)
    // Of this form nothing is known.
    let plain = try LinearRegex("(?:\(pattern))")
    let parts = [
      "", "a", "b", "c", "-", "_", "A", "1", "12", "123", " ", "\t", "\n", "\u{B}", "\u{C}", "é", "\u{a0}", "{+2}",
      "0af", "F", "|", "~", "^",
    ]
    let ids = ["0123456789abcdef01234567", "0123456789abcdef0123456", "0123456789abcdef0123456g"]
    for text in parts.flatMap({ first in parts.map { first + $0 } }) + ids {
      #expect(regex.matches(text) == plain.matches(text), "\(pattern) in '\(text)'")
      #expect(regex.fullyMatches(text) == plain.fullyMatches(text), "\(pattern) in '\(text)'")
    }
  }
}
