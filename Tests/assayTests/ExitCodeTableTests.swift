import Foundation
import TestSupport
import Testing

/// The exit code is a contract: every kind of run with every `--fail-on`.
@Suite struct ExitCodeTableTests {
  /// A run that ends in the same way whatever the failure level, or not.
  struct Case: CustomStringConvertible {
    var name: String
    /// What follows `check`.
    var arguments: String
    /// For `--fail-on` error, warning, info and never.
    var expected: [Int32]
    var description: String { name }
  }

  static let levels = ["error", "warning", "info", "never"]

  static let cases = [
    Case(name: "clean", arguments: "clean.json", expected: [0, 0, 0, 0]),
    Case(name: "info", arguments: "info.json", expected: [0, 0, 1, 0]),
    Case(name: "warning", arguments: "warning.json", expected: [0, 1, 1, 0]),
    Case(name: "error", arguments: "error.json", expected: [1, 1, 1, 0]),
    Case(name: "error and incomplete", arguments: "error.json broken.ndjson", expected: [3, 3, 3, 3]),
    Case(name: "unreadable record", arguments: "broken.ndjson", expected: [3, 3, 3, 3]),
    Case(name: "truncated array", arguments: "truncated.json", expected: [3, 3, 3, 3]),
    Case(name: "expression that errs", arguments: "errs.json", expected: [3, 3, 3, 3]),
    Case(name: "limit reached", arguments: "clean.json --max-depth 1", expected: [3, 3, 3, 3]),
    Case(name: "another format", arguments: "coco.json", expected: [3, 3, 3, 3]),
    Case(name: "no such input", arguments: "nothing.json", expected: [3, 3, 3, 3]),
    Case(name: "pattern without a match", arguments: "'*.ndjsonl'", expected: [3, 3, 3, 3]),
    Case(name: "folder without exports", arguments: "empty", expected: [3, 3, 3, 3]),
    Case(name: "no rule on", arguments: "clean.json --rules none.yaml", expected: [3, 3, 3, 3]),
    Case(name: "schema kept", arguments: "clean.json --schema kept.json", expected: [0, 0, 0, 0]),
    Case(name: "schema not kept", arguments: "clean.json --schema broken.json", expected: [1, 1, 1, 0]),
    Case(name: "schema too much work", arguments: "deep.json --schema list.json", expected: [3, 3, 3, 3]),
    Case(name: "schema beside rules", arguments: "info.json --schema broken.json", expected: [1, 1, 1, 0]),
    Case(name: "bad schema", arguments: "clean.json --schema bad.json", expected: [2, 2, 2, 2]),
    Case(name: "schema that is not there", arguments: "clean.json --schema missing.json", expected: [2, 2, 2, 2]),
    Case(name: "formats without a schema", arguments: "clean.json --assert-formats", expected: [2, 2, 2, 2]),
    Case(name: "bad rule file", arguments: "clean.json --rules bad.yaml", expected: [2, 2, 2, 2]),
    Case(name: "rule file that is not there", arguments: "clean.json --rules missing.yaml", expected: [2, 2, 2, 2]),
    Case(name: "unknown option", arguments: "clean.json --colour", expected: [2, 2, 2, 2]),
    Case(name: "unknown format", arguments: "clean.json --format xml", expected: [2, 2, 2, 2]),
    Case(name: "unknown rule", arguments: "clean.json --only nothing", expected: [2, 2, 2, 2]),
    Case(name: "unknown parameter", arguments: "clean.json --param nothing=1", expected: [2, 2, 2, 2]),
    Case(name: "no time", arguments: "clean.json --now yesterday", expected: [2, 2, 2, 2]),
    Case(
      name: "report that cannot be created", arguments: "clean.json --format json:no/such/folder",
      expected: [2, 2, 2, 2]),
    Case(name: "report that cannot be written", arguments: "clean.json > /dev/full", expected: [3, 3, 3, 3]),
  ]

  static let rules = """
    ruleset: test/levels
    format: ./format.yaml
    rules:
      says-info:
        assert: item.says != 'info'
        severity: info
      says-warning:
        assert: item.says != 'warning'
        severity: warning
      says-error:
        assert: item.says != 'error'
    """
  static let format = """
    format: items
    title: list of items
    detect: has(record.says)
    subjects: {item: $}
    """

  static func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write("rules.yaml", rules)
    try folder.write("format.yaml", format)
    try folder.write("none.yaml", "ruleset: test/none\nformat: ./format.yaml\n")
    try folder.write("bad.yaml", "ruleset: test/bad\nformat: ./format.yaml\nrules: {r: {assrt: 'true'}}\n")
    for says in ["clean", "info", "warning", "error"] {
      try folder.write("\(says).json", "[{\"says\": \"\(says)\", \"in\": [1]}]\n")
    }
    try folder.write("kept.json", #"{"required": ["says"]}"#)
    try folder.write("broken.json", #"{"required": ["sings"]}"#)
    try folder.write("bad.json", #"{"required": "says"}"#)
    // Six schemas apply within each other to each array, too many for all of them.
    let choice = (0..<6).reduce(##"{"type": "array", "items": {"$ref": "#/$defs/a"}}"##) { inner, _ in
      #"{"anyOf": [{"type": "object"}, \#(inner)]}"#
    }
    try folder.write("list.json", ##"{"properties": {"x": {"$ref": "#/$defs/a"}}, "$defs": {"a": \##(choice)}}"##)
    let nested = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    try folder.write("deep.json", "[{\"says\": \"clean\", \"x\": \(nested)}]")
    try folder.write("broken.ndjson", "{\"says\": \"clean\"}\n{\"says\": tru}\n{\"says\": \"clean\"}\n")
    try folder.write("truncated.json", "[{\"says\": \"clean\"}, {\"says\"")
    try folder.write("errs.json", "[{\"says\": \"clean\"}, {\"tells\": 1}]\n")
    try folder.write("coco.json", "{\"images\": [], \"annotations\": []}\n")
    try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
    return folder
  }

  @Test(arguments: cases)
  func `ends with the code that tells what happened`(it: Case) throws {
    let folder = try Self.folder()
    let rules = it.arguments.contains("--rules") ? "" : "--rules rules.yaml"
    let codes = try Self.levels.map { level in
      try BuiltTool.shell("assay check \(rules) --fail-on \(level) \(it.arguments)", in: folder.path).status
    }
    #expect(codes == it.expected)
  }

  @Test func `nothing is judged and nothing written when a rule set is wrong`() throws {
    let folder = try Self.folder()
    let result = try BuiltTool.run(
      ["check", "error.json", "--rules", "bad.yaml", "--format", "json:report.json"], in: folder.path)
    #expect(
      result
        == BuiltTool.Result(
          status: 2, output: "",
          errors: """
            bad.yaml:3:13: error: unknown key 'assrt', did you mean 'assert'?
               |
             3 | rules: {r: {assrt: 'true'}}
               |             ^
            assay: 1 error in rule sets; nothing was judged

            """))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/report.json"))
  }

  @Test func `an interrupted run leaves no report behind`() throws {
    let folder = try ScratchFolder()
    let line = "mkfifo pipe; assay check pipe --format json:report.json & sleep 1; kill -TERM $!; wait $!; echo $?; ls"
    #expect(try BuiltTool.shell(line, in: folder.path).output == "143\npipe\n")
  }
}
