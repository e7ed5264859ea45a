import Foundation
import TestSupport
import Testing

/// Every folder of `Fixtures/golden` is a case: `input.*`, maybe `rules.yaml` and `ontology.json`, and `expected.txt` with what the tool prints
/// and how it ends. `UPDATE_GOLDEN=1` writes the expected files anew and still fails, so that a person reads the change.
@Suite struct GoldenTests {
  static let cases: [String] = {
    let folder = SharedFolder.root.appending(path: "Fixtures/golden")
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }()

  @Test func `has cases`() { #expect(Self.cases.count >= 30) }

  @Test(arguments: cases)
  func `prints what is expected`(name: String) throws {
    let folder = SharedFolder.root.appending(path: "Fixtures/golden/\(name)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let input = try #require(files.first { $0.hasPrefix("input.") })
    var arguments = ["check", input, "--format", "concise", "--now", "2025-03-05T09:00:00Z"]
    if files.contains("rules.yaml") { arguments += ["--rules", "rules.yaml"] }
    if files.contains("ontology.json") { arguments += ["--ontology", "ontology.json"] }
    let result = try BuiltTool.run(arguments, in: folder.path)
    let actual = result.output + result.errors + "exit \(result.status)\n"
    let expectedFile = folder.appending(path: "expected.txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try Data(actual.utf8).write(to: expectedFile)
      Issue.record("\(name): written anew; read the difference")
      return
    }
    #expect(try String(decoding: Data(contentsOf: expectedFile), as: UTF8.self) == actual)
  }

  @Test func `the defective export breaks every rule of the pack`() throws {
    let rules = try BuiltTool.run(["rules", "list"]).output.split(separator: "\n").compactMap {
      $0.split(separator: " ").first
    }
    let result = try BuiltTool.run(["check", "Fixtures/golden/every-rule/input.json", "--format", "concise"])
    let found = Set(
      result.output.split(separator: "\n").compactMap { line -> String? in
        guard let open = line.lastIndex(of: "["), let close = line.lastIndex(of: "]"), open < close else { return nil }
        return String(line[line.index(after: open)..<close])
      })
    #expect(rules.map(String.init).filter { !found.contains($0) } == [])
    #expect(result.status == 1)
  }

  @Test func `the twelve example assets are clean`() throws {
    let result = try BuiltTool.run(["check", "Fixtures/examples/export.json", "--format", "concise"])
    #expect(result == BuiltTool.Result(status: 0, output: "", errors: ""))
  }
}
