import Foundation
import TestSupport
import Testing

/// What the README promises is true.
@Suite struct ReadmeTests {
  static let text = (try? String(contentsOf: SharedFolder.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  static let commands = ConsoleCommand.all(in: text, page: "README.md")

  @Test func `has commands`() { #expect(Self.commands.count >= 7) }

  @Test(arguments: commands)
  func `runs as shown`(command: ConsoleCommand) throws {
    let result = try command.run()
    #expect(result.errors == "")
    #expect([0, 1].contains(result.status))
    if !command.output.isEmpty {
      #expect(result.output == command.output.joined(separator: "\n") + "\n")
    }
  }

  @Test(arguments: ["team", "checks"])
  func `shows the rule sets of the fixtures`(name: String) throws {
    let file = SharedFolder.root.appending(path: "Fixtures/readme/\(name).yaml")
    let rules = try String(contentsOf: file, encoding: .utf8)
    #expect(Self.text.contains("```yaml\n\(rules)```"))
  }

  @Test func `the editor's command reads standard input`() throws {
    let export = try Data(contentsOf: SharedFolder.root.appending(path: "Fixtures/demo/export.json"))
    let result = try BuiltTool.run(["check", "-", "--stdin-name", "x.json", "--format", "concise"], input: export)
    #expect(result.status == 1)
    #expect(result.output.split(separator: "\n").allSatisfy { $0.hasPrefix("x.json:") })
  }
}
