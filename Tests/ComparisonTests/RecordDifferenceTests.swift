import Comparison
import Findings
import JSONReading
import SourceText
import Testing

@Suite struct RecordDifferenceTests {
  static func difference(_ old: String, _ new: String, limit: Int = 20) throws -> RecordDifference {
    try RecordDifference(of: ReadRecord(Array(old.utf8)), and: ReadRecord(Array(new.utf8)), limit: limit)
  }

  @Test(arguments: [
    (#"{"a":1,"b":2}"#, #"{"b":2,"a":3}"#, ["/a: 1 → 3"]),
    (#"{"a":{"b":"x"}}"#, #"{"a":{"c":"x"}}"#, ["/a/b: \"x\" → -", "/a/c: - → \"x\""]),
    (#"{"a":[1,2,3,4]}"#, #"{"a":[1,3,4]}"#, ["/a/1: 2 → -"]),
    (#"{"a":[1,3,4]}"#, #"{"a":[1,2,3,4]}"#, ["/a/1: - → 2"]),
    (#"{"a":[1,2,3]}"#, #"{"a":[4,2,5]}"#, ["/a/0: 1 → 4", "/a/2: 3 → 5"]),
    (#"{"a":[{"x":1},{"x":2}]}"#, #"{"a":[{"x":1},{"x":3}]}"#, ["/a/1/x: 2 → 3"]),
    (#"{"a":[]}"#, #"{"a":{"b":[]}}"#, ["/a: [] → {…}"]),
    (#"{"a/b":{"~":null}}"#, #"{"a/b":{"~":false}}"#, ["/a~1b/~0: null → false"]),
    (#"{"é":1}"#, "{\"e\u{301}\":1}", ["/é: 1 → -", "/e\u{301}: - → 1"]),
    (#"[1]"#, #"{}"#, [": […] → {}"]),
    (#"{"a":1,"a":2}"#, #"{"a":3,"a":4}"#, ["/a: 1 → 3", "/a: 2 → 4"]),
    (#"{"a":1,"a":2,"b":3}"#, #"{"b":3,"a":4}"#, ["/a: 2 → 4"]),
  ])
  func `names every value that differs`(old: String, new: String, expected: [String]) throws {
    let difference = try Self.difference(old, new)
    #expect(difference.changes.map { "\($0.pointer.description): \($0.old ?? "-") → \($0.new ?? "-")" } == expected)
    #expect(difference.count == expected.count)
  }

  @Test func `secrets are hidden in values, in places and in parts`() throws {
    let difference = try Self.difference(
      #"{"m":{"access_token":"Zq9SECRETold"}}"#,
      #"{"m":{"access_token":"Zq9SECRETnew","https://u:PassWord99@h/a.jpg":1}}"#)
    #expect(
      difference.changes.map { "\($0.pointer.description): \($0.old ?? "-") → \($0.new ?? "-")" } == [
        #"/m/access_token: "************" → "************""#, "/m/https:~1~1************@h~1a.jpg: - → 1",
      ])
    #expect(difference.parts.map(\.description).sorted() == ["/m/access_token", "/m/https:~1~1************@h~1a.jpg"])
  }

  @Test func `keeps as many changes as it may, and counts all`() throws {
    let difference = try Self.difference(#"{"a":[1,2,3,4]}"#, #"{"a":[5,6,7,8]}"#, limit: 2)
    #expect(difference.changes.map(\.pointer.description) == ["/a/0", "/a/1"])
    #expect(difference.count == 4)
  }

  @Test func `parts are the first names on the way, without places in arrays`() throws {
    let difference = try Self.difference(
      #"{"n":1,"m":{"w":1,"h":1},"t":{"tools":[{"x":1}]},"l":[1,2]}"#,
      #"{"n":2,"m":{"w":2,"h":1},"t":{"tools":[{"x":2}]},"l":[1,3]}"#)
    #expect(difference.parts.map(\.description).sorted() == ["/l", "/m/w", "/n", "/t/tools"])
  }

  @Test func `hides credentials`() throws {
    let address = #"{"u":"https://x.example/a?X-Amz-Signature=0123456789abcdef0123456789abcdef"}"#
    let shown = try #require(try Self.difference(address, #"{"u":1}"#).changes.first?.old)
    #expect(!shown.contains("0123456789abcdef"))
  }
}
