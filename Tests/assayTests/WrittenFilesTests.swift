import TestSupport
import Testing

/// What is written never takes the place of what is read, and what cannot be written is told.
@Suite struct WrittenFilesTests {
  @Test(arguments: [
    ["check", "error.json", "--rules", "rules.yaml", "--format", "json:error.json"],
    ["check", ".", "--rules", "rules.yaml", "--format", "junit:./error.json"],
    ["check", "error.json", "--rules", "rules.yaml", "--format", "json:rules.yaml"],
    ["check", "error.json", "--rules", "rules.yaml", "--format", "json:zoo.yaml"],
    ["check", "error.json", "--rules", "rules.yaml", "--write-baseline", "error.json"],
    ["diff", "clean.json", "error.json", "--rules", "rules.yaml", "--format", "json:error.json"],
    ["fix", "error.json", "--rules", "rules.yaml", "--patch", "error.json"],
    ["fix", "error.json", "--rules", "rules.yaml", "--patch", "new.json", "--output", "new.json"],
    ["fix", "error.json", "--rules", "rules.yaml", "--patch", "new.json", "--output", "./new.json"],
    ["fix", "error.json", "--rules", "rules.yaml", "--output", "error.json"],
    ["fix", "error.json", "--rules", "rules.yaml", "--output", "rules.yaml"],
    ["fix", "error.json", "--rules", "rules.yaml", "--patch", "./zoo.yaml"],
  ])
  func `no report takes the place of what is read`(arguments: [String]) throws {
    let scene = try Scene()
    let names = scene.folder.names
    let before = ["error.json", "rules.yaml", "zoo.yaml"].map { scene.folder.read($0) }
    let result = try scene.run(arguments)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("name another file") || result.errors.contains("is the input"))
    #expect(["error.json", "rules.yaml", "zoo.yaml"].map { scene.folder.read($0) } == before)
    #expect(scene.folder.names == names)
  }

  @Test func `a baseline may be written anew, but by no report`() throws {
    let scene = try Scene()
    #expect(try scene.check(["error.json", "--write-baseline", "b.jsonl", "--fail-on", "never"]).status == 0)
    let written = scene.folder.read("b.jsonl")
    let refused = try scene.check(["error.json", "--baseline", "b.jsonl", "--format", "json:b.jsonl"])
    #expect(refused.status == 2)
    #expect(scene.folder.read("b.jsonl") == written)
    #expect(try scene.check(["error.json", "--baseline", "b.jsonl", "--write-baseline", "b.jsonl"]).status == 0)
    #expect(scene.folder.read("b.jsonl") == written)
  }

  @Test(arguments: [
    "rules schema", "rules list", "rules list --format json", "eval 1", "config schema", "config show --no-config",
    "query $ clean.json", "eval asset.name clean.json --rules rules.yaml", "rules show name-present --rules rules.yaml",
  ])
  func `what cannot be written is no success`(command: String) throws {
    let result = try Scene().shell("assay \(command) >/dev/full")
    #expect(result.status == 3)
    #expect(result.errors == "assay: cannot write standard output: No space left on device\n")
  }

  @Test func `two outputs of a run are two files`() throws {
    for arguments in [
      ["--format", "json:a.out", "--format", "sarif:./a.out"], ["--write-baseline", "a.out", "--format", "json:a.out"],
    ] {
      let scene = try Scene()
      let names = scene.folder.names
      let result = try scene.check(["error.json"] + arguments)
      #expect(result.status == 2)
      #expect(result.errors.contains("a.out: this run writes something else there"), "\(result.errors)")
      #expect(scene.folder.names == names)
    }
  }

  @Test func `a report goes where a link leads, and to the people who read it before`() throws {
    let result = try Scene().shell(
      """
      mkdir kept && echo old >kept/real.json && chmod 640 kept/real.json && ln -s kept/real.json link.json
      assay check error.json --rules rules.yaml --format json:link.json
      ls -l kept | tail -n 1 | cut -c 1-10; test -L link.json && head -c 8 kept/real.json && ls kept
      """)
    #expect(result.output == "-rw-r-----\n{\"tool\":real.json\n")
  }

  @Test(arguments: [["json", "junit:-"], ["json:-", "text:/dev/stdout"], ["text", "json"]])
  func `standard output takes one report`(formats: [String]) throws {
    let result = try Scene().check(["error.json"] + formats.flatMap { ["--format", $0] })
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains("two reports to standard output"))
  }

  @Test func `a file is found by a name that is not UTF-8, and no pattern waits for a pipe`() throws {
    let scene = try Scene()
    let command =
      "cp error.json \"$(printf 'n\\351.json')\" && assay \"$(printf 'n\\351.json')\" --rules rules.yaml --quiet"
    #expect(try scene.shell(command).output.hasPrefix("FAILED: 1 error"))
    let pipes = try scene.shell("mkfifo p1.json; assay 'p?.json' --rules rules.yaml --format concise")
    #expect(pipes.status == 3)
    #expect(pipes.output.hasPrefix("p1.json:1:1: error: not judged: not a file that can be read"))
  }

  @Test func `a byte order mark is none of the text of a query`() throws {
    #expect(
      try Scene().run(["query", "$[0]", "-"], input: "\u{FEFF}[1]") == BuiltTool.Result(status: 0, output: "1\n"))
  }

  @Test func `a rule may not be called like a check of the tool`() throws {
    let scene = try Scene()
    try scene.folder.write("own.yaml", "ruleset: own\nformat: zoo.yaml\nrules:\n  file-not-json: {assert: 'true'}\n")
    let result = try scene.run(["check", "clean.json", "--rules", "own.yaml"])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("own.yaml:4:3: error: 'file-not-json' is a check of the tool itself"))
  }

  @Test func `a suppression knows the identities of the format`() throws {
    let scene = try Scene()
    try scene.folder.write(
      "assay.yaml", "rules: [rules.yaml]\nsuppressions: [{rule: name-present, identity: {aset: a}, reason: x}]\n")
    let result = try scene.run(["check", "error.json"])
    #expect(result.status == 2)
    #expect(result.errors.contains("assay.yaml:2:48: error: unknown identity 'aset', did you mean 'asset'?"))
  }
}
