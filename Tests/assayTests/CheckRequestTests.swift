import ArgumentParser
import Findings
import Testing

@testable import assay

@Suite struct CheckRequestTests {
  @Test(arguments: [
    ["a.json"], ["check", "a.json", "b c"], ["-"], ["check", "x*.zip", "-"], ["check", "check"], [""],
  ])
  func `inputs alone ask for what the parser makes of them`(arguments: [String]) throws {
    var request = try #require(Assay.check(arguments))
    #expect(request.input == (arguments.first == "check" ? Array(arguments.dropFirst()) : arguments))
    // Every option that is not given has the same default, whoever reads the arguments.
    request.maxDepth = 7
    #expect(Assay.check(arguments + ["--max-depth", "7"]) == request)
  }

  /// Names of options and flags, as the help lists them.
  static let options: [String] = Set(
    CheckCommand.helpMessage().split(whereSeparator: { " \n/()[],.;:".contains($0) }).filter {
      $0.hasPrefix("--") && $0.count > 2
    }.map(String.init)
  ).sorted()

  /// What the parser makes of it, `nil` when it finds something wrong.
  private func parsed(_ arguments: [String]) -> CheckRequest? {
    ((try? CheckCommand.parseAsRoot(arguments)) as? CheckCommand)?.request
  }

  @Test(arguments: options)
  func `whatever is read without the parser is what the parser makes of it`(option: String) {
    let values = ["json", "1", "0", "+2", "warning", "never", "-", "", "-1", "--quiet", "a=b", "2025-03-05T09:00:00Z"]
    for value in values {
      for arguments in [
        ["x", option, value], [option, value, "x"], ["x", option, value, option, value], ["x", "\(option)=\(value)"],
        ["x", option], [option, value], ["x", option, value, "--", "y"],
      ] {
        if let plain = CheckRequest(plain: arguments) { #expect(parsed(arguments) == plain, "\(arguments)") }
      }
    }
  }

  @Test func `the options of most runs need no parser`() throws {
    var request = CheckRequest(input: ["x", "y"])
    request.formats = ["json", "text:report.txt"]
    request.rules.ruleSets = ["ango/recommended"]
    request.settings.now = "2025-03-05T09:00:00Z"
    request.settings.jobs = 2
    request.settings.failOn = .warning
    request.quiet = true
    let arguments = [
      "x", "--format", "json", "--rules", "ango/recommended", "--quiet", "--now", "2025-03-05T09:00:00Z", "y", "--jobs",
      "2", "--fail-on", "warning", "--format", "text:report.txt",
    ]
    #expect(CheckRequest(plain: arguments) == request)
    #expect(parsed(arguments) == request)
    for wrong in ["never mind", "-1", "0", "--quiet", ""] {
      #expect(CheckRequest(plain: ["x", "--jobs", wrong]) == nil)
    }
  }

  @Test(arguments: [
    [], ["check"], ["--version"], ["-h"], ["help"], ["rules", "list"], ["eval", "1"], ["check", "--help"],
    ["a.json", "--jobs", "0"], ["a.json", "--unknown"],
  ])
  func `what is no check, or not a right one, is for the whole command line`(arguments: [String]) {
    #expect(Assay.check(arguments) == nil)
  }
}
