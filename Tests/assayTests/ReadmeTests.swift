import Foundation
import TestSupport
import Testing

/// What the README promises is true.
@Suite struct ReadmeTests {
  /// A command of a console block and the lines below it.
  struct Command: CustomStringConvertible {
    var line: String
    var output: [String]
    var description: String { line }
  }

  static let text = (try? String(contentsOf: SharedFolder.root.appending(path: "README.md"), encoding: .utf8)) ?? ""

  /// The commands of all `console` blocks.
  static let commands: [Command] = {
    var commands: [Command] = []
    for block in text.components(separatedBy: "```console\n").dropFirst() {
      for line in (block.components(separatedBy: "\n```").first ?? "").components(separatedBy: "\n") {
        if line.hasPrefix("$ ") {
          commands.append(Command(line: String(line.dropFirst(2)), output: []))
        } else if !commands.isEmpty {
          commands[commands.count - 1].output.append(line)
        }
      }
    }
    return commands
  }()

  @Test func `has commands`() { #expect(Self.commands.count >= 7) }

  /// Runs in a folder of its own with the fixtures in it: some commands write files.
  @Test(arguments: commands)
  func `runs as shown`(command: Command) throws {
    let folder = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Fixtures", withDestinationPath: SharedFolder.root.path + "/Fixtures")
    let result = try BuiltTool.shell(command.line, in: folder.path)
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
