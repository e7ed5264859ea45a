import LinearRegex
import Testing

@Suite struct IRegexpTranslatorTests {
  @Test(arguments: [
    ("", ""),
    ("abc_1", "abc_1"),
    ("a|bc|", "a|bc|"),
    ("(a|b)c", "(?:a|b)c"),
    ("a*b+c?", "a*b+c?"),
    ("a{2}b{2,}c{2,5}d{0,1}", "a{2,2}b{2,}c{2,5}d?"),
    ("(ab){3}", "(?:ab){3,3}"),
    (".", #"[^\n\r]"#),
    ("^a$", "^a$"),
    (#"\n\r\t"#, #"\x{a}\x{d}\x{9}"#),
    (#"\(\)\*\+\-\.\?\[\\\]\^\{\|\}"#, #"\(\)\*\+\-\.\?\[\\\]\^\{\|\}"#),
    (#"a/b"c"#, #"a\/b\"c"#),
    ("é😀", "é😀"),
    (#"\p{Lu}\P{L}"#, #"[\p{Lu}][^\p{L}]"#),
    (#"\p{Cn}"#, #"[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{C}]"#),
    ("[a-c.]", #"[a-c\.]"#),
    ("[^a-c]", "[^a-c]"),
    ("[-a-]", #"[\-a\-]"#),
    ("[^-]", #"[^\-]"#),
    (#"[\]\-\^x^]"#, #"[\]\-\^x\^]"#),
    (#"[\p{Lu}\P{N}0]"#, #"[\p{Lu}\P{N}0]"#),
    (#"[\p{Lu}\p{C}0]"#, #"(?:[\p{Lu}0]|[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}])"#),
    (#"[^a\P{N}]"#, #"[^a\P{N}]"#),
    (#"[^\p{C}]"#, #"[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}]"#),
    ("a{1500}", "a{1000}a{500,500}"),
    ("a{5,1500}", "a{0,1000}a{5,500}"),
  ])
  func `translates`(pattern: String, expected: String) throws {
    #expect(try LinearRegex(iRegexp: pattern).translation == expected)
  }

  @Test(arguments: [
    ("a)", "')' without '('", 1),
    ("é(a", "'(' without ')'", 2),
    ("*a", "there is nothing to repeat", 0),
    ("a**", "there is nothing to repeat", 2),
    ("(?:a)", "there is nothing to repeat", 1),
    ("a{x}", "a count must follow '{'", 1),
    ("a{2", "'{' without '}'", 1),
    ("a{3,2}", "the counts are out of order", 1),
    ("a]", "']' must be written as '\\]'", 1),
    ("a}", "'}' must be written as '\\}'", 1),
    (#"a\d"#, #"an I-Regexp has no escape '\d'"#, 1),
    (#"a\"#, "the escape is not complete", 1),
    (#"\pL"#, "the escape is not complete", 0),
    (#"\p{Letter}"#, "'Letter' is no general category of Unicode", 0),
    (#"\p{Lu"#, "the escape is not complete", 0),
    ("[]", "the set is empty", 0),
    ("[ab", "'[' without ']'", 0),
    ("[a[b]", "'[' must be written as '\\[' in a set", 2),
    ("[a-c-e]", "'-' must be written as '\\-' in a set", 4),
    ("[b-a]", "the range is out of order", 1),
    (#"[a-\p{L}]"#, "a range must end with a character", 1),
    (#"[^a\p{Cn}]"#, #"a negated set cannot have '\p{C}' or '\p{Cn}' beside others"#, 0),
    ("(((a{99999}){99999}){99999}", "the pattern repeats too much", 20),
  ])
  func `refuses what is no I-Regexp, with the place`(pattern: String, message: String, offset: Int) {
    #expect(throws: LinearRegexError(message, offset: offset)) { try LinearRegex(iRegexp: pattern) }
  }
}
