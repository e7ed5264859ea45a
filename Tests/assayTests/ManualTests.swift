import Foundation
import TestSupport
import Testing

/// The manual of the rule language: what its pages show is what the tool says.
@Suite struct ManualTests {
  static let folder = SharedFolder.root.appending(path: "Sources/RuleSets/RuleSets.docc")
  static let fixtures = SharedFolder.root.appending(path: "Fixtures/manual")

  /// The pages by name.
  static let pages: [String: String] = {
    var pages: [String: String] = [:]
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      pages[name] = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }
    return pages
  }()

  static let commands = pages.sorted { $0.key < $1.key }.flatMap { ConsoleCommand.all(in: $0.value, page: $0.key) }

  /// The YAML blocks of all pages by the file that their first line names.
  static let blocks: [(file: String, text: String)] = pages.values.flatMap { page in
    page.components(separatedBy: "```yaml\n").dropFirst().map { block in
      let text = block.components(separatedBy: "```")[0]
      return (String(text.prefix { $0 != "\n" }.dropFirst(2)), text)
    }
  }

  @Test func `has pages, all in the list of the tour`() throws {
    let list = try #require(Self.pages["Tour.md"])
    #expect(Self.pages.count == 15)
    #expect(Self.pages.keys.filter { $0 != "Tour.md" && !list.contains("](\($0))") } == [])
  }

  @Test func `has only blocks that are run, and the lists of paths and names`() {
    let languages = Self.pages.values.flatMap { page in
      page.components(separatedBy: "\n").filter { $0.hasPrefix("```") }.map { String($0.dropFirst(3)) }
    }
    #expect(Set(languages) == ["", "yaml", "console"])
    #expect(Self.commands.count > 50)
  }

  @Test func `links lead to files`() {
    for (name, page) in Self.pages {
      for link in page.components(separatedBy: "](").dropFirst().map({ $0.prefix { $0 != ")" } }) {
        let isFile = FileManager.default.fileExists(atPath: Self.folder.appending(path: String(link)).path)
        #expect(link.hasPrefix("https://") || isFile, "\(name): \(link)")
      }
    }
  }

  @Test func `each YAML block is a file of the fixtures, and each of those is shown`() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.fixtures.path).filter { $0.hasSuffix(".yaml") }
    #expect(Self.blocks.map(\.file).sorted() == names.map { "Fixtures/manual/\($0)" }.sorted())
    for block in Self.blocks {
      let file = SharedFolder.root.appending(path: block.file)
      #expect(try String(contentsOf: file, encoding: .utf8) == block.text, "\(block.file)")
    }
  }

  @Test func `each rule set loads, but for the one that shows mistakes`() throws {
    for block in Self.blocks where block.text.contains("\nruleset: ") {
      let status = try BuiltTool.run(["rules", "list", "--rules", block.file]).status
      #expect(status == (block.file.hasSuffix("/misspelt.yaml") ? 2 : 0), "\(block.file)")
    }
  }

  @Test(arguments: commands) func `prints what the page shows`(command: ConsoleCommand) throws {
    let result = try command.run("exec 2>&1; ")
    #expect(result.output == command.output.map { $0 + "\n" }.joined())
  }
}
