import JSONEditing
import JSONReading
import SourceText
import Testing

@Suite struct JSONContainerEditsTests {
  /// `text` with the edits that `change` makes of its outermost container.
  private func changed(_ text: String, _ change: (JSONContainerEdits) -> [TextEdit]) throws -> String {
    let document = try JSONDocument(text)
    return withExtendedLifetime(document) {
      var edited = EditedText(Array(text.utf8))
      edited.apply(
        change(
          JSONContainerEdits(document.root) { span in
            String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
          }))
      return String(decoding: edited.bytes, as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("[1,2,3]", [0], "[2,3]"), ("[1,2,3]", [1], "[1,3]"), ("[1,2,3]", [2], "[1,2]"), ("[1,2,3]", [0, 1], "[3]"),
      ("[1,2,3]", [0, 2], "[2]"), ("[1,2,3]", [1, 2], "[1]"), ("[1,2,3]", [0, 1, 2], "[]"), ("[ 1 ]", [0], "[]"),
      ("[ 1 , 2 ,\n 3 ]", [0], "[ 2 ,\n 3 ]"), ("[ 1 , 2 ,\n 3 ]", [1], "[ 1 ,\n 3 ]"),
      ("[ 1 , 2 ,\n 3 ]", [2], "[ 1 , 2 ]"), (#"{"a":1, "b" : 2}"#, [0], #"{"b" : 2}"#),
      (#"{"a":1, "b" : 2}"#, [1], #"{"a":1}"#), (#"{"a":1}"#, [0], "{}"),
    ] as [(String, [Int], String)])
  func `what is taken out goes with its comma`(text: String, positions: [Int], expected: String) throws {
    #expect(try changed(text) { $0.removing(positions) } == expected)
  }

  @Test(arguments: [
    (#"{}"#, #"{"k":[],"l":7}"#), (#"{ }"#, #"{"k":[],"l":7 }"#), (#"{"a":1}"#, #"{"a":1,"k":[],"l":7}"#),
    (#"{"a": 1, "b": 2}"#, #"{"a": 1, "b": 2, "k": [], "l": 7}"#),
    ("{\n  \"a\": 1\n}", "{\n  \"a\": 1,\n  \"k\": [],\n  \"l\": 7\n}"),
    ("{\n  \"a\": 1,\n  \"b\" :2\n}", "{\n  \"a\": 1,\n  \"b\" :2,\n  \"k\" :[],\n  \"l\" :7\n}"),
  ])
  func `new members are laid out like those that are there`(text: String, expected: String) throws {
    #expect(try changed(text) { [$0.appending(members: [("k", "[]"), ("l", "7")])] } == expected)
  }

  @Test(arguments: [
    ("[]", 0, "[7]"), ("[1, 2]", 0, "[7, 1, 2]"), ("[1, 2]", 1, "[1, 7, 2]"), ("[1, 2]", 2, "[1, 2, 7]"),
  ])
  func `new elements come before others or at the end`(text: String, position: Int, expected: String) throws {
    #expect(try changed(text) { [$0.inserting(["7"], before: position)] } == expected)
  }
}
