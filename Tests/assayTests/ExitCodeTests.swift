import Foundation
import TestSupport
import Testing

@Suite struct ExitCodeTests {
  static let levels = ["error", "warning", "info", "never"]

  @Test(
    arguments: [
      ("clean", [0, 0, 0, 0]), ("info", [0, 0, 1, 0]), ("warning", [0, 1, 1, 0]), ("error", [1, 1, 1, 0]),
      ("incomplete", [3, 3, 3, 3]), ("errored", [3, 3, 3, 3]), ("foreign", [3, 3, 3, 3]), ("empty", [3, 3, 3, 3]),
      ("missing", [3, 3, 3, 3]), ("hostile", [1, 1, 1, 0]),
    ] as [(String, [Int32])])
  func `the verdict is the exit code at each level`(export: String, codes: [Int32]) throws {
    let scene = try Scene()
    for (level, code) in zip(Self.levels, codes) {
      let result = try scene.check(["\(export).json", "--fail-on", level, "--format", "concise"])
      #expect(result.status == code, "--fail-on \(level): \(result)")
    }
    #expect(try scene.check(["\(export).json"]).status == codes[0])
    #expect(try scene.check(["\(export).json", "--quiet"]).status == codes[0])
  }

  @Test(
    arguments: [
      (["clean.json", "error.json"], Int32(1)), (["error.json", "incomplete.json"], 3),
      (["clean.json", "missing.json"], 3),
      (["clean.json", "no-*.json"], 3), (["clean.json", "foreign.json"], 3), (["[ci]*.json"], 3),
      (["clean.json", "clean.json"], 0),
    ] as [([String], Int32)])
  func `of several inputs the worst counts`(inputs: [String], status: Int32) throws {
    #expect(try Scene().check(inputs).status == status)
  }

  @Test(
    arguments: [
      ["check"], ["check", "clean.json", "--fail-on", "fatal"], ["check", "clean.json", "--jobs", "0"],
      ["check", "clean.json", "--jobs", "x"],
      ["check", "clean.json", "--format", "xml"], ["check", "clean.json", "--format", "json:"],
      ["check", "clean.json", "--nonsense"],
      ["check", "clean.json", "--format", "json", "--format", "text"], ["check", "clean.json", "--now", "yesterday"],
      ["check", "clean.json", "--max-depth", "0"], ["check", "clean.json", "--max-record-bytes", "-1"],
      ["check", "clean.json", "--memory", "0"], ["check", "clean.json", "--memory", "many"],
      ["check", "clean.json", "--rules", "none.yaml"], ["check", "clean.json", "--rules", "zoo.yaml"],
      ["check", "clean.json", "--rules", "rules.yaml", "--only", "name-presen"],
      ["check", "clean.json", "--rules", "rules.yaml", "--param", "x=1"], ["check", "clean.json", "--param", "=1"],
      ["check", "clean.json", "--rules", "rules.yaml", "--format", "json:no/such/folder/x.json"],
      ["check", "clean.json", "--rules", "rules.yaml", "--format", "json:."], ["rules", "show", "no-such-rule"],
      ["rules", "explain"], ["query", "$[", "clean.json"], ["query", "$"], ["eval", "1 +"],
      ["eval", "a", "--data", "{}"],
      ["eval", "1", "clean.json", "--data", "1"],
      ["eval", "tol.x", "--on", "asset", "clean.json", "--rules", "rules.yaml"],
      ["eval", "1", "--on", "aset", "clean.json", "--rules", "rules.yaml"], ["init", "rules.yaml"],
      ["test", "none.yaml"],
      ["test", "zoo.yaml"], ["init", "no/such/folder/x.yaml"],
    ] as [[String]])
  func `errors of use are 2, on standard error, and nothing is judged`(arguments: [String]) throws {
    let scene = try Scene()
    let before = scene.folder.names
    let result = try scene.run(arguments)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors != "")
    #expect(scene.folder.names == before)
  }

  @Test func `a run without a rule is incomplete`() throws {
    let scene = try Scene()
    let skip = ["--skip", "name-present", "--skip", "size-small", "--skip", "note-short"]
    let result = try scene.check(["clean.json", "--format", "json"] + skip)
    #expect(result.status == 3)
    #expect(result.output.contains("no rule is on"))
  }

  @Test func `a report that cannot begin leaves nothing behind`() throws {
    let scene = try Scene()
    let before = scene.folder.names
    for other in ["json:no/such/folder/x", "nonsense", "junit:"] {
      #expect(try scene.check(["clean.json", "--format", "json:report.json", "--format", other]).status == 2)
      #expect(scene.folder.names == before)
    }
  }

  @Test func `a reader that goes away ends the run, and leaves nothing behind`() throws {
    let scene = try Scene()
    let records = (0..<30_000).map { "{\"zoo\":1,\"n\":\($0)}" }
    try scene.folder.write("many.json", "[\(records.joined(separator: ","))]")
    let before = scene.folder.names
    let line = "assay check many.json --rules rules.yaml --format concise --format json:report.json"
    let result = try scene.shell("{ \(line); echo status $? >&2; } | head -n 1")
    #expect(result.output == "many.json:1:2: error: no name [name-present] /name\n")
    #expect(result.errors == "status 141\n")
    #expect(scene.folder.names == before)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func `a report that cannot be written is never green`() throws {
    let scene = try Scene()
    for format in ["text", "json", "jsonl", "junit"] {
      let result = try scene.shell(
        "assay check clean.json --rules rules.yaml --format \(format) --statistics > /dev/full")
      #expect(result.status == 3)
      #expect(result.errors == "assay: cannot write standard output: No space left on device\n")
    }
    let file = try scene.check(["clean.json", "--format", "json:/dev/full"])
    #expect(file.status == 3)
    #expect(file.errors == "assay: cannot write /dev/full: No space left on device\n")
  }

  @Test func `a device is written to, never replaced`() throws {
    let scene = try Scene()
    let result = try scene.shell(
      "mkfifo pipe && (cat pipe > copy & assay check clean.json --rules rules.yaml --format json:pipe; wait; test -p pipe)"
    )
    #expect(result == BuiltTool.Result(status: 0))
    #expect(scene.folder.read("copy")?.hasPrefix("{\"tool\":\"assay\"") == true)
    #expect(scene.folder.names.filter { $0.hasSuffix(".part") } == [])
  }
}
