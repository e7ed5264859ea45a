import JSONPath
import JSONReading
import Testing

@Suite struct QueryGroupTests {
  private static let steps = [
    ".a", ".b", ".c", "[*]", "['a', 'b']", "[0]", "[?@.a]", "[?@ == 1 || $.a]", "..a", "[::2]",
  ]

  @Test(arguments: 0..<200) func `selects what its queries select one by one`(seed: UInt64) throws {
    var random = SeededGenerator(state: seed)
    let queries = try (0..<12).map { _ in
      let count = Int.random(in: 0...5, using: &random)
      return try JSONPathQuery("$" + (0..<count).map { _ in Self.steps.randomElement(using: &random) ?? "" }.joined())
    }
    let group = QueryGroup(queries)
    for record in [
      #"{"a": {"a": [1, {"b": 1}], "b": [{"a": 1}, 1]}, "b": [[1, 2], {"a": [1]}], "c": 1}"#, "[]", #"[{"a": 1}]"#,
    ] {
      let document = try JSONDocument(record)
      group.begin(document.root)
      for query in queries.indices.shuffled(using: &random) {
        var nodes: [JSONNode] = []
        var steps: [NormalizedPath.Element?] = []
        #expect(group.select(query) { nodes.append($0) })
        #expect(group.select(query, withLastSteps: { steps.append($1) }))
        let expected = queries[query].nodes(in: document.root)
        var paths: [NormalizedPath] = []
        queries[query].select(from: document.root) { paths.append($1) }
        #expect(nodes.count == expected.count, "\(queries[query].text), seed \(seed)")
        #expect(zip(nodes, expected).allSatisfy { $0.isSame(as: $1) }, "\(queries[query].text), seed \(seed)")
        #expect(steps == paths.map(\.elements.last), "\(queries[query].text), seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    ("$.a[?@ == 9]", "{\"a\": []}", true), ("$.a[?@ == 9]", "{\"a\": 1}", true), ("$.a[?@ == 9]", "{\"b\": 1}", false),
    ("$.a[*][?@ == 9].x", "{\"a\": []}", false), ("$.a[*][?@ == 9].x", "{\"a\": [1]}", true),
    ("$[?@.x]", "{}", true), ("$.a.b", "{\"a\": 1}", false), ("$.a.b", "{\"a\": {\"b\": null}}", true),
    ("$.a[?@.x].b[?@.y]", "{\"a\": [1]}", true),
  ])
  func `knows whether there was something to put the conditions to`(query: String, record: String, expected: Bool)
    throws
  {
    // With and without a prefix that is shared, and the condition in it.
    for others in [[], ["$.a[?@.x].c", "$.a[*].c", "$.a.c"]] {
      let group = QueryGroup(try ([query] + others).map { text in try JSONPathQuery(text) })
      let document = try JSONDocument(record)
      group.begin(document.root)
      #expect(!group.isReached(0))
      #expect(group.select(0) { _ in })
      #expect(group.isReached(0) == expected, "\(others)")
      let empty = try JSONDocument("[]")
      group.begin(empty.root)
      #expect(!group.isReached(0))
    }
  }

  @Test func `takes shared steps once`() throws {
    let document = try JSONDocument("[" + String(repeating: "[[[1]]],", count: 1000) + #"{"a": {"b": 1, "c": 2}}]"#)
    let queries = try ["$..a.b", "$..a.c", "$..a.c.d"].map { text in try JSONPathQuery(text) }
    let group = QueryGroup(queries)
    group.begin(document.root)
    #expect(!queries[1].select(from: document.root, stepLimit: 100) { _ in })
    #expect(group.select(0) { _ in })
    var found: [String] = []
    #expect(group.select(1, stepLimit: 100) { found.append($0.sourceText) })
    #expect(group.select(2, stepLimit: 100) { found.append($0.sourceText) })
    #expect(found == ["2"])
  }

  @Test func `ends early with the prefix`() throws {
    let document = try JSONDocument(String(repeating: "[", count: 300) + String(repeating: "]", count: 300))
    let group = QueryGroup(try [JSONPathQuery("$..*..*..*.a"), JSONPathQuery("$..*..*..*.b")])
    group.begin(document.root)
    #expect(!group.select(0, stepLimit: 1000) { _ in })
    #expect(!group.select(1, stepLimit: 1000) { _ in })
  }
}
