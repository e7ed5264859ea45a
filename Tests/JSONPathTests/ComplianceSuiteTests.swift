import Foundation
import JSONPath
import JSONReading
import TestSupport
import Testing

/// The JSONPath Compliance Test Suite.
@Suite struct ComplianceSuiteTests {
  /// One case of the suite.
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var selector: String
    /// JSON; `nil` when the selector is to be refused.
    var document: String?
    /// The results of which one must come out, with their paths: JSON.
    var results: [String] = []
    var paths: [String] = []
    var testDescription: String { name }
  }

  static let cases: [Case] = {
    guard let folder = SharedFolder.suites,
      let data = try? Data(contentsOf: folder.appending(path: "jsonpath/cts.json")),
      let suite = try? JSONDocument(data), let tests = suite.root.member("tests")
    else { return [] }
    return tests.elements.map { test in
      func text(_ key: JSONKey) -> String? { test.member(key)?.sourceText }
      func texts(_ key: JSONKey) -> [String] { test.member(key).map { $0.elements.map(\.sourceText) } ?? [] }
      var result = Case(name: test.member("name")?.string ?? "", selector: test.member("selector")?.string ?? "")
      if test.member("invalid_selector")?.boolean == true { return result }
      result.document = text("document")
      result.results = text("result").map { [$0] } ?? texts("results")
      result.paths = text("result_paths").map { [$0] } ?? texts("results_paths")
      return result
    }
  }()

  @Test(.enabled(if: SharedFolder.suites != nil)) func `the suite has all its cases`() {
    #expect(Self.cases.count == 537)
    #expect(Self.cases.count { $0.document == nil } == 182)
    #expect(Self.cases.allSatisfy { $0.document == nil || !$0.results.isEmpty && $0.results.count == $0.paths.count })
  }

  @Test(.enabled(if: SharedFolder.suites != nil), arguments: cases) func conforms(_ test: Case) throws {
    guard let text = test.document else {
      #expect(throws: JSONPathError.self) { try JSONPathQuery(test.selector) }
      return
    }
    let document = try JSONDocument(text)
    let query = try JSONPathQuery(test.selector)
    var (nodes, paths): ([JSONNode], [String]) = ([], [])
    query.select(from: document.root) { node, path in
      nodes.append(node)
      paths.append(path.description)
    }
    let outcomes = try zip(test.results, test.paths).map { (try JSONDocument($0), try JSONDocument($1)) }
    let match = outcomes.first { Array($0.0.root.elements) == nodes }
    #expect(match != nil, "selected \(nodes.map(\.sourceText)), expected one of \(test.results)")
    #expect(match?.1.root.elements.map(\.string) == paths)

    let plain = query.nodes(in: document.root)
    #expect(plain.count == nodes.count && zip(plain, nodes).allSatisfy { $0.isSame(as: $1) })
    for path in paths {
      let same = try JSONPathQuery(path)
      #expect(same.isSingular)
      #expect(same.nodes(in: document.root).count == 1)
    }
  }
}
