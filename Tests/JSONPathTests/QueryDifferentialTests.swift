import Foundation
import JSONPath
import JSONReading
import Testing

/// Random queries and documents beside what another implementation selects, made by `Tests/Differential/queries.py`.
@Suite struct QueryDifferentialTests {
  static let path = ProcessInfo.processInfo.environment["ASSAY_QUERY_CASES"]

  @Test(.enabled(if: path != nil, "cases are made by hand, see Tests/Differential/queries.py"))
  func `another implementation selects the same`() throws {
    let text = try String(contentsOfFile: try #require(Self.path), encoding: .utf8)
    var (count, refused, selected) = (0, 0, 0)
    for line in text.split(separator: "\n") {
      let test = try Self.test(line)
      let paths = try Self.paths(test.query, in: test.document)
      #expect(paths == test.paths, "\(test.query) in \(test.document)")
      count += 1
      refused += paths == nil ? 1 : 0
      selected += paths?.count ?? 0
    }
    print("\(count) queries seen alike, \(refused) of them refused; \(selected) nodes selected")
    #expect(refused > 0 && refused < count && selected > 0)
  }

  /// The normalised paths of what `query` selects; `nil` when it is none.
  private static func paths(_ query: String, in document: String) throws -> [String]? {
    guard let query = try? JSONPathQuery(query) else { return nil }
    let document = try JSONDocument(document)
    var paths: [String] = []
    withExtendedLifetime(document) {
      _ = query.select(from: document.root) { _, path in paths.append(path.description) }
    }
    return paths
  }

  /// What stands in a line of the cases.
  private static func test(_ line: Substring) throws -> (query: String, document: String, paths: [String]?) {
    let test = try JSONDocument(String(line))
    return try withExtendedLifetime(test) {
      let paths = try #require(test.root.member("paths"))
      return (
        try #require(test.root.member("query")?.string), try #require(test.root.member("document")).sourceText,
        paths.kind == .null ? nil : paths.elements.compactMap(\.string)
      )
    }
  }
}
