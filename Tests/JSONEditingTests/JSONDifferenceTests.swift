import JSONEditing
import JSONReading
import SourceText
import TestSupport
import Testing

@Suite struct JSONDifferenceTests {
  private func edits(_ old: String, _ new: String) throws -> [TextEdit] {
    let document = try JSONDocument(old)
    return try withExtendedLifetime(document) {
      try #require(
        JSONDifference.edits(from: document.root, to: new) { span in
          String(decoding: Array(old.utf8)[span.start..<span.end], as: UTF8.self)
        })
    }
  }

  private func changed(_ old: String, _ new: String) throws -> String {
    var text = EditedText(Array(old.utf8))
    text.apply(try edits(old, new))
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (
      #"{"a": 1.50, "b": "\u0041", "c": [1, 2]}"#, #"{"a":1.5,"b":"A","c":[1,2]}"#,
      #"{"a": 1.50, "b": "\u0041", "c": [1, 2]}"#
    ),
    (#"{"a": 3.0, "b": 1}"#, #"{"a":3,"b":1}"#, #"{"a": 3, "b": 1}"#),
    ("[1, 1, 2, 3]", "[1,2,3]", "[1, 2, 3]"),
    ("[1.0, 2, 3]", "[1.0,2,3,4,5]", "[1.0, 2, 3, 4, 5]"),
    ("[[0, 0], [9, 1.0], [9, 1.0]]", "[[0,0],[9,1.0]]", "[[0, 0], [9, 1.0]]"),
    (
      #"{"x": 1, "gone": 2, "y": {"z": 0}}"#, #"{"x":1,"y":{"z":7},"new":[1]}"#, #"{"x": 1, "y": {"z": 7}, "new": [1]}"#
    ),
    (#"[ "Stop" ]"#, #"[["Stop"]]"#, #"[["Stop"]]"#),
    ("[[1, 2], [3, 4]]", "[[[1, 2], [3, 4]]]", "[[[1, 2], [3, 4]]]"),
    ("[1, 2]", "[]", "[]"), ("{}", #"{"a":1}"#, #"{"a":1}"#), ("7", "null", "null"),
    (#"{"a": 1, "a": 2}"#, #"{"a":1}"#, #"{"a": 1}"#),
  ])
  func `only what differs is replaced`(old: String, new: String, expected: String) throws {
    #expect(try changed(old, new) == expected)
  }

  @Test(arguments: 0..<300)
  func `any value becomes any other, and what is the same needs no edit`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let (old, new) = (random.value(depth: 4), random.bareValue(depth: 4))
    #expect(try edits(try changed(old, new), new) == [], "\(old) \(new)")
    #expect(try edits(old, old) == [])
  }

  @Test func `what is no JSON makes no edits`() throws {
    let document = try JSONDocument("[]")
    #expect(JSONDifference.edits(from: document.root, to: "[") { _ in "" } == nil)
  }
}
