import Foundation
import TestSupport
import Testing

/// The pages of the built-in rules are kept with them: `make pages` writes them anew.
@Suite struct RulePagesTests {
  @Test(arguments: ["ango"])
  func `the pages are those of the rules`(format: String) throws {
    let scene = try Scene()
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: scene.folder.path).appending(path: "pages"), withIntermediateDirectories: true)
    let result = try scene.run(["rules", "pages", "pages", "--rules", "\(format)/all"])
    #expect(result == BuiltTool.Result(status: 0))
    let written = try pages(in: URL(fileURLWithPath: scene.folder.path).appending(path: "pages"))
    let kept = try pages(in: SharedFolder.root.appending(path: "Rules/\(format)/pages"))
    let outOfDate = Set(written.keys).union(kept.keys).filter { written[$0] != kept[$0] }
    #expect(outOfDate.sorted() == [], "make pages")
  }

  @Test func `a folder that is not there is an error of use`() throws {
    let scene = try Scene()
    let result = try scene.run(["rules", "pages", "none", "--rules", "rules.yaml"])
    #expect(
      result
        == BuiltTool.Result(status: 2, errors: "assay: cannot write none/README.md: No such file or directory\n"))
  }

  private func pages(in folder: URL) throws -> [String: String] {
    var pages: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      pages[name] = try String(decoding: Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
    }
    return pages
  }
}
