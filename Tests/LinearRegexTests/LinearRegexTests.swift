import LinearRegex
import Testing

@Suite struct LinearRegexTests {
  @Test(arguments: [
    (pattern: "b", text: "abc", somewhere: true, whole: false),
    (pattern: "a|abc", text: "abc", somewhere: true, whole: true),
    (pattern: "^b", text: "abc", somewhere: false, whole: false),
    (pattern: "", text: "", somewhere: true, whole: true),
    (pattern: "^$", text: "", somewhere: true, whole: true),
    (pattern: "a$", text: "a\n", somewhere: false, whole: false),
    (pattern: "é", text: "caf\u{e9}", somewhere: true, whole: false),
    (pattern: "^.$", text: "😀", somewhere: true, whole: true),
    (pattern: "a\u{0}b", text: "a\u{0}b", somewhere: true, whole: true),
  ])
  func `matches some part of a text, or all of it`(pattern: String, text: String, somewhere: Bool, whole: Bool) throws {
    let regex = try LinearRegex(pattern)
    #expect(regex.matches(text) == somewhere)
    #expect(regex.fullyMatches(text) == whole)
    let bytes = Array(text.utf8)
    #expect(bytes.withUnsafeBufferPointer { regex.matches($0) } == somewhere)
    #expect(bytes.withUnsafeBufferPointer { regex.fullyMatches($0) } == whole)
  }

  @Test func `matches an empty buffer without an address`() throws {
    #expect(try LinearRegex("^$").matches(UnsafeBufferPointer(start: nil, count: 0)))
    #expect(try LinearRegex("a*").fullyMatches(UnsafeBufferPointer(start: nil, count: 0)))
    #expect(try !LinearRegex("a").matches(UnsafeBufferPointer(start: nil, count: 0)))
  }

  @Test(arguments: [
    ("ab[c", LinearRegexError("missing ]", offset: 2)),
    ("ab)", LinearRegexError("unexpected )", offset: 0)),
    ("(ab", LinearRegexError("missing )", offset: 0)),
    ("a**", LinearRegexError("bad repetition operator", offset: 1)),
    ("é(?=b)", LinearRegexError("invalid perl operator", offset: 2)),
    ("(?=a)(?=b)", LinearRegexError("invalid perl operator")),
    (#"(a)\1"#, LinearRegexError("invalid escape sequence", offset: 3)),
    ("a{1000}{1000}", LinearRegexError("bad repetition operator", offset: 1)),
    ("(a{1000}){1000}", LinearRegexError("invalid repetition size")),
    (#"(\pL{500}\pM{500}){1,2}"#, LinearRegexError("the pattern needs more than 8 MiB when compiled")),
  ])
  func `refuses malformed and huge patterns`(pattern: String, expected: LinearRegexError) {
    #expect(throws: expected) { try LinearRegex(pattern) }
  }

  @Test(.timeLimit(.minutes(1)))
  func `takes linear time where others take exponential time`() throws {
    let text = String(repeating: "a", count: 100_000)
    #expect(try !LinearRegex("^(a+)+$").matches(text + "b"))
    #expect(try LinearRegex("(a?){1000}a{900}").matches(text))
  }

  @Test func `is shared by many tasks`() async throws {
    let regex = try LinearRegex("[0-9]{3}-x+")
    let texts = (0..<2000).map { "n \($0)-xx" }
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { texts.count { regex.matches($0) } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 1900, count: 8))
  }

  @Test func `is equal by meaning and remembers the pattern as written`() throws {
    let digits = try LinearRegex(ecma262: #"\d"#)
    #expect(digits.pattern == #"\d"#)
    #expect(digits == (try LinearRegex(ecma262: "[0-9]")))
    #expect(Set([digits, try LinearRegex("[0-9]")]).count == 1)
    #expect(digits != (try LinearRegex("[0-8]")))
  }

  @Test func `names no place in the pattern when only the translation has one`() {
    #expect(throws: LinearRegexError("invalid character class range")) {
      try LinearRegex(ecma262: #"\p{Script=Klingon}"#)
    }
  }
}
