import JSONReading
import Testing

@testable import JSONPath

@Suite struct QueryUnionTests {
  @Test func `selects what its queries select, one after the other`() throws {
    let document = try JSONDocument(#"{"a": [1, 2], "b": {"c": [3]}}"#)
    let query = try union(of: "$.b..c[*] | $.a[1] | $.none | $.a[*]")
    #expect(query.nodes(in: document.root).map(\.compactText) == ["3", "2", "1", "2"])
    var paths: [String] = []
    #expect(query.select(from: document.root, withPaths: { paths.append($1.description) }))
    #expect(paths == ["$['b']['c'][0]", "$['a'][1]", "$['a'][0]", "$['a'][1]"])
    #expect(!query.select(from: document.root, stepLimit: 1) { _ in })

    let group = QueryGroup([try JSONPathQuery("$.a"), query, try JSONPathQuery("$.a[*]")])
    group.begin(document.root)
    var nodes: [String] = []
    var steps: [NormalizedPath.Element?] = []
    #expect(group.select(1) { nodes.append($0.compactText) })
    #expect(group.select(1, withLastSteps: { steps.append($1) }))
    #expect(nodes == ["3", "2", "1", "2"])
    #expect(steps == [.index(0), .index(1), .index(0), .index(1)])
  }

  @Test(arguments: [("$.a[?@.x] | $.b[?@.x]", true), ("$.c[?@.x] | $.b[?@.x]", true), ("$.c[?@.x] | $.d[?@.x]", false)])
  func `is reached where one of its queries is`(text: String, expected: Bool) throws {
    let document = try JSONDocument(#"{"a": [], "b": [1]}"#)
    let group = QueryGroup([try union(of: text)])
    group.begin(document.root)
    #expect(group.select(0) { _ in })
    #expect(group.isReached(0) == expected)
  }

  @Test(arguments: [
    ("$.a | $.b", "$.a[*] | $.b.c", true), ("$.a | $.b", "$.b[0]", true), ("$.a", "$.a[0] | $.a[1]", true),
    ("$.a", "$.a[0] | $.b[1]", false), ("$.a | $.b", "$.a | $.c", false),
  ])
  func `is a prefix when each of the other's queries begins with one of its own`(
    prefix: String, query: String, expected: Bool
  ) throws {
    #expect(try union(of: prefix).isPrefix(of: union(of: query)) == expected)
  }

  @Test func `is told by all of its queries`() throws {
    let union = try self.union(of: "$.a | $.b")
    #expect(try union == self.union(of: "$['a'] | $['b']"))
    #expect(try union != JSONPathQuery("$.a"))
    #expect(try Set([union, self.union(of: "$.a|$.b")]).count == 1)
    #expect(!union.isSingular)
    #expect(try !self.union(of: "$ | $").isRoot)
    #expect(union.text == "$.a, $.b")
    #expect(try union.relative(to: JSONPathQuery("$")) == nil)
    #expect(try self.union(of: "$.a | $[?match(@, 'a.+?')]").warnings.map(\.offset) == [12])
  }

  /// The union of the queries in `text`, with bars between them.
  private func union(of text: String) throws -> JSONPathQuery {
    JSONPathQuery(
      union: try text.split(separator: "|").map { part in
        try JSONPathQuery(part.trimmingPrefix(" ").reversed().trimmingPrefix(" ").reversed().map(String.init).joined())
      })
  }
}
