import TestSupport
import Testing

@testable import assay

/// Limits of a policy, from the command line to the verdict.
@Suite struct PolicyOptionTests {
  @Test(arguments: [
    (["--max-errors", "1"], 0, "PASSED: 1 error, 1 warning, 1 info in 1 of 1 record (fail-on error, max-errors 1)"),
    (
      ["--max-errors", "0"], 1, "FAILED: 1 error, 1 warning, 1 info in 1 of 1 record (1 error, more than max-errors 0)"
    ),
    (
      ["--max-errors", "1", "--max-warnings", "0"], 1,
      "FAILED: 1 error, 1 warning, 1 info in 1 of 1 record (1 warning, more than max-warnings 0)"
    ),
    (
      ["--max-asset-error-rate", "99%"], 1,
      "FAILED: 1 error, 1 warning, 1 info in 1 of 1 record (1 of 1 record with errors, more than max-asset-error-rate 99%)"
    ),
    (
      ["--max-asset-error-rate", "100%"], 0,
      "PASSED: 1 error, 1 warning, 1 info in 1 of 1 record (fail-on error, max-asset-error-rate 100%)"
    ),
  ])
  func `the verdict says which clause decided`(options: [String], status: Int32, verdict: String) throws {
    let result = try Scene().check(["error.json"] + options)
    #expect(result.status == status)
    #expect(result.output.split(separator: "\n").last.map(String.init) == verdict)
  }

  @Test(arguments: [
    (["--max-errors=-1"], "--max-errors takes a number from 0 up, not -1"),
    (
      ["--max-asset-error-rate", "101%"],
      "--max-asset-error-rate takes a part of the records, such as 0.1% or 0.001, not '101%'"
    ),
  ])
  func `a limit that is none is an error of use`(options: [String], message: String) throws {
    let result = try Scene().check(["error.json"] + options)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
  }
}
