import LinearRegex
import Testing

@Suite struct ECMA262TranslatorTests {
  @Test(arguments: [
    ("", ""),
    ("^abc$", #"^abc\z"#),
    ("(a)(?:b)(?<name>c)", "(?:a)(?:b)(?:c)"),
    ("a*?b+?c??d{2,}?e{0,1}f{3}", "a*b+c?d{2,}e?f{3,3}"),
    (".", #"[^\n\r\x{2028}\x{2029}]"#),
    (#"\d\D\w\W"#, "[0-9][^0-9][0-9A-Za-z_][^0-9A-Za-z_]"),
    (#"\s"#, #"[\t-\r\x{a0}\x{feff}\x{2028}\x{2029}\p{Zs}]"#),
    (#"\t\n\v\f\r\0"#, #"\x{9}\x{a}\x{b}\x{c}\x{d}\x{0}"#),
    (#"\cC\ca"#, #"\x{3}\x{1}"#),
    (#"\x41\u00e9\u{1f600}\ud83d\ude00"#, "Aé😀😀"),
    (#"\/\-\@"#, #"\/\-\@"#),
    (#"\bword\B"#, #"\bword\B"#),
    (#"[\b\d.-]"#, #"[\x{8}0-9\.\-]"#),
    (#"[\w-.]"#, #"[0-9A-Za-z_\-\.]"#),
    (#"[.-\w]"#, #"[\.\-0-9A-Za-z_]"#),
    (#"[a-f\u0030-\u0039]"#, "[a-f0-9]"),
    (#"[^\S]"#, #"[\t-\r\x{a0}\x{feff}\x{2028}\x{2029}\p{Zs}]"#),
    (#"[\D5]"#, #"[\D5]"#),
    (#"[^\W\D]"#, #"[^\W\D]"#),
    (#"[\s\S]"#, #"(?:[\t-\r\x{a0}\x{feff}\x{2028}\x{2029}\p{Zs}]|[^\t-\r\x{a0}\x{feff}\x{2028}\x{2029}\p{Zs}])"#),
    ("[]", #"[^\x{0}-\x{10ffff}]"#),
    ("[^]", #"[\x{0}-\x{10ffff}]"#),
    ("[[:alpha:]]", #"[\[\:alpha\:]\]"#),
    ("{a}{1,x}]", #"\{a\}\{1\,x\}\]"#),
    (#"\p{L}\P{Lu}\p{Letter}\p{gc=Decimal_Number}\p{digit}"#, #"[\p{L}][^\p{Lu}][\p{L}][\p{Nd}][\p{Nd}]"#),
    (#"\p{Script=Greek}\p{sc=Cyrl}\p{ASCII}\p{LC}"#, #"[\p{Greek}][\p{Cyrillic}][\x{0}-\x{7f}][\p{Lu}\p{Ll}\p{Lt}]"#),
  ])
  func `translates`(pattern: String, expected: String) throws {
    #expect(try LinearRegex(ecma262: pattern).translation == expected)
  }

  @Test(arguments: [
    ("a(?=b)", "look-ahead is not supported: it cannot be matched in linear time", 1),
    ("é(?!b)", "look-ahead is not supported: it cannot be matched in linear time", 2),
    ("(?<=b)a", "look-behind is not supported: it cannot be matched in linear time", 0),
    ("(?<!b)a", "look-behind is not supported: it cannot be matched in linear time", 0),
    (#"(a)\1"#, "back-references are not supported: they cannot be matched in linear time", 3),
    (#"(?<x>a)\k<x>"#, "back-references are not supported: they cannot be matched in linear time", 7),
    ("(?i)a", "unknown kind of group; known are '(?:' and '(?<name>'", 0),
    ("(?<a-b>c)", "a group's name is made of letters and digits", 0),
    ("(?<>c)", "the group's name is empty", 0),
    ("(a", "'(' without ')'", 0),
    ("a)", "')' without '('", 1),
    ("+", "there is nothing to repeat", 0),
    ("a{2}{3}", "there is nothing to repeat", 4),
    ("^*", "there is nothing to repeat", 1),
    ("a{3,2}", "the counts are out of order", 1),
    (#"\a"#, #"ECMA-262 has no escape '\a'"#, 0),
    (#"a\Z"#, #"ECMA-262 has no escape '\Z'"#, 1),
    (#"a\"#, "the escape is not complete", 1),
    (#"\c1"#, #"a letter must follow '\c'"#, 0),
    (#"\01"#, "octal escapes are not supported", 0),
    (#"\x4"#, "2 hexadecimal digits must follow", 0),
    (#"\x4０"#, "2 hexadecimal digits must follow", 0),
    (#"\u12"#, "4 hexadecimal digits must follow", 0),
    (#"\u{110000}"#, #"'\u{…}' must hold the number of a character"#, 0),
    (#"\ud83d"#, "half of a surrogate pair is no character", 0),
    (#"\ud83d\u0041"#, "half of a surrogate pair is no character", 0),
    (#"\p{Klingon}"#, "'Klingon' is no supported property of Unicode", 0),
    (#"\pL"#, "a property's name in braces must follow", 0),
    (#"\p{L"#, "a property's name in braces must follow", 0),
    ("x[a", "'[' without ']'", 1),
    ("[z-a]", "the range is out of order", 1),
    (#"[^a\S]"#, "a negated set cannot have a negated escape beside others", 0),
  ])
  func `refuses what is malformed or not linear, with the place`(pattern: String, message: String, offset: Int) {
    #expect(throws: LinearRegexError(message, offset: offset)) { try LinearRegex(ecma262: pattern) }
  }

  @Test(arguments: [
    (
      #"^\s$"#, ["\t", "\n", "\u{b}", "\u{c}", "\r", " ", "\u{a0}", "\u{feff}", "\u{2029}", "\u{2003}"],
      ["\u{1}", "\u{2013}", "\u{85}"]
    ),
    (#"^\S$"#, ["\u{1}", "\u{2013}", "a"], ["\t", "\u{a0}", "\u{feff}", "\u{2029}"]),
    (#"^\w$"#, ["a", "_", "0"], ["é", "-"]),
    (#"^.$"#, ["😀", "\u{85}"], ["\n", "\r", "\u{2028}", "\u{2029}"]),
    (#"^[^a]$"#, ["\n", "b"], ["a"]),
    (
      #"^a{1200,1300}$"#, [String(repeating: "a", count: 1250)],
      [String(repeating: "a", count: 1199), String(repeating: "a", count: 1301)]
    ),
  ])
  func `matches as ECMA-262 says`(pattern: String, yes: [String], no: [String]) throws {
    let regex = try LinearRegex(ecma262: pattern)
    #expect(yes.filter { !regex.matches($0) } == [])
    #expect(no.filter { regex.matches($0) } == [])
  }
}
