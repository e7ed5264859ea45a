import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
  @Test func `several reports come from one run`() throws {
    let scene = try Scene()
    let formats = ["concise", "json:a.json", "jsonl:b.jsonl", "junit:c.xml", "text:d.txt"].flatMap { ["--format", $0] }
    let result = try scene.check(["error.json"] + formats)
    #expect(
      result
        == BuiltTool.Result(
          status: 1,
          output: """
            error.json:1:2: error: no name [name-present] /name
            error.json:1:18: warning: size 11 [size-small] /size
            error.json:1:28: info: note long [note-short] /note

            """))
    let json = try #require(scene.folder.read("a.json"))
    let report = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(report["verdict"] as? String == "failed")
    #expect(report["exitCode"] as? Int == 1)
    #expect((report["findings"] as? [Any])?.count == 3)
    #expect(
      report["summary"] as? [String: Int] == [
        "error": 1, "warning": 1, "info": 1, "notJudged": 0, "recordsWithFindings": 1, "recordsWithErrors": 1,
      ])
    #expect(scene.folder.read("b.jsonl")?.split(separator: "\n").count == 4)
    #expect(scene.folder.read("c.xml")?.contains("<testsuites") == true)
    #expect(scene.folder.read("d.txt")?.contains("size 11") == true)
    #expect(scene.folder.names.filter { $0.hasSuffix(".part") } == [])
  }

  @Test func `standard input is called by its given name`() throws {
    let scene = try Scene()
    let named = try scene.check(["-", "--stdin-name", "x/y.json", "--format", "concise"], input: #"[{"zoo":1}]"#)
    #expect(named == BuiltTool.Result(status: 1, output: "x/y.json:1:2: error: no name [name-present] /name\n"))
    let plain = try scene.check(["-", "--format", "concise"], input: #"{"zoo":1}"#)
    #expect(plain == BuiltTool.Result(status: 1, output: "<stdin>:1:1: error: no name [name-present] /name\n"))
    #expect(try scene.check(["-"], input: "").status == 3)
  }

  @Test func `check is what is done when no command is named`() throws {
    let scene = try Scene()
    let result = try scene.run(["error.json", "--rules", "rules.yaml", "--only", "size-small", "--format", "concise"])
    #expect(result == BuiltTool.Result(status: 0, output: "error.json:1:18: warning: size 11 [size-small] /size\n"))
  }

  @Test(arguments: [["error.json", "--no-such"], ["check", "error.json", "--no-such"], ["--no-such", "error.json"]])
  func `what is wrong with options is told by the whole command line`(arguments: [String]) throws {
    let result = try Scene().run(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains("Unknown option '--no-such'"))
    #expect(result.errors.contains("Usage: assay check"))
    #expect(result.output == "")
  }

  @Test(
    arguments: [
      ("help", 0, "OVERVIEW: Checks exports"), ("check", 2, "Usage: assay check"), ("rules", 0, "asset-missing-field"),
      ("test", 0, " passed, 0 failed"), ("query", 2, "Usage: assay query"), ("eval", 2, "Usage: assay eval"),
      ("init", 0, "assay-rules.yaml"),
    ] as [(String, Int32, String)])
  func `the name of a command is no input when it comes first`(name: String, status: Int32, text: String) throws {
    let scene = try Scene()
    try scene.folder.write(name, "[]")
    let result = try scene.run([name])
    #expect(result.status == status)
    #expect((result.output + result.errors).contains(text))
  }

  @Test(
    arguments: [
      (["$[*].name", "clean.json"], Int32(0), "\"a\"\n"), (["$..size", "error.json", "--paths"], 0, "$[0]['size']\n"),
      (["$.nothing", "clean.json"], 0, ""), (["$[*].size", "incomplete.json"], 3, ""), (["$", "none.json"], 3, ""),
      (["$", "empty.json"], 3, ""),
    ] as [([String], Int32, String)])
  func `query prints what it selects`(arguments: [String], status: Int32, output: String) throws {
    let result = try Scene().run(["query"] + arguments)
    #expect(result.status == status)
    #expect(result.output == output)
    #expect(result.errors.isEmpty == (status == 0))
  }

  @Test(
    arguments: [
      (["1 + 2"], Int32(0), "3\n"), (["a + b", "--data", #"{"a":1,"b":2}"#], 0, "3\n"),
      (["[1, 'x']"], 0, "[1,\"x\"]\n"),
      (["1 / 0"], 1, ""), (["a.b", "--data", #"{"a":{}}"#], 1, ""), (["a", "--data", "{"], 3, ""),
      (["asset.name", "clean.json", "--rules", "rules.yaml"], 0, "\"a\"\n"),
      (["asset.size", "clean.json", "--rules", "rules.yaml"], 1, ""),
      (["asset.zoo", "incomplete.json", "--rules", "rules.yaml"], 3, "1\n"),
      (["asset.zoo", "none.json", "--rules", "rules.yaml"], 3, ""),
    ] as [([String], Int32, String)])
  func `eval prints values`(arguments: [String], status: Int32, output: String) throws {
    let result = try Scene().run(["eval"] + arguments)
    #expect(result.status == status)
    #expect(result.output == output)
    #expect(result.errors.isEmpty == (status == 0))
  }

  @Test(arguments: [
    ("[layout, tool.title]", "[\"legacy\",\"Car\"]\n[\"current\",\"Dog\"]\n", "tool"),
    ("node", "\"Car\"\n\"Dog\"\n", "$.task.tools[*].title"),
    ("layout", "\"legacy\"\n\"current\"\n\"unknown\"\n", "asset"),
  ])
  func `eval follows the layouts of records`(expression: String, output: String, subject: String) throws {
    let scene = try Scene()
    try scene.folder.write(
      "mixed.ndjson",
      """
      {"asset": "a.jpg", "externalId": "a", "tasks": [{"objects": [{"title": "Car"}]}]}
      {"asset": "b.jpg", "externalId": "b", "task": {"tools": [{"title": "Dog"}]}}
      {"note": 1}
      """)
    let result = try scene.run(["eval", expression, "--on", subject, "mixed.ndjson", "--rules", "ango/structure"])
    #expect(result == BuiltTool.Result(status: 0, output: output))
  }

  @Test(
    arguments: [
      ("{valid: [{name: a}], invalid: [{title: b}]}", Int32(0), "2 passed, 0 failed"),
      ("{valid: [{title: b}]}", 1, "valid example 1 breaks the rule"),
      ("{invalid: [{name: a}]}", 1, "invalid example 1 passes the rule"),
      ("{}", 3, "0 passed, 0 failed"), ("{valid: [7]}", 1, "0 passed, 1 failed"),
    ] as [(String, Int32, String)])
  func `test runs the examples of rules`(examples: String, status: Int32, output: String) throws {
    let scene = try Scene()
    try scene.folder.write(
      "own.yaml", "ruleset: own\nformat: zoo.yaml\nrules: {r: {require: [name], examples: \(examples)}}")
    let result = try scene.run(["test", "own.yaml"])
    #expect(result.status == status)
    #expect(result.output.contains(output), "\(result)")
  }

  @Test(arguments: [
    "references: {keys: '[asset.next]', to: {on: asset, key: asset.id}, within: record}",
    "references: {keys: '[asset.next]', to: {on: asset, key: asset.id}, within: file}",
    "references: {keys: '[asset.next]', to: {on: asset, key: asset.id}}",
    "aggregate: {count_if: asset.next > 1, by: asset.id}, limit: {ratio: 0.5}",
    "schema: {properties: {next: {const: 1}}}",
  ])
  func `an example is a whole export`(check: String) throws {
    let scene = try Scene()
    let examples = "{valid: [{id: 1, next: 1}], invalid: [{id: 1, next: 2}]}"
    try scene.folder.write("own.yaml", "ruleset: own\nformat: zoo.yaml\nrules: {r: {\(check), examples: \(examples)}}")
    let output = "ok      r  1 valid, 1 invalid\n2 passed, 0 failed\n"
    #expect(try scene.run(["test", "own.yaml"]) == BuiltTool.Result(status: 0, output: output))
  }

  @Test func `rules lists, shows and explains`() throws {
    let scene = try Scene()
    let list = try scene.run(["rules", "list", "--rules", "rules.yaml"])
    #expect(
      list
        == BuiltTool.Result(
          status: 0,
          output: """
            name-present  error    name-present
            size-small    warning  size-small
            note-short    info     note-short

            """))
    let show = try scene.run(["rules", "show", "size-small", "--rules", "rules.yaml"])
    #expect(
      show
        == BuiltTool.Result(
          status: 0,
          output: """
            rule      size-small  # rules.yaml:5 (test)
            title     size-small  # default
            severity  warning  # rules.yaml:5
            on        asset  # default
            where     has(asset.size)  # rules.yaml:5
            assert    asset.size < 10  # rules.yaml:5
            message   size {value}  # rules.yaml:5
            on_error  incomplete  # default
            cost      at most 5 steps for each asset

            """))
    let off = try scene.run(["rules", "show", "size-small", "--rules", "rules.yaml", "--skip", "size-small"])
    #expect(off == BuiltTool.Result(status: 0, output: "size-small is off  # --skip\n"))
    let misspelt = try scene.run(["rules", "show", "size-smal", "--rules", "rules.yaml"])
    #expect(misspelt.status == 2)
    #expect(misspelt.errors.contains("did you mean 'size-small'?"))
    #expect(try scene.run(["rules", "explain", "size-small", "--rules", "rules.yaml"]).status == 0)
  }

  @Test func `rules shows overrides and where parameters come from`() throws {
    let scene = try Scene()
    try scene.folder.write(
      "own.yaml",
      """
      ruleset: own
      format: zoo.yaml
      extends: [rules.yaml]
      params: {most: {default: 4}}
      rules:
        size-small: error
        own: {assert: asset.size < params.most}
      overrides:
        - {where: "asset.name == 'a'", rules: {own: info, size-small: off}}
      """)
    let own = try scene.run(["rules", "show", "own", "--rules", "own.yaml", "--param", "most=7"])
    #expect(own.output.contains("\nparams.most  7  # --param, was 4 in own.yaml:4\n"))
    #expect(own.output.contains("\noverride     info where asset.name == 'a'  # own.yaml:9\n"))
    let inherited = try scene.run(["rules", "show", "size-small", "--rules", "own.yaml"])
    #expect(inherited.output.contains("\nseverity  error  # own.yaml:6, was warning in rules.yaml:5\n"))
    let misspelt = try scene.run(["check", "clean.json", "--rules", "own.yaml", "--param", "mst=7"])
    #expect(misspelt.status == 2)
    #expect(misspelt.errors.hasPrefix("error: unknown parameter 'mst', did you mean 'most'?\n"))
    let mistyped = try scene.run(["check", "clean.json", "--rules", "own.yaml", "--param", "most=many"])
    #expect(mistyped.status == 2)
    #expect(mistyped.errors.hasPrefix("error: parameter most is a number, not 'many'\n"))
  }

  @Test func `rules prints a schema for editors`() throws {
    let schema = try BuiltTool.run(["rules", "schema"])
    #expect(schema.status == 0)
    let root = try #require(try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) as? [String: Any])
    #expect(root["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect((root["$defs"] as? [String: Any])?.keys.sorted() == ["format", "rule", "ruleSet", "severity", "text"])
  }

  @Test func `init writes rules that pass their own test and never overwrites`() throws {
    let scene = try Scene()
    #expect(try scene.run(["init"]).status == 0)
    let written = try #require(scene.folder.read("assay-rules.yaml"))
    #expect(try scene.run(["test", "assay-rules.yaml"]).status == 0)
    #expect(
      try scene.run(["init"]) == BuiltTool.Result(status: 2, errors: "assay: assay-rules.yaml is already there\n"))
    #expect(scene.folder.read("assay-rules.yaml") == written)
  }

  @Test(arguments: [["--help"], ["--version"], ["check", "--help"], ["help", "eval"]])
  func `help is an answer`(arguments: [String]) throws {
    let result = try BuiltTool.run(arguments)
    #expect(result.status == 0)
    #expect(!result.output.isEmpty && result.errors.isEmpty)
  }
}
