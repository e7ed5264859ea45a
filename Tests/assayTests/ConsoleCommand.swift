import Foundation
import TestSupport

/// A command of a console block of a page, and the lines below it.
struct ConsoleCommand: CustomStringConvertible {
  let line: String
  let output: [String]
  /// The page that it stands on.
  let page: String

  var description: String { "\(page): \(line)" }

  /// The commands of all `console` blocks of `text`, which is called `page`.
  static func all(in text: String, page: String) -> [ConsoleCommand] {
    text.components(separatedBy: "```console\n").dropFirst().flatMap { block in
      let lines = (block.components(separatedBy: "\n```").first ?? "").components(separatedBy: "\n")
      let starts = lines.indices.filter { lines[$0].hasPrefix("$ ") }
      return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
        ConsoleCommand(
          line: String(lines[start].dropFirst(2)), output: Array(lines[(start + 1)..<end]), page: page)
      }
    }
  }

  /// Runs in a folder of its own with the fixtures in it: some commands write files.
  func run(_ prefix: String = "") throws -> BuiltTool.Result {
    let folder = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/Fixtures", withDestinationPath: SharedFolder.root.path + "/Fixtures")
    return try BuiltTool.shell(prefix + line, in: folder.path)
  }
}
