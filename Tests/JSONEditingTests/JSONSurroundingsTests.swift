import JSONEditing
import JSONReading
import SourceText
import TestSupport
import Testing

@Suite struct JSONSurroundingsTests {
  private func changed(
    _ text: String, _ pointer: String, _ change: (JSONSurroundings, JSONNode) -> TextEdit?
  ) throws -> String? {
    let (document, bytes) = (try JSONDocument(text), Array(text.utf8))
    return try withExtendedLifetime(document) {
      let path = try #require(JSONPointer(text: pointer))
      let node = try #require(document.root.value(at: path))
      guard let edit = change(JSONSurroundings(in: document.root) { bytes[$0] }, node) else { return nil }
      var edited = EditedText(bytes)
      edited.apply([edit])
      return String(decoding: edited.bytes, as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("[1,2,3]", "/0", "[2,3]"), ("[1,2,3]", "/1", "[1,3]"), ("[1,2,3]", "/2", "[1,2]"), ("[ 1 ]", "/0", "[]"),
      ("[ [1] , {} ,\n 3 ]", "/0", "[ {} ,\n 3 ]"), ("[ [1] , {} ,\n 3 ]", "/1", "[ [1] ,\n 3 ]"),
      ("[ [1] , {} ,\n 3 ]", "/2", "[ [1] , {} ]"), (#"{"a,:[":1, "b" : {"c":"}"}}"#, "/a,:[", #"{"b" : {"c":"}"}}"#),
      (#"{"a,:[":1, "b" : {"c":"}"}}"#, "/b", #"{"a,:[":1}"#),
      (#"{"a,:[":1, "b" : {"c":"}"}}"#, "/b/c", #"{"a,:[":1, "b" : {}}"#),
      ("7", "", nil),
    ] as [(String, String, String?)])
  func `what is taken out goes with its key and its comma`(text: String, pointer: String, expected: String?) throws {
    #expect(try changed(text, pointer) { $0.removing($1) } == expected)
  }

  @Test(
    arguments: [
      (#"{"a":1, "heigth" : 2.50}"#, "/heigth", #"{"a":1, "he\"ight" : 2.50}"#),
      (#"{"\u0061":[1]}"#, "/a", #"{"he\"ight":[1]}"#),
      (#"{"a":[1]}"#, "/a/0", nil), ("7", "", nil),
    ] as [(String, String, String?)])
  func `a renamed member keeps its value and its blanks`(text: String, pointer: String, expected: String?) throws {
    #expect(try changed(text, pointer) { $0.renaming($1, to: "he\"ight") } == expected)
  }

  @Test(arguments: 0..<200)
  func `without any of its elements a list is still one, with the others as they were`(seed: Int) throws {
    var random = RandomJSON(seed: seed)
    let texts = (0..<random.number(in: 1...5)).map { _ in random.value(depth: 2) }
    let position = random.number(in: 0...texts.count - 1)
    let shorter = try changed("[\(texts.joined(separator: ","))]", "/\(position)") { $0.removing($1) }
    let text = try #require(shorter)
    let rest = try JSONDocument(text)
    var wanted = texts
    wanted.remove(at: position)
    let other = try JSONDocument("[\(wanted.joined(separator: ","))]")
    withExtendedLifetime((rest, other)) { #expect(rest.root.compactText == other.root.compactText) }
  }
}
