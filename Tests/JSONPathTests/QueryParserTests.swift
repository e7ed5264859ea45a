import Foundation
import JSONPath
import JSONReading
import SourceText
import Testing

@Suite struct QueryParserTests {
  /// Queries with `⟦⟧` where the error is, and its message.
  @Test(arguments: [
    ("⟦⟧", "a query starts with '$', found the end of the query"),
    ("⟦⟧a.b", "a query starts with '$', found 'a'"),
    ("⟦⟧ $", "a query starts with '$', found a space"),
    ("$⟦⟧ ", "expected '.', '[' or the end of the query, found a space"),
    ("$⟦⟧a", "expected '.', '[' or the end of the query, found 'a'"),
    ("$.⟦⟧1", "expected a name or '*' behind '.', found '1'"),
    ("$..⟦⟧", "expected a name or '*' behind '..', found the end of the query"),
    ("$.a⟦⟧-b", "a name with '-' must stand in brackets: ['…']"),
    ("$[⟦⟧a]", "a name in brackets must stand in quotes"),
    ("$[⟦⟧@.a]", "a condition starts with '?'"),
    ("$[⟦⟧(@.a)]", "a condition starts with '?'"),
    ("$[⟦⟧]", "expected a name in quotes, an index, '*', ':' or '?', found ']'"),
    ("$[0 ⟦⟧2]", "expected ',' or ']', found '2'"),
    ("$['é'⟦⟧", "expected ',' or ']', found the end of the query"),
    ("$[⟦⟧'é", "the string has no closing quote"),
    ("$['é⟦⟧\n']", "a control character in a string must be written as an escape"),
    (#"$['é⟦⟧\a']"#, "unknown escape in a string"),
    (#"$['é⟦⟧\"']"#, "unknown escape in a string"),
    (#"$['⟦⟧\u12G4']"#, "four hexadecimal digits must follow '\\u'"),
    (#"$['⟦⟧\ud800x']"#, "half of a surrogate pair is no character"),
    (#"$['⟦⟧\ud800\u0041']"#, "half of a surrogate pair is no character"),
    ("$['⟦⟧\\", "the escape is not complete"),
    ("$[⟦⟧-0]", "'-0' is no integer here; write '0'"),
    ("$[⟦⟧01]", "an integer has no leading zeros"),
    ("$[-⟦⟧a]", "expected a digit behind '-', found 'a'"),
    ("$[⟦⟧9007199254740992]", "the integer is beyond 2^53 - 1"),
    ("$[1:⟦⟧99999999999999999999]", "the integer is beyond 2^53 - 1"),
    ("$[?@.a == ⟦⟧01]", "a number has no leading zeros"),
    ("$[?@.a == 1.⟦⟧]", "expected a digit behind the decimal point, found ']'"),
    ("$[?@.a == 1e⟦⟧]", "expected a digit of the exponent, found ']'"),
    ("$[?@.a ⟦⟧= 1]", "expected '=='"),
    ("$[?@.a ⟦⟧=~ 'x']", "there is no '=~'; use match() or search()"),
    ("$[?@.a ⟦⟧and @.b]", "expected '&&'"),
    ("$[?@.a ⟦⟧| @.b]", "expected '||'"),
    ("$[?⟦⟧]", "expected '@', '$', a literal or a function, found ']'"),
    ("$[?@.a == ⟦⟧]", "expected '@', '$', a literal or a function, found ']'"),
    ("$[?@.a && ⟦⟧true]", "a literal is no condition; it must be compared"),
    ("$[?⟦⟧(@.a", "'(' without ')'"),
    ("$[?(@.a⟦⟧]", "expected ')', found ']'"),
    ("$[?!⟦⟧@.a == 1]", "'!' before a comparison needs parentheses: !(…)"),
    ("$[?⟦⟧@.* == 1]", "the query may select several nodes and has no single value; use value() or count()"),
    ("$[?@.a == ⟦⟧True]", "unknown word 'True'; did you mean 'true'?"),
    ("$[?@.kind == ⟦⟧box]", "unknown word 'box'; a string stands in quotes, a member is '@.box'"),
    ("$[?count⟦⟧ (@.*) == 1]", "expected '(' right behind 'count', found a space"),
    ("$[?⟦⟧lenght(@.a) == 1]", "unknown function 'lenght'; did you mean 'length'?"),
    ("$[?⟦⟧sum(@.a) == 1]", "unknown function 'sum'; known are length, count, match, search, value"),
    ("$[?⟦⟧length(@.a)]", "length() gives a value, which must be compared"),
    ("$[?⟦⟧match(@.a, 'x') == true]", "match() is true or false by itself and has no value"),
    ("$[?⟦⟧match(@.a) == 1]", "match() takes 2 arguments, not 1"),
    ("$[?⟦⟧length() == 1]", "length() takes 1 argument, not 0"),
    ("$[?count(⟦⟧1) == 1]", "count() takes a query that starts with '@' or '$'"),
    ("$[?length(⟦⟧@.*) == 1]", "the query may select several nodes and has no single value; use value() or count()"),
    ("$[?length(⟦⟧match(@, 'a')) == 1]", "match() is true or false by itself and has no value"),
    ("$[?length(@.a⟦⟧; 1) == 1]", "expected ',' or ')', found ';'"),
  ])
  func `says what is wrong and where`(marked: String, message: String) throws {
    let parts = marked.components(separatedBy: "⟦⟧")
    let expected = JSONPathError(message, offset: parts[0].utf8.count)
    #expect(throws: expected) { try JSONPathQuery(parts.joined()) }
  }

  @Test(arguments: [
    (
      "$" + String(repeating: "[?@", count: 65) + String(repeating: "]", count: 65),
      "the query is nested more than 64 deep", 195
    ),
    ("$[?" + String(repeating: "(", count: 100_00), "the query is nested more than 64 deep", 66),
    ("$[?" + String(repeating: "!(", count: 5000), "the query is nested more than 64 deep", 130),
    ("$[?" + String(repeating: "length(", count: 2000), "the query is nested more than 64 deep", 450),
    ("$" + String(repeating: ".a", count: 257), "the query has more than 256 segments", 513),
    ("$['" + String(repeating: "a", count: 20_000) + "']", "the query has more than 16384 bytes", 16384),
  ])
  func `refuses queries beyond its limits`(text: String, message: String, offset: Int) {
    #expect(throws: JSONPathError(message, offset: offset)) { try JSONPathQuery(text) }
  }

  @Test(arguments: 0..<50) func `takes or refuses any text, and errors lie within it`(seed: UInt64) throws {
    let words = [
      "$", "@", ".", "..", "[", "]", "(", ")", "?", "*", ":", ",", "'a'", "\"é\"", "a", "é", "0", "-1", "1.5e3", "==",
      "<", "!",
      "&&", "||", " ", "\n", "\\", "'", "true", "null", "length(", "count(", "match(", "value(", "@.a", "$[0]", "\u{0}",
      "[?", "[?@",
    ]
    let document = try JSONDocument(#"{"a": [1, {"a": "é"}]}"#)
    var random = SeededGenerator(state: seed)
    for _ in 0..<400 {
      let text =
        "$"
        + (0..<Int.random(in: 0...9, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      do throws(JSONPathError) {
        let query = try JSONPathQuery(text)
        #expect(query.isPrefix(of: query))
        #expect(query.relative(to: query) != nil)
        query.select(
          from: document.root,
          withPaths: { node, path in
            #expect(document.root.value(at: path.pointer)?.isSame(as: node) == true, "\(text)")
          })
      } catch {
        #expect(error.offset >= 0 && error.offset <= text.utf8.count && !error.message.isEmpty, "\(text)")
      }
    }
  }
}
