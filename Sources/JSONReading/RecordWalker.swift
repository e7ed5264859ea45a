internal import CJSONIndex

/// Makes nodes of the tokens of a structural index, one record at a time, in place, and checks what the index left to
/// check, so that all of RFC 8259 holds. `cjson_walk` does what nearly all of a record needs; here is the rest. Says only yes or no: `JSONSyntaxChecker` finds the words for a no.
@safe struct RecordWalker: ~Copyable {
  /// The memory that nodes refer to; freed here.
  let tree: UnsafeMutablePointer<JSONTree>
  private let frames: UnsafeMutablePointer<CJSONFrame>
  private let depthLimit: Int
  private var shapes: KeyShapes
  private var index = StructuralIndex()
  private var findings = RecordFindings()

  /// What of the last record readers may understand in different ways, in no particular order.
  var ambiguities: [JSONAmbiguity] { findings.ambiguities }

  /// See `JSONReader.keyLookUpCount`.
  var keyLookUpCount: Int { shapes.lookUpCount }

  /// `keyCount` bounds the keys of all records, when that is known.
  init(limits: JSONLimits, keyCount: Int) {
    shapes = KeyShapes(keyCount: keyCount)
    // The walk always has a frame for the record itself.
    depthLimit = max(limits.depth, 1)
    unsafe frames = .allocate(capacity: depthLimit)
    unsafe tree = .allocate(capacity: 1)
    unsafe tree.initialize(
      to: JSONTree(text: noText, nodes: index.nodes, shapes: shapes.states, numbering: Self.newNumbering()))
  }

  /// What `tree.text` points to before the first text.
  private let noText = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)

  deinit {
    unsafe noText.deallocate()
    unsafe tree.deallocate()
    unsafe frames.deallocate()
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
      return unsafe findings.scalarEnd(text, root.start) == end ? 1 : nil
    }
    guard root.isOpening else { return nil }
    var walk = unsafe CJSONWalk(
      text: text, tokens: UnsafeMutableRawPointer(nodes).assumingMemoryBound(to: CJSONToken.self),
      states: UnsafeMutableRawPointer(shapes.states).assumingMemoryBound(to: CJSONKeyState.self),
      guesses: shapes.guesses, guess: 0, frames: frames, depthLimit: UInt32(depthLimit), frame: frames,
      lastFrame: frames, at: 0, stop: .before, link: 0, end: 0)
    while true {
      unsafe cjson_walk(index.kernel.handle, &walk)
      switch unsafe walk.stop {
      case .behind: return unsafe walk.at
      case .key:
        let frame = unsafe walk.frame
        unsafe frame.pointee.state = state(behind: nodes[walk.at], before: walk.end, in: frame.pointee, text)
      case .scalar:
        guard let end = unsafe findings.scalarEnd(text, nodes[walk.at].start) else { return nil }
        unsafe walk.end = end
      case .keys:
        let frame = unsafe walk.frame.pointee
        unsafe walk.link = findings.compareKeys(text, nodes, Int(frame.open), walk.at, state: frame.state)
      case .before, .invalid: return nil
      }
    }
  }

  /// The state that `key`, which ends before `end` and is not the expected one, leads to in the object of `frame`.
  private mutating func state(
    behind key: RawNode, before end: Int, in frame: CJSONFrame, _ text: UnsafePointer<UInt8>
  ) -> UInt32 {
    // Two spellings of one key would be two shapes.
    guard key.link == 0 && frame.state != KeyShapes.none else { return KeyShapes.none }
    return unsafe shapes.state(
      after: frame.state, within: frame.outer, key: text + (key.start &+ 1), count: end &- key.start &- 2)
  }
}
