import Foundation
import Testing

@testable import RuleSets

/// The page `Keys` of the manual has the keys that the loader knows, and no others.
@Suite struct KeysPageTests {
  /// The keys of one mapping, under the path that leads to it: `rules.ID.unique`.
  struct Section: Equatable {
    var path: String
    var rows: [String]
  }

  private static let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/RuleSets/RuleSets.docc/Keys.md")

  /// The mapping at `path` and those within it, in the order of their keys.
  private static func sections(_ path: String, _ keys: FileKeys) -> [Section] {
    let rows = keys.keys.map { key in
      "| `\(key.name)`\(key.isRequired ? " (needed)" : "") | \(describe(key.value)) | \(key.about) |"
    }
    let prefix = ["a rule set", "a format definition", "a configuration"].contains(path) ? "" : path + "."
    return [Section(path: path, rows: rows)] + keys.keys.flatMap { inner(prefix + $0.name, $0.value) }
  }

  private static func inner(_ path: String, _ value: FileValue) -> [Section] {
    switch value {
    case .mapping(let keys): sections(path, keys)
    case .names(let value, _): inner(path + ".NAME", value)
    case .list(let element), .listOrOne(let element): inner(path, element)
    case .either(let values): values.flatMap { inner(path, $0) }
    case .text, .expression, .form, .word, .yes, .integer, .number, .parameter, .anything, .nothing: []
    }
  }

  private static func describe(_ value: FileValue) -> String {
    switch value {
    case .text: "text"
    case .expression: "CEL"
    case .form(_, let example, _): "text such as `\(example)`"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .yes: "`true`"
    case .integer(let least): "whole number, \(least) or more"
    case .number(let bounds): "number \(bounds)"
    case .parameter: "`params.NAME`"
    case .anything: "any value"
    case .nothing: "nothing"
    case .mapping: "keys, see below"
    case .names(let value, _): "by name: \(describe(value))"
    case .list(let element): "list: \(describe(element))"
    case .listOrOne(let element): "one, or a list: \(describe(element))"
    case .either(let values): values.map(describe).joined(separator: "; or ")
    }
  }

  /// The sections of the page: a heading of the second rank with a path, and the rows of the table below it.
  private static func written() throws -> [Section] {
    var sections: [Section] = []
    for line in try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("## ") {
        sections.append(Section(path: String(line.dropFirst(3)).replacing("`", with: ""), rows: []))
      } else if line.hasPrefix("| `"), !sections.isEmpty {
        sections[sections.count - 1].rows.append(line)
      }
    }
    return sections
  }

  static let known =
    sections("a rule set", RuleSetKeys.ruleSet) + sections("a format definition", RuleSetKeys.format)
    + sections("a configuration", ConfigurationKeys.all(reportFormats: []))

  @Test func `the page has a section for each mapping`() throws {
    #expect(try Self.written().map(\.path) == Self.known.map(\.path))
  }

  @Test(arguments: known.map(\.path)) func `a section has the keys of its mapping`(path: String) throws {
    let rows = try Self.written().first { $0.path == path }?.rows ?? []
    let expected = try #require(Self.known.first { $0.path == path }).rows
    #expect(rows == expected, "the rows are:\n\(expected.joined(separator: "\n"))")
  }
}
