extension JSONNode {
  /// The arrays and objects within this value, itself included, each before those within it. Takes no memory, whatever
  /// the depth.
  @inlinable public var containers: JSONContainers { JSONContainers(of: self, leastKind: RawNode.array) }

  /// The containers without the arrays.
  @inlinable public var objects: JSONContainers { JSONContainers(of: self, leastKind: RawNode.object) }

  /// How many nodes the reader made of this value and all within it: two of each container, for its ends.
  @inlinable public var nodeCount: Int { nextIndex &- index }
}

/// The arrays and objects within a value, or its objects alone.
public struct JSONContainers: Sequence, IteratorProtocol {
  @usableFromInline let node: JSONNode
  @usableFromInline let leastKind: UInt32
  @usableFromInline var at: Int
  @usableFromInline let end: Int

  @inlinable init(of node: JSONNode, leastKind: UInt32) {
    self.node = node
    self.leastKind = leastKind
    at = node.index
    end = node.nextIndex
  }

  /// The next array or object.
  @inlinable public mutating func next() -> JSONNode? {
    let nodes = unsafe node.tree.pointee.nodes
    let text = unsafe node.tree.pointee.text
    while at < end {
      let raw = unsafe nodes[at]
      at &+= 1
      // Where a container ends there is a node of its kind, too: at '}' or ']', which differ in these bits.
      guard raw.kind >= leastKind, unsafe text[raw.start] & 6 == 2 else { continue }
      return unsafe JSONNode(tree: node.tree, index: at &- 1)
    }
    return nil
  }
}
