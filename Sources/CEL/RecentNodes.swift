import JSONReading

/// What is known of the nodes that were asked about last: of a few, which are found by their places.
struct RecentNodes<Known> {
  private var entries: ContiguousArray<(node: JSONNode, known: Known)> = []
  private let capacity: Int
  /// The entry that goes when there is no room for another.
  private var oldest = 0

  /// Nothing is known yet; later, of `capacity` nodes at most.
  init(capacity: Int) { self.capacity = capacity }

  /// To be called before values change: a reader puts its next record where the last one was.
  mutating func forget() {
    entries.removeAll(keepingCapacity: true)
    oldest = 0
  }

  /// The position of what is known of `node`; `nil` when nothing is.
  func position(of node: JSONNode) -> Int? {
    for position in entries.indices where entries[position].node.isSame(as: node) { return position }
    return nil
  }

  /// Keeps what is known of `node`, of which nothing was, and returns its position.
  mutating func keep(_ known: Known, of node: JSONNode) -> Int {
    guard entries.count == capacity else {
      entries.append((node, known))
      return entries.count - 1
    }
    let position = oldest
    entries[position] = (node, known)
    oldest = (oldest + 1) % capacity
    return position
  }

  /// What is known at a position, as long as nothing else is kept.
  subscript(position: Int) -> Known {
    get { entries[position].known }
    _modify { yield &entries[position].known }
  }
}
