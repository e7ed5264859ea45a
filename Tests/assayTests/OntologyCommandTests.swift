import Foundation
import TestSupport
import Testing

/// `--ontology`, as a user meets it.
@Suite struct OntologyCommandTests {
  private static let labels = "Fixtures/manual/labels.json"
  private static let streets = "Fixtures/manual/ontology.json"

  private func check(_ arguments: String...) throws -> BuiltTool.Result {
    try BuiltTool.run(["check", Self.labels] + arguments, in: SharedFolder.root.path)
  }

  @Test(arguments: [
    (
      ["--rules", "ango/ontology"],
      "29 rules of ango/ontology ask the ontology of the project; give it by --ontology FILE"
    ),
    (
      ["--rules", "ango/all", "--only", "ontology-regex"],
      "rule ontology-regex asks the ontology of the project; give it by --ontology FILE"
    ),
    (
      ["--rules", "ango/recommended", "--ontology", streets],
      "no rule asks the ontology 'Fixtures/manual/ontology.json'; the rules that do are in the rule set ango/ontology"
    ),
    (
      ["--ontology", "none.json"],
      "the ontology 'none.json' cannot be read: cannot open: No such file or directory"
    ),
  ])
  func `mistakes are errors of use`(arguments: [String], message: String) throws {
    let result = try BuiltTool.run(["check", Self.labels] + arguments, in: SharedFolder.root.path)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test func `what is wrong with the file is said with its places`() throws {
    let scene = try Scene()
    try scene.folder.write(
      "o.json", "{\"tools\": [\n  {\"title\": 7, \"schemaId\": \"c1\", \"tool\": \"point\"},\n  7]}\n")
    let result = try scene.run(["check", "clean.json", "--ontology", "o.json"])
    #expect(
      result
        == BuiltTool.Result(
          status: 2, output: "",
          errors: """
            o.json:2:13: error: title is number, not a text
               |
             2 |   {"title": 7, "schemaId": "c1", "tool": "point"},
               |             ^
            o.json:3:3: error: a class is no object
               |
             3 |   7]}
               |   ^
            assay: 2 errors in the ontology; nothing was judged

            """))
  }

  @Test func `every report says which rules had no ontology to ask`() throws {
    // A rule set that inherits them: who names their own, makes a mistake.
    let scene = try Scene()
    try scene.folder.write("all.yaml", "ruleset: mine\nformat: ango\nextends: [ango/ontology]\n")
    try scene.folder.write("a.json", BuiltTool.shell("cat \(Self.labels)", in: SharedFolder.root.path).output)
    func report(_ format: String) throws -> String {
      try scene.run(["check", "a.json", "--rules", "all.yaml", "--format", format]).output
    }
    #expect(
      try report("text").contains("29 rules judged nothing without an ontology (--ontology FILE): ontology-unknown"))
    #expect(try report("concise") == "assay: 29 rules judged nothing without an ontology (--ontology FILE)\n")
    #expect(try report("json").contains(#""rulesWithoutOntology":["ontology-unknown-schema","ontology-title-differs""#))
    #expect(
      try report("jsonl").contains(#""rulesWithoutOntology":["ontology-unknown-schema","ontology-title-differs""#))
    let cases = try report("junit").components(
      separatedBy: #"<skipped message="the rule asks the ontology, and there is none (--ontology FILE)"/>"#)
    #expect(cases.count == 30)
  }

  @Test func `an ontology without rules adds those that ask it to the usual ones`() throws {
    let result = try check("--ontology", Self.streets, "--format", "json")
    #expect(result.status == 1)
    #expect(result.output.contains(#""ruleSets":[{"name":"ango/recommended""#))
    #expect(result.output.contains(#"{"name":"ango/ontology""#))
    #expect(result.output.contains(#""rulesWithoutOntology":[]"#))
  }

  @Test func `an expression can be tried beside an ontology`() throws {
    let root = SharedFolder.root.path
    let alone = try BuiltTool.run(
      ["eval", "ontology.class('c1').value().title + a", "--data", #"{"a": "!"}"#, "--ontology", Self.streets], in: root
    )
    #expect(alone == BuiltTool.Result(status: 0, output: "\"Car!\"\n", errors: ""))
    let labels = try BuiltTool.run(
      [
        "eval", "ontology.nearest_class(tool.title).value().id", "--on", "tool", Self.labels, "--ontology",
        Self.streets,
      ],
      in: root)
    #expect(labels == BuiltTool.Result(status: 0, output: "\"c1\"\n", errors: ""))
    let subject = try BuiltTool.run(["eval", "class.title", "--on", "class", Self.labels], in: root)
    #expect(subject.status == 2)
  }
}
