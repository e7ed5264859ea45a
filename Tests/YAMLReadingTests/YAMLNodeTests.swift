import Foundation
import SourceText
import Testing
import YAMLReading

@Suite struct YAMLNodeTests {
  @Test func `gives loaders what they ask for`() throws {
    let node = try root("name: acme\nlist: [1, two]\nempty:\n")
    #expect(node["name"]?.text == "acme")
    #expect(node["list"]?.items?.map(\.text) == ["1", "two"])
    #expect(node.entries?.map(\.name) == ["name", "list", "empty"])
    #expect(node["empty"]?.isNull == true)
    #expect(node["nope"] == nil)
    #expect(node["name"]?["x"] == nil)
    #expect(node.text == nil)
    #expect(node.items == nil)
    #expect(node["list"]?.entries == nil)
    #expect(node["name"]?.scalar?.isPlain == true)
  }

  @Test func `names the kinds of values`() throws {
    let items = try #require(try root("[~, true, 1, 1.5, a, [], {}]").items)
    #expect(items.map(\.kind) == [.null, .boolean, .integer, .float, .text, .sequence, .mapping])
    #expect(
      items.map(\.kind.description) == [
        "nothing", "a boolean", "an integer", "a number", "a text", "a list", "a mapping",
      ])
  }

  @Test(
    arguments: [
      ("", "{a/b: [x, {~c: d}], '': e}"),
      ("/a~1b/0", "x"), ("/a~1b/1/~0c", "d"), ("/", "e"), ("/a~1b/2", nil),
      ("/a~1b/00", nil), ("/a~1b/-", nil), ("/a~1b/+1", nil), ("/a~1b/0/x", nil), ("/nope", nil),
      ("/a~1b/99999999999999999999", nil), ("/a~1b/", nil),
    ] as [(String, String?)])
  func `follows a JSON Pointer`(pointer: String, expected: String?) throws {
    let node = try root("{a/b: [x, {~c: d}], '': e}")
    let path = try #require(JSONPointer(text: pointer))
    let found = node.node(at: path)
    #expect(try found?.json() == (try expected.map { try root($0).json() }))
  }

  @Test(arguments: [
    ("[null, ~, true, FALSE, off, 'true']", #"[null,null,true,false,"off","true"]"#),
    ("[1, +1, 007, -0, 0x1F, 0o17]", "[1,1,7,-0,31,15]"),
    ("[1.50, .5, 5., -.5e-3, 1E3, '1']", #"[1.50,0.5,5.0,-0.5e-3,1e3,"1"]"#),
    ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
    ("{a: , 1: x, true: y}", #"{"a":null,"1":"x","true":"y"}"#),
    ("\"\\\"\\\\\\n\\r\\t\\0\\e/é😀\\x7f\"", "\"\\\"\\\\\\n\\r\\t\\u0000\\u001b/é😀\u{7F}\""),
    ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", #"{"a":"x\ny\n","b":"x y"}"#),
    ("{}", "{}"), ("[]", "[]"), ("", "null"),
  ])
  func `writes JSON`(text: String, expected: String) throws {
    #expect(try root(text).json() == expected)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(expected.utf8), options: .fragmentsAllowed)
    }
  }

  @Test(arguments: ["[1, ⟦.inf]", "[1, ⟦-.INF]", "a: ⟦.nan", "a: ⟦0x10000000000000000"])
  func `refuses numbers that JSON cannot hold`(marked: String) throws {
    let expected = MarkedText(marked)
    let node = try root(expected.text)
    let number = expected.text.split(separator: " ").last?.replacing("]", with: "") ?? ""
    #expect(throws: YAMLError("JSON cannot hold the number \(number)", at: expected.start)) { try node.json() }
  }

  @Test func `takes keys by their scalars, not by canonical equivalence`() throws {
    let node = try root("\u{E9}: 1\ne\u{301}: 2\n")
    #expect(node["\u{E9}"]?.int == 1)
    #expect(node["e\u{301}"]?.int == 2)
  }
}
