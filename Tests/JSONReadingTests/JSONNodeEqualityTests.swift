import JSONReading
import TestSupport
import Testing

@Suite struct JSONNodeEqualityTests {
  @Test(arguments: [
    ("1", "1.0"), ("1", "10e-1"), ("0", "-0"), ("0.0", "-0e5"), ("100", "1e2"),
    ("9007199254740993", "9007199254740993.0"),
    ("9223372036854775808", "9223372036854775808.0"), ("1e400", "1e400"), ("0.1", "0.10"), (#""\u00e9""#, #""é""#),
    (#""\/""#, #""/""#), ("[1, [2]]", "[1.0,[2]]"), (#"{"a": 1, "b": [2]}"#, #"{"b":[2],"a":1}"#),
    (#"{"\u0061": 1}"#, #"{"a": 1}"#), ("{}", "{ }"), ("[]", "[\n]"), ("null", " null "), ("true", "true"),
    ("1e22", "10000000000000000000000"),
  ])
  func `equal values are equal and hash alike`(left: String, right: String) throws {
    let (first, second) = (try JSONDocument(left), try JSONDocument(right))
    #expect(first.root == second.root)
    #expect(second.root == first.root)
    #expect(first.root.hashValue == second.root.hashValue)
  }

  @Test(arguments: [
    ("1", #""1""#), ("1", "true"), ("0", "false"), ("0", "null"), (#""""#, "null"), ("[]", "{}"), ("[1, 2]", "[2, 1]"),
    ("[1]", "[1, 1]"), (#"{"a": 1}"#, #"{"a": 2}"#), (#"{"a": 1}"#, #"{"b": 1}"#), (#"{"a": 1}"#, #"{"a": 1, "b": 1}"#),
    ("9007199254740992", "9007199254740993"), ("9007199254740993", "9007199254740992.0"),
    ("9223372036854775808", "9223372036854775809"), ("1e400", "1e401"), ("true", "false"), (#""a""#, #""A""#),
    ("\"é\"", "\"e\u{301}\""), ("{\"é\": 1}", "{\"e\u{301}\": 1}"), (#"{"\ud800": 1}"#, #"{"\ud801": 1}"#),
    (#""\ud800""#, #""\ufffd""#), ("{\"é\": 1, \"e\u{301}\": 2}", "{\"é\": 2, \"e\u{301}\": 1}"),
  ])
  func `different values are different`(left: String, right: String) throws {
    let (first, second) = (try JSONDocument(left), try JSONDocument(right))
    #expect(first.root != second.root)
    #expect(second.root != first.root)
  }

  @Test(arguments: 0..<100)
  func `a text and itself without blanks are equal`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let document = try JSONDocument(random.value(depth: 6))
    let compact = try JSONDocument(document.root.compactText)
    #expect(document.root == compact.root)
    #expect(document.root.hashValue == compact.root.hashValue)
    #expect(compact.root.compactText == compact.root.sourceText)
  }
}
