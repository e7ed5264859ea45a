import SourceText
import Testing

@testable import CEL

@Suite struct OntologyReaderTests {
  /// What is wrong with a file, `line:column: message` each.
  private func problems(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    do {
      _ = try Ontology(bytes, file: "o.json")
      return []
    } catch {
      let lines = LineMap(bytes)
      return error.errors.map { "\(lines.position(of: $0.offset)): \($0.message)" }
    }
  }

  private static let schema = #"{"tools":[{"tool":"point","title":"Tip","schemaId":"c1"}]}"#

  @Test(arguments: [
    schema, #"{"categorySchema":\#(schema)}"#, #"{"project":{"categorySchema":\#(schema)}}"#,
    #"{"data":{"categorySchema":\#(schema)}}"#, #"{"data":{"project":{"categorySchema":\#(schema),"name":"n"}}}"#,
  ])
  func `reads a category schema, bare or in an answer of the platform`(text: String) throws {
    let ontology = try Ontology(Array(text.utf8), file: "o.json")
    #expect(ontology.classes.map(\.title) == ["Tip"])
    #expect(ontology.classes.map(\.id) == ["c1"])
  }

  @Test(arguments: [
    ("{\"tools\": [\n  {\"tool\": }]}", ["2:12: '}' where a value should stand"]),
    (#"{"tools": [], "tools": []}"#, ["1:15: the key occurs a second time in one object"]),
    (
      "[]",
      [
        "1:1: no category schema: an object with lists of tools, classifications or relations, bare or in categorySchema, "
          + "project.categorySchema, data.categorySchema, data.project.categorySchema"
      ]
    ),
    (
      #"{"tools": [7, {"tool": "point"}], "relations": {}}"#,
      [
        "1:12: a class is no object", "1:15: no schemaId", "1:48: relations is object, not a list",
      ]
    ),
    (
      #"{"tools": [{"tool": 1, "title": "A", "schemaId": "a"}, {"tool": "x", "title": null, "schemaId": true}]}"#,
      [
        "1:21: tool is number, not a text", "1:97: schemaId is boolean, not a text or a whole number",
      ]
    ),
    (
      #"{"classifications": [{"tool": "radio", "title": "A", "schemaId": 1, "required": "yes", "options": [1, {}]}]}"#,
      [
        "1:100: an option is number, not an object", "1:103: no value", "1:81: required is string, not a boolean",
      ]
    ),
    (
      #"{"classifications": [{"tool": "tree-dropdown", "title": "A", "schemaId": 1, "treeOptions": [0, {"title": 1}]}]}"#,
      ["1:93: a node of a tree is number, not an object", "1:106: title is number, not a text"]
    ),
  ])
  func `says what is wrong, and where`(text: String, problems: [String]) { #expect(self.problems(text) == problems) }

  @Test func `ends at questions that nest without end`() {
    let start = #"{"tool":"text","title":"Q","schemaId":"q","classifications":["#
    let text =
      #"{"classifications":["# + String(repeating: start, count: 65) + String(repeating: "]}", count: 65) + "]}"
    #expect(problems(text).map { $0.split(separator: " ", maxSplits: 1)[1] } == ["questions nest more than 64 deep"])
  }

  @Test func `ends at trees that are deep or whose ways down are too long together`() {
    func tree(_ title: String, depth: Int, width: Int) -> String {
      let leaves = Array(repeating: #"{"title":"\#(title)"}"#, count: width).joined(separator: ",")
      let start = #"{"title":"\#(title)","children":["#
      return #"{"classifications":[{"tool":"tree-dropdown","title":"T","schemaId":"t","treeOptions":["#
        + String(repeating: start, count: depth) + leaves + String(repeating: "]}", count: depth) + "]}]}"
    }
    #expect(problems(tree("x", depth: 64, width: 1)).count == 1)
    #expect(problems(tree("x", depth: 63, width: 1)) == [])
    let long = String(repeating: "x", count: 1000)
    let found = problems(tree(long, depth: 60, width: 1200))
    #expect(found.allSatisfy { $0.hasSuffix("the ways down the trees are too long together") })
    #expect(!found.isEmpty)
  }

  @Test func `numbers in place of ids are the same as their digits`() throws {
    let ontology = try Ontology(Array(#"{"tools":[{"tool":"brush","title":"A","schemaId":7}]}"#.utf8), file: "o.json")
    #expect(ontology.position(of: .int(7)) == 0)
    #expect(ontology.position(of: .string("7")) == 0)
    #expect(ontology.position(of: .double(7)) == nil)
  }

  @Test func `of two classes with one id the first is known`() throws {
    let text = #"{"tools":[{"tool":"a","title":"A","schemaId":"x"},{"tool":"b","title":"B","schemaId":"x"}]}"#
    let ontology = try Ontology(Array(text.utf8), file: "o.json")
    #expect(ontology.position(of: .string("x")) == 0)
  }
}
