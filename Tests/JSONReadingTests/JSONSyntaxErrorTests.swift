import JSONReading
import TestSupport
import Testing

/// What is wrong with texts, in words, and where. The place is marked by a `⟦`.
@Suite struct JSONSyntaxErrorTests {
  static let cases: [(marked: String, kind: JSONSyntaxError.Kind, message: String)] = [
    ("⟦", .truncated, "empty text"),
    ("⟦ \n\t", .truncated, "empty text"),
    ("[⟦", .truncated, "text ends inside an array"),
    ("[1,⟦", .truncated, "text ends inside an array"),
    ("[1⟦", .truncated, "text ends inside an array"),
    ("{⟦", .truncated, "text ends inside an object"),
    (#"{"a"⟦"#, .truncated, "text ends inside an object"),
    (#"{"a":⟦"#, .truncated, "text ends inside an object"),
    (#"{"a":1⟦"#, .truncated, "text ends inside an object"),
    (#"{"a":1,⟦"#, .truncated, "text ends inside an object"),
    (#"{"a⟦"#, .truncated, "text ends inside a string"),
    (#"["a\⟦"#, .truncated, "text ends inside a string"),
    ("[tr⟦", .truncated, "text ends inside a word"),
    ("-⟦", .truncated, "text ends inside a number"),
    ("1.⟦", .truncated, "text ends inside a number"),
    ("1e⟦", .truncated, "text ends inside a number"),
    ("1 ⟦2", .grammar, "'2' behind the end of the value"),
    ("{} ⟦}", .grammar, "'}' behind the end of the value"),
    (#"{"a" ⟦1}"#, .grammar, "'1' where ':' should stand"),
    (#"{"a": 1 ⟦"b": 2}"#, .grammar, "a string where ',' or '}' should stand"),
    ("[1 ⟦2]", .grammar, "'2' where ',' or ']' should stand"),
    ("[1⟦}", .grammar, "'}' where ',' or ']' should stand"),
    (#"{"a": 1⟦]"#, .grammar, "']' where ',' or '}' should stand"),
    ("{⟦a: 1}", .grammar, "'a' where a key or '}' should stand"),
    (#"{"a": 1, ⟦b: 2}"#, .grammar, "'b' where a key should stand"),
    ("{⟦1: 2}", .grammar, "'1' where a key or '}' should stand"),
    ("[1⟦,]", .grammar, "comma before ']'"),
    (#"{"a": 1⟦,}"#, .grammar, "comma before '}'"),
    ("[⟦,1]", .grammar, "',' where a value should stand"),
    (#"{"a": ⟦}"#, .grammar, "'}' where a value should stand"),
    ("[⟦'a']", .grammar, "''' where a value should stand"),
    ("[⟦// a\n1]", .grammar, "'/' where a value should stand"),
    ("[⟦True]", .grammar, "'True' is not a value"),
    ("[⟦nullx]", .grammar, "'nullx' is not a value"),
    ("[⟦undefined]", .grammar, "'undefined' is not a value"),
    ("[⟦01]", .grammar, "number with a leading zero"),
    ("[⟦-01]", .grammar, "number with a leading zero"),
    ("[⟦-]", .grammar, "'-' without a digit behind it"),
    ("[⟦+1]", .grammar, "'+1' is not a value"),
    ("[⟦.5]", .grammar, "'.' where a value should stand"),
    ("[⟦1.]", .grammar, "number without a digit behind the decimal point"),
    ("[⟦1.e5]", .grammar, "number without a digit behind the decimal point"),
    ("[⟦1e+]", .grammar, "number without a digit behind the exponent's 'e'"),
    ("[⟦0x1F]", .grammar, "'0x1F' is not a number"),
    ("[⟦1_000]", .grammar, "'1_000' is not a number"),
    ("[⟦1.2.3]", .grammar, "'1.2.3' is not a number"),
    ("[⟦NaN]", .notANumber, "NaN is not JSON"),
    ("[⟦Infinity]", .notANumber, "Infinity is not JSON"),
    ("[⟦-Infinity]", .notANumber, "'-Infinity' is not JSON"),
    (#"["a⟦\x"]"#, .grammar, #"unknown escape: '\' and 'x'"#),
    (#"["⟦\u12G4"]"#, .grammar, #"'\u' without four hexadecimal digits behind it"#),
    ("[\"a⟦\tb\"]", .grammar, "a tab inside a string, not written as an escape"),
    ("[\"a⟦\nb\"]", .grammar, "a line feed inside a string, not written as an escape"),
    ("[\"a⟦\0b\"]", .grammar, "a NUL byte inside a string, not written as an escape"),
    ("[\"a⟦\u{1B}b\"]", .grammar, "control character U+001B inside a string, not written as an escape"),
    ("[⟦\0]", .grammar, "a NUL byte where a value should stand"),
    ("[1⟦\u{7F}]", .grammar, "control character U+007F where ',' or ']' should stand"),
    ("⟦\u{FEFF}[]", .encoding, "byte order mark"),
    ("[⟦\u{FEFF}1]", .grammar, "'\u{FEFF}1' is not a value"),
    ("[1⟦é]", .grammar, "'1é' is not a number"),
  ]

  @Test(arguments: cases)
  func `errors name what was found and where`(marked: String, kind: JSONSyntaxError.Kind, message: String) {
    let parts = marked.split(separator: "⟦", omittingEmptySubsequences: false)
    let text = parts.joined()
    var offset = parts[0].utf8.count
    // A number's error is at its first byte, whatever is wrong with it.
    if message == "'1é' is not a number" { offset -= 1 }
    if message == "empty text" { offset = 0 }
    #expect(throws: JSONSyntaxError(kind, message, at: offset)) { try JSONDocument(text) }
  }

  @Test(arguments: [
    ([0x22, 0xFF, 0x22], "invalid UTF-8: byte FF", 1), ([0x22, 0xC3, 0x22], "invalid UTF-8: byte C3", 1),
    ([0x22, 0xC0, 0x80, 0x22], "invalid UTF-8: byte C0", 1),
    ([0x22, 0xED, 0xA0, 0x80, 0x22], "invalid UTF-8: byte ED", 1),
    ([0x22, 0x61, 0x80, 0x22], "invalid UTF-8: byte 80", 2),
    ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "invalid UTF-8: byte F4", 1),
    ([0x5B, 0xFF, 0x5D], "invalid UTF-8: byte FF", 1), ([0x5B, 0x31, 0x20, 0xFF, 0x5D], "invalid UTF-8: byte FF", 3),
    ([0xFF, 0xFE, 0x5B, 0x00], "UTF-16 instead of UTF-8", 0), ([0xFE, 0xFF, 0x00, 0x5B], "UTF-16 instead of UTF-8", 0),
    ([0x22, 0xE2, 0x82], "invalid UTF-8: byte E2", 1),
  ])
  func `text that is not UTF-8 is refused`(bytes: [UInt8], message: String, offset: Int) {
    #expect(throws: JSONSyntaxError(.encoding, message, at: offset)) { try JSONDocument(bytes) }
  }
}
