import JSONReading
import Testing

@Suite struct JSONContainersTests {
  @Test(arguments: [
    ("1", []),
    ("[]", ["[]"]),
    ("{}", ["{}"]),
    (
      #"{"]": [1, {"}": "["}, []], "b": {"c": {}}, "d": null}"#,
      [
        #"{"]": [1, {"}": "["}, []], "b": {"c": {}}, "d": null}"#, #"[1, {"}": "["}, []]"#, #"{"}": "["}"#, "[]",
        #"{"c": {}}"#, "{}",
      ]
    ),
  ])
  func `has each array and object before those within it`(text: String, expected: [String]) throws {
    let document = try JSONDocument(text)
    #expect(document.root.containers.map(\.sourceText) == expected)
  }

  @Test func `stays within the value`() throws {
    let document = try JSONDocument(#"[[1], [[2]], [3]]"#)
    #expect(document.root.element(at: 1)?.containers.map(\.sourceText) == ["[[2]]", "[2]"])
  }
}
