import Foundation
import TestSupport
import Testing

/// What GitHub's runner collects for the summary of a job.
@Suite struct GitHubSummaryTests {
  @Test func `the page is appended to the file that the runner names`() throws {
    let scene = try Scene()
    try scene.folder.write("summary.md", "# Before\n")
    let line = "GITHUB_STEP_SUMMARY=summary.md assay check error.json --rules rules.yaml --format github"
    let result = try scene.shell(line)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("::error title=name-present,file=error.json,line=1,endLine=1,col=2,endColumn="))
    let page = try scene.check(["error.json", "--format", "markdown"]).output
    #expect(page.hasPrefix("## Assay: failed\n"))
    let summary = URL(fileURLWithPath: scene.folder.path).appending(path: "summary.md")
    #expect(try String(decoding: Data(contentsOf: summary), as: UTF8.self) == "# Before\n" + page)
  }

  @Test func `a summary that cannot be written is an error`() throws {
    let scene = try Scene()
    let result = try scene.shell(
      "GITHUB_STEP_SUMMARY=none/summary.md assay check error.json --rules rules.yaml --format github")
    #expect(
      result
        == BuiltTool.Result(status: 2, errors: "assay: cannot write none/summary.md: No such file or directory\n"))
  }

  @Test func `other formats leave it alone`() throws {
    let scene = try Scene()
    let result = try scene.shell("GITHUB_STEP_SUMMARY=none/summary.md assay check clean.json --rules rules.yaml")
    #expect(result.status == 0)
  }
}
