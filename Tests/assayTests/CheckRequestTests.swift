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
    request.quiet = true
    #expect(Assay.check(arguments + ["--quiet"]) == request)
  }

  @Test(arguments: [
    [], ["check"], ["--version"], ["-h"], ["help"], ["rules", "list"], ["eval", "1"], ["check", "--help"],
    ["a.json", "--jobs", "0"], ["a.json", "--unknown"],
  ])
  func `what is no check, or not a right one, is for the whole command line`(arguments: [String]) {
    #expect(Assay.check(arguments) == nil)
  }
}
