import JSONPath
import JSONReading
import SourceText
import Testing

@Suite struct JSONPathQueryTests {
  @Test(arguments: [
    ("$", "$", true),
    ("$", "$.task.tools[*]", true),
    ("$.task", "$.task.tools[*]", true),
    ("$.task", "$['task']['tools'][*]", true),
    ("$.task.tools[*]", "$.task.tools[*]", true),
    ("$.task.tools.*", "$.task.tools[*].a", true),
    ("$.task", "$.task..tools[*]", true),
    ("$.a[?@.b == 'x']", #"$.a[?@["b"]=="x"].c"#, true),
    ("$.task.tools", "$.task", false),
    ("$.task", "$.tasks", false),
    ("$.task", "$", false),
    ("$.task", "$..task", false),
    ("$.a[?@.b == 'x']", "$.a[?@.b == 'y'].c", false),
    ("$.a[?@.b == 1]", "$.a[?@.b == '1'].c", false),
  ])
  func `is a prefix of a query that starts with the same steps`(left: String, right: String, expected: Bool) throws {
    #expect(try JSONPathQuery(left).isPrefix(of: JSONPathQuery(right)) == expected)
  }

  @Test(arguments: [
    ("$", "$.a", "$.a"),
    ("$.task", "$.task.tools[*]", "$.tools[*]"),
    ("$.task", "$['task'] ..tools", "$..tools"),
    ("$.task", "$.task", "$"),
    ("$.é", "$.é[?@.x]", "$[?@.x]"),
    ("$.task", "$.task[?$.x]", nil),
    ("$.task", "$.other.tools", nil),
    ("$[?$.x]", "$[?$.x].a", "$.a"),
  ])
  func `gives the rest behind a prefix`(prefix: String, query: String, expected: String?) throws {
    #expect(try JSONPathQuery(query).relative(to: JSONPathQuery(prefix))?.text == expected)
  }

  @Test(arguments: [
    ("$", true), ("$.a[0]['b'][-1]", true), ("$.a[*]", false), ("$.a['b','c']", false), ("$..a", false),
    ("$[0:1]", false),
    ("$[?@.a]", false),
  ])
  func `knows whether it selects one node at most`(text: String, expected: Bool) throws {
    #expect(try JSONPathQuery(text).isSingular == expected)
  }

  @Test(arguments: [("$", true), ("$.a", false), ("$[0]", false), ("$..*", false)])
  func `knows whether it selects the root alone`(text: String, expected: Bool) throws {
    #expect(try JSONPathQuery(text).isRoot == expected)
  }

  @Test func `equals what selects the same, however it is written`() throws {
    let queries = try ["$.a[0]", "$['a'] [0]", #"$["\u0061"][0]"#, "$.a[1]"].map { text in try JSONPathQuery(text) }
    #expect(queries[0] == queries[1] && queries[1] == queries[2] && queries[2] != queries[3])
    #expect(Set(queries).count == 2)
    #expect(queries[1].text == "$['a'] [0]")
  }

  @Test(arguments: [
    ("$[?match(@, 'a')]", []),
    ("$[?match(@, 'a**')]", [JSONPathError("the pattern matches nothing: there is nothing to repeat", offset: 12)]),
    ("$[?search(@, 1)]", [JSONPathError("a pattern must be a string; this one matches nothing", offset: 13)]),
  ])
  func `warns of patterns that match nothing`(text: String, expected: [JSONPathError]) throws {
    #expect(try JSONPathQuery(text).warnings == expected)
    let document = try JSONDocument(#"["b", 1]"#)
    #expect(try JSONPathQuery(text).nodes(in: document.root).isEmpty)
  }

  @Test(arguments: [
    ("$[?@.n == 9007199254740993]", #"[{"n": 9007199254740992}, {"n": 9007199254740993}]"#, ["$[1]"]),
    ("$[?@.n > 1.5]", #"[{"n": 1}, {"n": 2}, {"n": 15e-1}, {"n": 1e400}]"#, ["$[1]", "$[3]"]),
    ("$[?@ == 'a\"\\\\\\n\\u0001']", #"["a\"\\\n\u0001", "a"]"#, ["$[0]"]),
    ("$[?@ < 'é']", #"["e", "é", "\u00e8", "😀"]"#, ["$[0]", "$[2]"]),
    ("$[?length(@) == 2]", #"["é😀", "abc", [1, 2], {"a": 1, "b": 2}, 2]"#, ["$[0]", "$[2]", "$[3]"]),
    ("$[?count(@..*) > length(@)]", #"[[1], [[1]]]"#, ["$[1]"]),
    ("$[?length(@) <= count($[*])]", #"["ab", "abc"]"#, ["$[0]"]),
    ("$[?value(@..a) == 1]", #"[{"a": 1}, {"b": {"a": 1}}, {"a": 1, "b": {"a": 1}}]"#, ["$[0]", "$[1]"]),
    ("$[?@.a == $[0].a && !(@.b || @.c)]", #"[{"a": 1}, {"a": 1, "b": 1}, {"a": 2}]"#, ["$[0]"]),
    ("$..[?@.x]", #"{"a": {"x": 1, "b": [{"x": 2}]}}"#, ["$['a']", "$['a']['b'][0]"]),
    ("$[?@[?@ > 1]]", "[[1], [2]]", ["$[1]"]),
    (
      #"$["a\tb"]['\u00e9', 'it\'s']"#, #"{"a\tb": {"it's": 1, "\u00e9": 2}}"#,
      [#"$['a\tb']['é']"#, #"$['a\tb']['it\'s']"#]
    ),
    ("$[*]", #"{"\u0001\u001f\\\b": 1}"#, [#"$['\u0001\u001f\\\b']"#]),
  ])
  func `selects`(query: String, document: String, expected: [String]) throws {
    let document = try JSONDocument(document)
    var paths: [String] = []
    try JSONPathQuery(query).select(from: document.root) { _, path in paths.append(path.description) }
    #expect(paths == expected)
  }

  @Test func `gives the place of a node as a pointer, too`() throws {
    let document = try JSONDocument(#"{"a/b": [{"~": 1}]}"#)
    var pointers: [String] = []
    try JSONPathQuery("$.*[0].*").select(from: document.root) { node, path in
      pointers.append(path.pointer.description)
      #expect(node.pointer(from: document.root) == path.pointer)
    }
    #expect(pointers == ["/a~1b/0/~0"])
  }

  @Test func `goes through deep data without deep recursion`() throws {
    let depth = 60_000
    let text = String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
    let document = try JSONDocument(text, limits: JSONLimits(depth: depth))
    #expect(try JSONPathQuery("$..*").nodes(in: document.root).count == depth)
    #expect(try JSONPathQuery("$..[?@ == 1]").nodes(in: document.root).count == 1)
  }

  @Test func `runs the longest query that it takes`() throws {
    let document = try JSONDocument(String(repeating: "[", count: 300) + String(repeating: "]", count: 300))
    #expect(try JSONPathQuery("$" + String(repeating: "[*]", count: 256)).nodes(in: document.root).count == 1)
    let nested =
      String(repeating: "$[?@", count: 1) + String(repeating: "[?@", count: 63) + String(repeating: "]", count: 64)
    #expect(try JSONPathQuery(nested).nodes(in: document.root).count == 1)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["$..*..*..*..*..*", "$..[?@..[?@..[?@..[?$..*..x]]]]", "$[?count(@..*..*..*..*) > 1]"])
  func `ends early when a query would take forever`(text: String) throws {
    let document = try JSONDocument(String(repeating: "[", count: 500) + String(repeating: "]", count: 500))
    let query = try JSONPathQuery(text)
    #expect(!query.select(from: document.root, stepLimit: 100_000) { _ in })
    #expect(!query.select(from: document.root, stepLimit: 100_000, withPaths: { _, _ in }))
  }

  @Test(
    arguments: [
      ("$", []), ("$.a", ["a"]), ("$['a'].b", ["a", "b"]), ("$.a[0]", nil), ("$.a[*]", nil), ("$..a", nil),
      ("$['a', 'b']", nil), ("$.a[?@.b]", nil),
    ] as [(String, [String]?)])
  func `tells the names that it follows`(text: String, names: [String]?) throws {
    #expect(try JSONPathQuery(text).names == names)
  }

  /// Arrays have no members, but to pass over them is work.
  @Test func `counts what a search for members passes over`() throws {
    let document = try JSONDocument("[" + String(repeating: "[],", count: 3000) + "[]]")
    let query = try JSONPathQuery("$[?$..x]")
    #expect(!query.select(from: document.root, stepLimit: 1_000_000) { _ in })
    #expect(query.select(from: document.root, stepLimit: 2_000_000) { _ in })
  }

  @Test(arguments: [("$[*].a", 8), ("$..a", 8), ("$[?@.a]", 8)])
  func `counts steps`(text: String, needed: Int) throws {
    let document = try JSONDocument(#"[{"a": 1}, {"a": 2}, {"a": 3}]"#)
    let query = try JSONPathQuery(text)
    var visited = 0
    #expect(query.select(from: document.root, stepLimit: 100) { _ in visited += 1 })
    #expect(visited == 3)
    let least = (0...100).first { query.select(from: document.root, stepLimit: $0) { _ in } }
    #expect(least == needed)
  }
}
