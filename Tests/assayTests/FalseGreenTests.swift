import Foundation
import TestSupport
import Testing

/// How other validators said "passed" without having done the work, and that this one does not.
@Suite struct FalseGreenTests {
  /// A run of `check` on files in a folder of its own, with the rules of `ExitCodeTests`.
  private func check(_ arguments: String, _ files: [String: String] = [:], rules: String? = nil) throws
    -> BuiltTool.Result
  {
    let folder = try ExitCodeTests.folder()
    for (name, text) in files { try folder.write(name, text) }
    if let rules { try folder.write("rules.yaml", rules) }
    return try BuiltTool.shell("assay check --rules rules.yaml \(arguments)", in: folder.url)
  }

  @Test func `findings are not exit 0`() throws { #expect(try check("error.json").status == 1) }

  @Test func `a rule set that cannot be loaded is not skipped`() throws {
    let result = try check("clean.json --rules missing.yaml")
    #expect(result.status == 2)
    #expect(result.output == "")
  }

  @Test func `a misspelt rule set is an error with a place and a suggestion`() throws {
    let result = try check(
      "clean.json", rules: ExitCodeTests.rules.replacingOccurrences(of: "severity: info", with: "severty: info"))
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("rules.yaml:6:5: error: unknown key 'severty', did you mean 'severity'?\n"))
  }

  @Test func `a rule that errs is not a rule that found nothing`() throws {
    let result = try check("errs.json --format concise")
    #expect(result.status == 3)
    #expect(result.output.hasPrefix("errs.json:1:21: error: not judged: no such key: says [says-info]\n"))
  }

  @Test func `a selector that matches nothing is reported as vacuous`() throws {
    let rules =
      ExitCodeTests.rules + """

          misspelt-path:
            on: $.itms[*]
            assert: node > 0
        """
    #expect(try check("clean.json", rules: rules).output.contains("1 rule matched nothing: misspelt-path\n"))
  }

  @Test func `no input is not success`() throws { #expect(try check("'*.none'").status == 3) }

  @Test func `a cap on what is shown does not change totals or the verdict`() throws {
    let records = (0..<5000).map { _ in "{\"says\":\"error\"}\n" }.joined()
    let result = try check("many.ndjson --max-shown 3", ["many.ndjson": records])
    #expect(result.status == 1)
    #expect(result.output.contains("showing 3 of 5 000 findings"))
    #expect(result.output.hasSuffix("FAILED: 5 000 errors, 0 warnings, 0 infos in 5 000 of 5 000 records\n"))
  }

  @Test func `everything is looked at, to the last record`() throws {
    let records = (0..<3000).map { "{\"says\":\"\($0 == 2999 ? "error" : "clean")\"}\n" }.joined()
    let result = try check("many.ndjson --format concise", ["many.ndjson": records])
    #expect(result.output == "many.ndjson:3000:9: error: does not hold: item.says != 'error' [says-error] /says\n")
  }

  @Test func `a record beyond the limit of size is not passed over`() throws {
    let result = try check("clean.json --max-record-bytes 10 --format concise")
    #expect(result.status == 3)
    #expect(result.output.contains("[file-limit]"))
  }

  @Test func `JUnit has a passing case for every rule of a clean run`() throws {
    let report = try check("clean.json --format junit").output
    for rule in ["says-info", "says-warning", "says-error", "run-complete"] {
      #expect(report.contains("name=\"\(rule)\" time=\"0\"/>"))
    }
  }

  @Test func `JUnit of a run without input is not green`() throws {
    #expect(try check("nothing.json --format junit").output.contains("<error"))
  }

  @Test func `two findings never have one fingerprint within a run`() throws {
    let report = try BuiltTool.run(["check", "Fixtures/demo/export.json", "--format", "jsonl"]).output
    let prints = report.split(separator: "\n").dropLast().compactMap { line in
      line.range(of: "\"fingerprint\":\"").map { String(line[$0.upperBound...].prefix(32)) }
    }
    #expect(prints.count > 5)
    #expect(Set(prints).count == prints.count)
  }

  @Test func `the last value of a repeated key does not win silently`() throws {
    let result = try check("twice.json --format concise", ["twice.json": "[{\"says\":\"clean\",\"says\":\"error\"}]\n"])
    #expect(
      result
        == BuiltTool.Result(
          status: 1,
          output: "twice.json:1:18: error: key \"says\" occurs a second time in one object [file-duplicate-key] /says\n"
        ))
  }

  @Test func `a truncated file is not judged by what was read`() throws {
    let result = try check("truncated.json --format concise")
    #expect(result.status == 3)
    #expect(
      result.output.hasPrefix("truncated.json:1:28: error: not judged: text ends inside an object [file-not-json]"))
  }

  @Test func `a truncated last line is not passed over`() throws {
    let result = try check("cut.ndjson --format concise", ["cut.ndjson": "{\"says\":\"clean\"}\n{\"says\":\"cl"])
    #expect(result.status == 3)
    #expect(
      result.output.contains("cut.ndjson:2:12: error: not judged: text ends inside a string [file-truncated-ndjson]\n"))
  }
}
