import JSONPath
import JSONReading
import Testing

/// Pairs of numbers, and values of some kind, are passed over where a condition cannot hold for them, and nowhere else.
@Suite struct QueryForesightTests {
  private static let conditions = [
    "!(@ >= 0 || @ < 0)", "@[0] >= 0", "!(@[0] >= 0 || @[0] < 0)", "!(@[0] <= 1e308 && @[1] <= 1e308) || @[2]",
    "!(@[0] >= -1e308)", "@[0] > 1e308", "(!@[1] || @[2]) && !(@ >= 0 || @ < 0)", "@[2]", "@[-2]", "!@[-1]", "@[-3]",
    "@.x",
    "@ == 'a'", "@[0] == 'a'", "@[0] < 'a' || @[1] == null", "!@[0][0] && @.x", "@ == null", "length(@) == 2",
    "@[0] == @[1]",
    "@[0] < 5", "count(@['x', 'y']) == 0", "count(@['x', 'y']) != 0", "count(@['x', 'x']) == 2", "count(@.*) == 2",
  ]

  @Test(arguments: 0..<100) func `selects the same as a condition of which nothing is known beforehand`(seed: UInt64)
    throws
  {
    var random = SeededGenerator(state: seed)
    let points = (0..<30).map { _ in
      let parts = (0..<([2, 2, 2, 2, 1, 3].randomElement(using: &random) ?? 0)).map { _ in
        ["1", "-2.5", "0", "3.25", "6e1", "1e309", "-1e309", "null", "\"a\"", "[]"].randomElement(using: &random) ?? ""
      }
      let other = ["7", "null", "{\"x\":1}", "{\"y\":2,\"x\":[3,4]}", "[[1,2]]"].randomElement(using: &random) ?? ""
      return Bool.random(using: &random) || Bool.random(using: &random) ? "[\(parts.joined(separator: ","))]" : other
    }
    let document = try JSONDocument("{\"p\":[\(points.joined(separator: ","))]}")
    for condition in Self.conditions {
      // What is asked of the root is not known before there is one.
      let plain = try JSONPathQuery("$.p[?$.none || (\(condition))]")
      let query = try JSONPathQuery("$.p[?\(condition)]")
      #expect(pointers(query, document) == pointers(plain, document), "\(condition), seed \(seed)")
    }
    for condition in Self.conditions + Self.conditionsOfMembers {
      let plain = try JSONPathQuery("$..[?$.none || (\(condition))]")
      let query = try JSONPathQuery("$..[?\(condition)]")
      #expect(pointers(query, document) == pointers(plain, document), "\(condition), seed \(seed)")
      #expect(texts(query, document) == texts(plain, document), "\(condition), seed \(seed)")
    }
    for text in ["$..x", "$..['x', 'y']", "$..y..x", "$..x[0]", "$..[0, 'x']"] {
      let query = try JSONPathQuery(text)
      var withPaths: [String] = []
      query.select(from: document.root) { node, _ in withPaths.append(node.sourceText) }
      #expect(texts(query, document) == withPaths, "\(text), seed \(seed)")
    }
    for condition in ["!(@ >= 0 || @ < 0)", "@ == null", "@ == 1 || @ == null"] {
      let plain = try JSONPathQuery("$.p[*][?$.none || (\(condition))]")
      let query = try JSONPathQuery("$.p[*][?\(condition)]")
      #expect(pointers(query, document) == pointers(plain, document), "\(condition), seed \(seed)")
    }
  }

  /// What they may be true of depends on the kind of the value.
  private static let conditionsOfMembers = [
    "@.x == 1", "@.x != 1", "!@.x", "@.x < 'a'", "@.x || @.y", "@.x.y", "!@.x.y", "@.y == 2 || @ == 'a'", "@ < 'b'",
    "@ != 'a'", "@ == null || @[1] == 2", "@.x == @.y", "@..x", "length(@) < 2", "@ == true", "!(@.x || @[0])",
  ]

  /// Without paths, which take another way through the descendants.
  private func texts(_ query: JSONPathQuery, _ document: JSONDocument) -> [String] {
    var texts: [String] = []
    _ = query.select(from: document.root) { texts.append($0.sourceText) }
    return texts
  }

  private func pointers(_ query: JSONPathQuery, _ document: JSONDocument) -> [String] {
    var pointers: [String] = []
    query.select(from: document.root) { _, path in pointers.append("\(path.pointer)") }
    return pointers
  }

  @Test(arguments: [
    ("[[1,2]]", true), ("[[1,2],[3,\"4\"]]", true), ("[]", false), ("[1]", true), ("[[]]", true),
  ])
  func `a pair that is passed over was there to put the condition to`(points: String, isReached: Bool) throws {
    let document = try JSONDocument("{\"p\":\(points)}")
    let group = QueryGroup([try JSONPathQuery("$.p[*][?!(@ >= 0 || @ < 0)]")])
    group.begin(document.root)
    var count = 0
    #expect(group.select(0) { _ in count += 1 })
    #expect(group.isReached(0) == isReached)
    #expect(count == (points.contains("4") ? 1 : 0))
  }
}
