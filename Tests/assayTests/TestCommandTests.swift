import Foundation
import TestSupport
import Testing

struct TestCommandTests {
  private static let rules = """
    ruleset: own
    format: zoo.yaml
    rules:
      r:
        where: has(asset.size)
        assert: asset.size < 10
        examples:
          valid: [{size: 9}]
          invalid: [{size: 10}]
    """

  private func run(_ arguments: [String], changing old: String = "", to new: String = "") throws -> BuiltTool.Result {
    let scene = try Scene()
    try scene.folder.write("own.yaml", Self.rules.replacing(old, with: new))
    return try scene.run(["test", "own.yaml"] + arguments)
  }

  @Test func `shows a failing example where it is written`() throws {
    #expect(
      try run([], changing: "{size: 9}", to: "{size: 19}")
        == BuiltTool.Result(
          status: 1,
          output: """
            FAILED  r  1 valid, 1 invalid, 1 failed

            own.yaml:8:15: error[r]: valid example 1 breaks the rule
              |
            8 |       valid: [{size: 19}]
              |               ^
              = example: {"size":19}
              = expected: no finding
              = found: /size does not hold: asset.size < 10

            1 passed, 1 failed

            """))
  }

  @Test func `mutants that no example notices fail the run`() throws {
    #expect(
      try run(["--mutate"])
        == BuiltTool.Result(
          status: 1,
          output: """
            FAILED  r  1 valid, 1 invalid, 1 failed, 5 of 6 mutants killed

            own.yaml:5:12: error[r]: no example notices: without where
              |
            5 |     where: has(asset.size)
              |            ^

            6 mutants, 5 killed (83 %)
            2 passed, 1 failed

            """))
    #expect(
      try run(["--mutate", "--quiet"], changing: "[{size: 9}]", to: "[{size: 9}, {}]")
        == BuiltTool.Result(status: 0, output: "6 mutants, 6 killed (100 %)\n4 passed, 0 failed\n"))
  }

  @Test func `a rule without an invalid example fails a strict run`() throws {
    #expect(try run(["--strict"]).status == 0)
    let result = try run(["--strict"], changing: "      invalid: [{size: 10}]", to: "")
    #expect(result.status == 1)
    #expect(result.output.contains("own.yaml:4:3: error[r]: no invalid example\n"))
  }

  @Test func `reports to several places`() throws {
    let scene = try Scene()
    try scene.folder.write("own.yaml", Self.rules)
    let result = try scene.run(["test", "own.yaml", "--format", "text", "--format", "junit:report.xml"])
    #expect(result == BuiltTool.Result(status: 0, output: "ok      r  1 valid, 1 invalid\n2 passed, 0 failed\n"))
    let report = try String(contentsOfFile: scene.folder.path + "/report.xml", encoding: .utf8)
    #expect(report.contains(#"<testsuite name="own" tests="2" failures="0" errors="0" skipped="0" time="0">"#))
  }

  @Test(arguments: [
    (["--format", "xml"], Int32(2), "--format takes one of text, junit, not 'xml'"),
    (["--format", "text", "--format", "junit"], 2, "two reports to standard output"),
    (["--format", "junit:no/such/folder/r.xml"], 2, "cannot write no/such/folder/r.xml"),
    (["--format", "junit:/dev/full"], 3, "cannot write /dev/full: No space left on device"),
    (["--now", "today"], 2, "--now takes a time"),
  ])
  func `says why a report cannot be made`(arguments: [String], status: Int32, message: String) throws {
    let result = try run(arguments)
    #expect(result.status == status)
    #expect(result.errors.contains(message))
  }

  @Test func `rule sets of the tool pass strictly`() throws {
    let result = try Scene().run(["test", "--strict", "--quiet"])
    #expect(result.status == 0, "\(result.output)")
  }
}
