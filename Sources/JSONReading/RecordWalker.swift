/// Makes nodes of the tokens of a structural index, one record at a time, in place, and checks what the index left to
/// check, so that all of RFC 8259 holds. Says only yes or no: `JSONSyntaxChecker` finds the words for a no.
@safe struct RecordWalker: ~Copyable {
  /// What of a container must be kept while a container within it is walked.
  private struct Frame {
    /// Its node, counted from the record's.
    var open: UInt32
    /// The state of its keys; for arrays, the number of elements so far.
    var state: UInt32
    var isObject: Bool
  }

  /// The memory that nodes refer to; freed here.
  let tree: UnsafeMutablePointer<JSONTree>
  private let stack: UnsafeMutablePointer<Frame>
  private let depthLimit: Int
  private var shapes: KeyShapes
  private var index = StructuralIndex()
  private var findings = RecordFindings()

  /// What of the last record readers may understand in different ways, in no particular order.
  var ambiguities: [JSONAmbiguity] { findings.ambiguities }

  init(limits: JSONLimits) {
    shapes = KeyShapes()
    depthLimit = limits.depth
    unsafe stack = .allocate(capacity: limits.depth + 1)
    unsafe tree = .allocate(capacity: 1)
    unsafe tree.initialize(
      to: JSONTree(text: noText, nodes: index.nodes, shapes: shapes.states, numbering: Self.newNumbering()))
  }

  /// What `tree.text` points to before the first text.
  private let noText = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  deinit {
    unsafe noText.deallocate()
    unsafe tree.deallocate()
    unsafe stack.deallocate()
  }

  /// By chance, so that readers on several threads need not agree: of 64 bits none comes twice.
  private static func newNumbering() -> UInt64 { UInt64.random(in: .min ... .max) }

  /// Prepares for the records of `text`, of which `index` was built. All nodes made so far become invalid.
  mutating func begin(_ text: PaddedBytes, _ index: StructuralIndex) {
    unsafe tree.pointee.text = UnsafePointer(text.base)
    self.index = index
    findings.begin()
    let escapes = unsafe index.escapes
    for entry in 0..<escapes.count {
      unsafe index.nodes[Int(escapes[entry])].link = RawNode.escapes
    }
  }

  /// Walks the value whose first token is at `position` of the index. The result is the position behind it, `nil` when
  /// it is not JSON. The positions from `limit` on, where the byte at `limitOffset` stands, do not belong to it.
  mutating func walk(from first: Int, limit: Int, limitOffset: Int) -> Int? {
    // What lies at the limit stops the walk.
    let behind = unsafe index.nodes[limit]
    unsafe index.nodes[limit].head = RawNode.behindLast | UInt32(truncatingIfNeeded: limitOffset)
    defer { unsafe index.nodes[limit] = behind }
    return walk(from: first)
  }

  /// The same without a limit.
  mutating func walk(from first: Int) -> Int? {
    if shapes.isFull {
      shapes.removeAll()
      unsafe tree.pointee.numbering = Self.newNumbering()
    }
    findings.removeAll()
    let text = unsafe tree.pointee.text
    let nodes = unsafe index.nodes + first
    unsafe tree.pointee.nodes = nodes
    guard let count = unsafe walk(text, nodes) else { return nil }
    guard unsafe findings.checkEscapes(first..<first + count, index, text) else { return nil }
    return first + count
  }

  /// How many nodes belong to the value that `nodes` start with.
  private mutating func walk(_ text: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<RawNode>) -> Int? {
    let root = unsafe nodes[0]
    if root.isPlain {
      if root.kind == RawNode.string { return 1 }
      let end = unsafe JSONNode(tree: tree, index: 0).end
      return unsafe scalarEnd(text, root.start) == end ? 1 : nil
    }
    guard root.isOpening else { return nil }
    var depth = 0
    var frame = Frame(open: 0, state: 0, isObject: root.kind == RawNode.object)
    var at = 1
    guard unsafe Gap.isBlank(text, root.start &+ 1, nodes[1].start) else { return nil }

    while true {
      let mayNest = depth &+ 1 < depthLimit
      let end =
        unsafe frame.isObject
        ? members(text, nodes, at, mayNest: mayNest, &frame.state)
        : elements(text, nodes, at, mayNest: mayNest, &frame.state)
      guard let end else { return nil }
      at = end
      let raw = unsafe nodes[at]
      if raw.isClosing {
        guard unsafe close(text, nodes, at, frame) else { return nil }
        at &+= 1
        if depth == 0 { return at }
        guard unsafe Gap.follows(nodes[at], raw.start &+ 1, text) else { return nil }
        depth &-= 1
        unsafe frame = stack[depth]
      } else {
        guard mayNest, unsafe Gap.isBlank(text, raw.start &+ 1, nodes[at &+ 1].start) else { return nil }
        unsafe stack[depth] = frame
        depth &+= 1
        frame = Frame(open: UInt32(truncatingIfNeeded: at), state: 0, isObject: raw.kind == RawNode.object)
        at &+= 1
      }
    }
  }

  /// Walks the elements of an array from the node `at` on and counts them. The result is the node of the next element
  /// that is a container to go into, which is counted, or of the closing bracket.
  @inline(__always)
  private mutating func elements(
    _ text: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<RawNode>, _ first: Int, mayNest: Bool,
    _ count: inout UInt32
  ) -> Int? {
    var at = first
    while true {
      let raw = unsafe nodes[at]
      if raw.isPlain {
        guard unsafe plain(raw, before: nodes[at &+ 1], text) else { return nil }
        at &+= 1
      } else if raw.isOpening {
        let end = unsafe mayNest ? smallEnd(nodes, at, text) : at
        if end == at {
          count &+= 1
          return at
        }
        guard unsafe Gap.follows(nodes[end], nodes[end &- 1].start &+ 1, text) else { return nil }
        at = end
      } else {
        return raw.token == RawNode.closingArray ? at : nil
      }
      count &+= 1
    }
  }

