import Testing

@testable import CEL

@Suite struct GraphTests {
  @Test(arguments: 0..<300)
  func `finds a cycle exactly where there is one, and tells all of it`(seed: UInt64) {
    var random = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(random >> 33) % bound
    }
    let nodeCount = 1 + next(8)
    let edges = (0..<next(2 * nodeCount)).map { _ in (start: next(nodeCount), end: next(nodeCount)) }
    var graph = Graph()
    for (name, edge) in edges.enumerated() {
      graph.addEdge(name, from: .int(Int64(edge.start)), to: .int(Int64(edge.end)))
    }
    // Warshall: where each node can be reached from.
    var reaches = Array(repeating: Array(repeating: false, count: nodeCount), count: nodeCount)
    for edge in edges { reaches[edge.start][edge.end] = true }
    for middle in 0..<nodeCount {
      for start in 0..<nodeCount where reaches[start][middle] {
        for end in 0..<nodeCount where reaches[middle][end] { reaches[start][end] = true }
      }
    }
    let cycle = graph.cycle()
    #expect(cycle.isEmpty == !(0..<nodeCount).contains { reaches[$0][$0] }, "seed \(seed)")
    for (name, following) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
      #expect(edges[name].end == edges[following].start, "seed \(seed)")
    }
    #expect(Set(cycle.map { edges[$0].start }).count == cycle.count, "seed \(seed)")
  }

  @Test func `follows a chain of any length`() throws {
    let count = 50_000
    let edges = (0..<count).map { "[\($0),\(($0 + 1) % count)]" }.joined(separator: ",")
    #expect(try answer("size(graph.cycle(r))", on: "{\"r\": [\(edges)]}") == "\(count)")
  }

  @Test(arguments: [
    ("graph.cycle(r.groups)", "[3]"),
    ("graph.cycle([['a']])", "error: graph.cycle(): edge 0 is not a list of two ends"),
    ("graph.cycle([['a', dyn(1)], [1u, dyn('a')]])", "[0,1]"),
    ("graph.depth(r.answers, 'more')", "3"),
    ("graph.depth([{'more': [{}]}], 'more')", "2"),
    ("graph.depth([7], 1)", "invalid: no overload of 'graph.depth' takes (list(int), int)"),
  ])
  func `reads edges and trees of records and of expressions`(source: String, expected: String) throws {
    let record = """
      {"r": {"groups": [["a", ["b", null]], [{}, "a"], [null, [null]], ["c", [7, "c"]]],
       "answers": [{}, 7, {"more": [{"more": {"more": []}}, {"more": [null]}]}]}}
      """
    #expect(try answer(source, on: record) == expected)
  }
}
