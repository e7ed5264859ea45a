import Foundation
import TestSupport
import Testing

/// The table of checks beside the rules: what it says of each is compared with the rules, their examples and the golden
/// cases.
@Suite struct CatalogueTests {
  private struct Rule: Decodable {
    struct Examples: Decodable { var valid, invalid: [Anything] }
    struct Anything: Decodable { init(from decoder: any Decoder) {} }
    var id, severity, ruleSet: String
    var examples: Examples
  }

  private struct Row {
    var number: Int
    var check: String
    var rules: [String]
    var pack, severity, example: String
  }

  private static func rows() throws -> [Row] {
    let file = SharedFolder.root.appending(path: "Rules/ango/Catalogue.md")
    return try String(decoding: Data(contentsOf: file), as: UTF8.self).split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 7, let number = Int(cells[0]) else { return nil }
      let names = cells[2].matches(of: /`([a-z0-9-]+)`/).map { String($0.output.1) }
      return Row(
        number: number, check: cells[1].replacing("`", with: ""), rules: names, pack: cells[3], severity: cells[4],
        example: cells[5])
    }
  }

  private static func rules() throws -> [String: Rule] {
    let list = try BuiltTool.run(["rules", "list", "--rules", "ango/all", "--format", "json"])
    let rules = try JSONDecoder().decode([Rule].self, from: Data(list.output.utf8))
    return Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0) })
  }

  @Test func `has 184 checks, of which 165 or more are done`() throws {
    let rows = try Self.rows()
    #expect(rows.map(\.number) == Array(1...184))
    #expect(rows.count { !$0.rules.isEmpty } >= 165)
    #expect(rows.allSatisfy { !$0.example.isEmpty && ($0.example == "yes") == !$0.rules.isEmpty })
  }

  @Test func `says of each check what its rules are`() throws {
    let rules = try Self.rules()
    for row in try Self.rows() where row.pack != "every run" {
      let known = row.rules.compactMap { rules[$0] }
      #expect(known.map(\.id) == row.rules, "\(row.check)")
      func cell(_ values: [String]) -> String {
        var seen: [String] = []
        for value in values where !seen.contains(value) { seen.append(value) }
        return seen.isEmpty ? "–" : seen.joined(separator: ", ")
      }
      #expect(cell(known.map(\.ruleSet)) == row.pack, "\(row.check)")
      #expect(cell(known.map(\.severity)) == row.severity, "\(row.check)")
    }
  }

  @Test func `every rule has examples and is found in a golden case`() throws {
    let folder = SharedFolder.root.appending(path: "Fixtures/golden")
    var found = ""
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      found += try String(
        decoding: Data(contentsOf: folder.appending(path: "\(name)/expected.txt")), as: UTF8.self)
    }
    for rule in try Self.rules().values {
      #expect(!rule.examples.valid.isEmpty && !rule.examples.invalid.isEmpty, "\(rule.id)")
      #expect(found.contains("[\(rule.id)]"), "\(rule.id)")
    }
  }

  @Test(.enabled(if: SharedFolder.examples != nil, "needs ../shared"))
  func `names the checks of the catalogue`() throws {
    let reference = try #require(SharedFolder.examples).appending(path: "../ango-export-format.md")
    let text = try String(decoding: Data(contentsOf: reference), as: UTF8.self)
    let checks = text.matches(of: /(?m)^\| (\d+) \| `([a-z0-9-]+)` \|/).map { String($0.output.2) }
    #expect(try Self.rows().map(\.check) == checks)
  }
}