  /// Walks the members of an object from the node `at` on. The result is the node of the next value that is a container
  /// to go into, or of the closing bracket.
  @inline(__always)
  private mutating func members(
    _ text: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<RawNode>, _ first: Int, mayNest: Bool,
    _ state: inout UInt32
  ) -> Int? {
    var at = first
    while true {
      let key = unsafe nodes[at]
      guard key.token == RawNode.string << 1 else { return key.token == RawNode.closingObject ? at : nil }
      let value = unsafe nodes[at &+ 1]
      var quote = value.start &- 2
      if unsafe text[quote &+ 1] != UInt8(ascii: ":") || text[quote] != UInt8(ascii: "\"") {
        guard let end = unsafe Gap.stringEnd(text, before: value.start, separator: UInt8(ascii: ":")) else {
          return nil
        }
        quote = end &- 1
      }
      if key.link != 0 {
        // Two spellings of one key would be two shapes.
        state = KeyShapes.none
      } else if state != KeyShapes.none {
        unsafe state = shapes.state(after: state, key: text + (key.start &+ 1), count: quote &- key.start &- 1)
      }
      at &+= 1
      if value.isPlain {
        guard unsafe plain(value, before: nodes[at &+ 1], text) else { return nil }
        at &+= 1
      } else {
        guard value.isOpening else { return nil }
        let end = unsafe mayNest ? smallEnd(nodes, at, text) : at
        if end == at { return at }
        guard unsafe Gap.follows(nodes[end], nodes[end &- 1].start &+ 1, text) else { return nil }
        at = end
      }
    }
  }

  /// Whether a string or another scalar is good and followed by what must stand between it and the `next` node.
  @inline(__always)
  private mutating func plain(_ raw: RawNode, before next: RawNode, _ text: UnsafePointer<UInt8>) -> Bool {
    guard raw.kind == RawNode.string else {
      guard let end = unsafe scalarEnd(text, raw.start) else { return false }
      return unsafe Gap.follows(next, end, text)
    }
    let last = unsafe text[next.start &- 1]
    if next.isClosing { return unsafe last == UInt8(ascii: "\"") || Gap.stringEnd(text, before: next.start) != nil }
    if last == UInt8(ascii: ","), unsafe text[next.start &- 2] == UInt8(ascii: "\"") { return true }
    return unsafe Gap.stringEnd(text, before: next.start, separator: UInt8(ascii: ",")) != nil
  }

  /// Behind the number or word at `start`; `nil` when it is none.
  @inline(__always)
  private mutating func scalarEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int? {
    let end = unsafe ScalarScan.plainNumberEnd(text, start)
    if end != start { return end }
    return unsafe findings.scalarEnd(text, start)
  }

  /// Behind the container at `open` if it is empty or an array of two plain numbers, as points are, with no blank in it,
  /// which is then complete; else `open`.
  @inline(__always)
  private func smallEnd(
    _ nodes: UnsafeMutablePointer<RawNode>, _ open: Int, _ text: UnsafePointer<UInt8>
  ) -> Int {
    let (container, first) = unsafe (nodes[open], nodes[open &+ 1])
    let (second, third) = unsafe (nodes[open &+ 2], nodes[open &+ 3])
    guard first.start == container.start &+ 1 else { return open }
    if (first.head | second.head) >> 29 == 0, third.token == RawNode.closingArray, container.kind == RawNode.array {
      let comma = unsafe ScalarScan.plainNumberEnd(text, first.start)
      let end = unsafe ScalarScan.plainNumberEnd(text, second.start)
      guard unsafe text[comma] == UInt8(ascii: ","), second.start == comma &+ 1, end == third.start,
        comma != first.start, end != second.start
      else { return open }
      unsafe nodes[open].link = UInt32(truncatingIfNeeded: open &+ 3)
      unsafe nodes[open &+ 3] = RawNode(head: UInt32(truncatingIfNeeded: third.start), link: 2)
      return open &+ 4
    }
    guard first.token == (container.kind == RawNode.object ? RawNode.closingObject : RawNode.closingArray) else {
      return open
    }
    unsafe nodes[open].link = UInt32(truncatingIfNeeded: open &+ 1)
    unsafe nodes[open &+ 1] = RawNode(head: UInt32(truncatingIfNeeded: first.start), link: 0)
    return open &+ 2
  }

  /// Closes the container of `frame` with the bracket at `at`; false when the bracket is of the other kind.
  @inline(__always)
  private mutating func close(
    _ text: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<RawNode>, _ at: Int, _ frame: Frame
  ) -> Bool {
    let raw = unsafe nodes[at]
    guard raw.token == (frame.isObject ? RawNode.closingObject : RawNode.closingArray) else { return false }
    var link = frame.state
    if frame.isObject, frame.state == KeyShapes.none || shapes.repeats(frame.state) {
      unsafe link = findings.compareKeys(text, nodes, Int(frame.open), at, state: frame.state)
    }
    unsafe nodes[at] = RawNode(head: UInt32(truncatingIfNeeded: raw.start), link: link)
    unsafe nodes[Int(frame.open)].link = UInt32(truncatingIfNeeded: at)
    return true
  }
}
