public import SourceText

// Members and elements.
extension JSONNode {
  /// The members of an object in the order of the text; none for other kinds.
  @inlinable public var members: JSONMembers { JSONMembers(of: self) }

  /// The elements of an array in order; none for other kinds.
  @inlinable public var elements: JSONElements { JSONElements(of: self) }

  /// The number of members or elements, 0 for scalars. Does not count them.
  public var count: Int {
    let raw = self.raw
    guard raw.kind >= RawNode.array else { return 0 }
    let link = self.raw(Int(raw.link)).link
    if raw.kind == RawNode.array { return Int(link) }
    if link & RawNode.shapeless != 0 { return Int(link & ~RawNode.shapeless) }
    return unsafe Int(tree.pointee.shapes[Int(link)].depth)
  }

  /// The value of an object's first member called `key`; `nil` when there is none, and for other kinds. Linear in
  /// the number of members.
  @inlinable public func member(_ key: JSONKey) -> JSONNode? {
    let raw = self.raw
    guard raw.kind == RawNode.object else { return nil }
    let nodes = unsafe tree.pointee.nodes
    let end = Int(raw.link)
    var at = index &+ 1
    while at < end {
      if unsafe JSONNode(tree: tree, index: at).isString(key) {
        return unsafe JSONNode(tree: tree, index: at &+ 1)
      }
      let value = unsafe nodes[at &+ 1]
      at = value.kind >= RawNode.array ? Int(value.link) &+ 1 : at &+ 2
    }
    return nil
  }

  /// The element at `position`, from 0; `nil` when there is none, and for other kinds. Linear in `position`.
  @inlinable public func element(at position: Int) -> JSONNode? {
    let raw = self.raw
    guard raw.kind == RawNode.array, position >= 0 else { return nil }
    let nodes = unsafe tree.pointee.nodes
    let end = Int(raw.link)
    var at = index &+ 1
    var left = position
    while left > 0, at < end {
      let element = unsafe nodes[at]
      at = element.kind >= RawNode.array ? Int(element.link) &+ 1 : at &+ 1
      left &-= 1
    }
    return at < end ? unsafe JSONNode(tree: tree, index: at) : nil
  }

  /// The scalar or key whose text the byte at `offset` is in, or the container that starts there; `offset` lies in this
  /// value. Logarithmic in the number of values.
  public func descendant(at offset: Int) -> JSONNode {
    // Nodes, closing ones too, stand in the order of the text.
    let behind = (index + 1..<nextIndex).partitioningIndex { self.raw($0).start > offset }
    return unsafe JSONNode(tree: tree, index: behind - 1)
  }

  /// The value that `pointer` leads to from here, `nil` when there is none.
  public func value(at pointer: JSONPointer) -> JSONNode? {
    var here = self
    for token in pointer.tokens {
      let next: JSONNode?
      if here.raw.kind == RawNode.array {
        // RFC 6901, section 4: digits without a leading zero.
        guard let position = Int(token), String(position) == token else { return nil }
        next = here.element(at: position)
      } else {
        next = here.member(JSONKey(token))
      }
      guard let next else { return nil }
      here = next
    }
    return here
  }
}

/// The members of an object.
public struct JSONMembers: Sequence, IteratorProtocol {
  @usableFromInline let node: JSONNode
  @usableFromInline var at: Int
  @usableFromInline let end: Int

  @inlinable init(of node: JSONNode) {
    self.node = node
    at = node.index &+ 1
    end = node.raw.kind == RawNode.object ? Int(node.raw.link) : 0
  }

  /// The next member: its key, which is a string node, and its value.
  @inlinable public mutating func next() -> (key: JSONNode, value: JSONNode)? {
    guard at < end else { return nil }
    let key = unsafe JSONNode(tree: node.tree, index: at)
    let value = unsafe JSONNode(tree: node.tree, index: at &+ 1)
    at = value.nextIndex
    return (key, value)
  }
}

/// The elements of an array.
public struct JSONElements: Sequence, IteratorProtocol {
  @usableFromInline let node: JSONNode
  @usableFromInline var at: Int
  @usableFromInline let end: Int

  @inlinable init(of node: JSONNode) {
    self.node = node
    at = node.index &+ 1
    end = node.raw.kind == RawNode.array ? Int(node.raw.link) : 0
  }

  /// The next element.
  @inlinable public mutating func next() -> JSONNode? {
    guard at < end else { return nil }
    let element = unsafe JSONNode(tree: node.tree, index: at)
    at = element.nextIndex
    return element
  }
}
