/// Nodes and the edges between them.
struct Graph {
  private var nodes: [CELMapKey: Int] = [:]
  /// The edges that start at each node: their names, and the nodes that they lead to.
  private var edges: [[(name: Int, end: Int)]] = []

  /// Adds an edge called `name`, which several edges may be.
  mutating func addEdge(_ name: Int, from start: CELMapKey, to end: CELMapKey) {
    let (start, end) = (node(start), node(end))
    edges[start].append((name, end))
  }

  private mutating func node(_ key: CELMapKey) -> Int {
    if let node = nodes[key] { return node }
    nodes[key] = edges.count
    edges.append([])
    return edges.count - 1
  }

  /// The names of the edges of one cycle, from the first of its nodes that is met; empty when there is none. Looks at each
  /// node and each edge once.
  func cycle() -> [Int] {
    enum State { case new, open, done }
    var states = Array(repeating: State.new, count: edges.count)
    for first in edges.indices where states[first] == .new {
      // The way to the node at hand: where it is, which edge comes next there, and which one led there.
      var way: [(node: Int, next: Int, name: Int?)] = [(first, 0, nil)]
      states[first] = .open
      while let last = way.last {
        guard last.next < edges[last.node].count else {
          states[last.node] = .done
          way.removeLast()
          continue
        }
        way[way.count - 1].next += 1
        let (name, end) = edges[last.node][last.next]
        switch states[end] {
        case .done: continue
        case .new:
          states[end] = .open
          way.append((end, 0, name))
        case .open:
          let start = way.firstIndex { $0.node == end } ?? 0
          return way[(start + 1)...].compactMap(\.name) + [name]
        }
      }
    }
    return []
  }
}
