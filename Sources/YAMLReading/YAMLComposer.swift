import SourceText

/// Builds the tree of one document from libyaml's events, within limits.
struct YAMLComposer: ~Copyable {
  private let source: YAMLSource
  private var events: YAMLEvents
  private let limits: YAMLLimits
  private var anchors: [String: Anchor] = [:]
  /// Of all nodes so far, where aliases count for all that they stand for.
  private var nodeCount = 0
  private var textByteCount = 0

  /// What an alias can stand for.
  private enum Anchor {
    /// The node that is being read.
    case open
    case node(YAMLNode, cost: Cost)
  }

  /// What a node adds to the tree.
  private struct Cost {
    var nodeCount: Int
    var textByteCount: Int
    /// Sequences and mappings from this node down, itself included.
    var height: Int
  }

  /// A node and its `Cost.height`.
  private struct Part {
    var node: YAMLNode
    var height: Int
  }

  init(_ source: YAMLSource, limits: YAMLLimits) throws(YAMLError) {
    self.source = source
    self.limits = limits
    try DirectiveCheck.check(source)
    events = try YAMLEvents(source)
  }

  /// The root of the text's only document. Called once.
  mutating func document() throws(YAMLError) -> YAMLNode {
    var root: YAMLNode?
    while true {
      let event = try events.next()
      switch event.kind {
      case .streamStart, .documentEnd: break
      case .documentStart:
        if root != nil {
          throw YAMLError("a second document begins; only one is read", at: source.position(ofScalar: event.start))
        }
        root = try part(for: try events.next(), depth: 0).node
      default:
        guard let root else { return empty() }
        return root
      }
    }
  }

  /// The root of a text without any document.
  private func empty() -> YAMLNode {
    let places = ScalarPlaces(start: .start)
    return YAMLNode(
      content: .scalar(YAMLScalar(text: "", isPlain: true, kind: .null, places: places)),
      span: SourceSpan(start: source.contentStart, end: source.contentStart), start: .start, end: .start)
  }

  /// The node that begins with `event` inside `depth` sequences and mappings. Recurses at most `limits.depth` deep.
  private mutating func part(for event: YAMLEvent, depth: Int) throws(YAMLError) -> Part {
    if event.kind == .alias { return try part(forAlias: event.text, at: event, depth: depth) }
    let before = (nodeCount, textByteCount)
    if let anchor = event.anchor { anchors[anchor] = .open }
    let properties = NodeProperties(of: event, in: source)
    let place = properties.contentPlace
    let part: Part
    switch event.kind {
    case .scalar:
      let kind = try CoreTag.kind(
        ofScalar: event.text, isPlain: event.style == .plain, tag: event.tag, at: properties.tagPosition)
      part = Part(node: try scalar(event, kind: kind, place: place), height: 0)
    case .sequenceStart:
      try checkDepth(depth + 1, at: place.position)
      try CoreTag.check(event.tag, is: .sequence, at: properties.tagPosition)
      part = try sequence(isFlow: event.isFlow, place: place, depth: depth)
    case .mappingStart:
      try checkDepth(depth + 1, at: place.position)
      try CoreTag.check(event.tag, is: .mapping, at: properties.tagPosition)
      part = try mapping(isFlow: event.isFlow, place: place, depth: depth)
    default: throw YAMLError("expected a value", at: place.position)
    }
    if let anchor = event.anchor {
      let cost = Cost(
        nodeCount: nodeCount - before.0, textByteCount: textByteCount - before.1, height: part.height)
      anchors[anchor] = .node(part.node, cost: cost)
    }
    return part
  }

  private mutating func part(
    forAlias name: String, at event: YAMLEvent, depth: Int
  ) throws(YAMLError) -> Part {
    let place = source.position(ofScalar: event.start)
    switch anchors[name] {
    case nil:
      let (shown, hint) = (name.excerpt, suggestion(for: name).map { "; did you mean '*\($0)'?" } ?? "")
      throw YAMLError("the alias '*\(shown)' has no anchor '&\(shown)' before it\(hint)", at: place)
    case .open: throw YAMLError("the alias '*\(name.excerpt)' stands inside the value that it names", at: place)
    case .node(let node, let cost):
      try count(cost.nodeCount, textByteCount: cost.textByteCount, at: place)
      try checkDepth(depth + cost.height, at: place)
      return Part(node: node, height: cost.height)
    }
  }

  /// The anchor that `name` was meant to be. Looks only at names and numbers of names that a person writes, because
  /// comparing two of them takes time and memory in proportion to the product of their lengths.
  private func suggestion(for name: String) -> String? {
    guard name.utf8.count <= 64, anchors.count <= 1_000 else { return nil }
    return Suggestion.nearest(to: name, among: anchors.keys.filter { $0.utf8.count <= 64 })
  }

  // MARK: Scalars

  private mutating func scalar(
    _ event: YAMLEvent, kind: YAMLKind, place: SourcePlace
  ) throws(YAMLError) -> YAMLNode {
    let (text, style) = (event.text, event.style)
    try count(1, textByteCount: text.utf8.count, at: place.position)
    var end = SourcePlace(scalar: max(event.end, place.scalar), in: source)
    let places = ScalarAligner.places(
      of: text, style: style, in: source.bytes, span: SourceSpan(start: place.offset, end: end.offset),
      start: place.position)
    if style == .literal || style == .folded { end = blockEnd(from: place, to: end) }
    return YAMLNode(
      content: .scalar(YAMLScalar(text: text, isPlain: style == .plain, kind: kind, places: places)),
      span: SourceSpan(start: place.offset, end: end.offset), start: place.position, end: end.position)
  }

  /// The end of a block without the blanks and line breaks behind it, which libyaml counts.
  private func blockEnd(from start: SourcePlace, to end: SourcePlace) -> SourcePlace {
    let bytes = source.bytes[start.offset..<end.offset]
    let blanks = bytes.reversed().prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.count
    return SourcePlace(scalar: end.scalar - blanks, in: source)
  }

  // MARK: Sequences and mappings

  private mutating func sequence(
    isFlow: Bool, place: SourcePlace, depth: Int
  ) throws(YAMLError) -> Part {
    try count(1, textByteCount: 0, at: place.position)
    var (items, height, end) = ([YAMLNode](), 0, place.end)
    while true {
      let next = try events.next()
      if next.kind == .sequenceEnd {
        if isFlow { end = SourcePlace(scalar: next.end, in: source).end }
        break
      }
      let item = try part(for: next, depth: depth + 1)
      items.append(item.node)
      height = max(height, item.height)
      end = self.end(of: item.node, writtenAs: next)
    }
    let node = YAMLNode(
      content: .sequence(items), span: SourceSpan(start: place.offset, end: end.offset),
      start: place.position, end: end.position)
    return Part(node: node, height: height + 1)
  }

  private mutating func mapping(
    isFlow: Bool, place: SourcePlace, depth: Int
  ) throws(YAMLError) -> Part {
    try count(1, textByteCount: 0, at: place.position)
    var (builder, height, end) = (MappingBuilder(), 0, place.end)
    while true {
      let keyEvent = try events.next()
      if keyEvent.kind == .mappingEnd {
        if isFlow { end = SourcePlace(scalar: keyEvent.end, in: source).end }
        break
      }
      let key = try part(for: keyEvent, depth: depth + 1)
      // An alias as a key is judged where it is used.
      let keyPlace = source.position(ofScalar: keyEvent.start)
      try builder.check(key: key.node, at: keyPlace)
      let valueEvent = try events.next()
      let value = try part(for: valueEvent, depth: depth + 1)
      height = max(height, value.height)
      end = self.end(of: value.node, writtenAs: valueEvent)
      try builder.add(key: key.node, value: value.node, at: source.position(ofScalar: valueEvent.start))
    }
    let node = YAMLNode(
      content: .mapping(builder.mapping()), span: SourceSpan(start: place.offset, end: end.offset),
      start: place.position, end: end.position)
    return Part(node: node, height: height + 1)
  }

  /// Where `node` ends, or the alias that stands for it in the text.
  private func end(of node: YAMLNode, writtenAs event: YAMLEvent) -> SourcePlace.End {
    if event.kind == .alias { return SourcePlace(scalar: event.end, in: source).end }
    return (node.span.end, node.end)
  }

  // MARK: Limits

  private mutating func count(
    _ nodes: Int, textByteCount bytes: Int, at place: SourcePosition
  ) throws(YAMLError) {
    nodeCount += nodes
    textByteCount += bytes
    guard nodeCount <= limits.nodeCount else {
      throw YAMLError("more than \(limits.nodeCount) values, aliases counted in full", at: place)
    }
    guard textByteCount <= limits.textByteCount else {
      throw YAMLError("more than \(limits.textByteCount) bytes of text, aliases counted in full", at: place)
    }
  }

  private func checkDepth(_ depth: Int, at place: SourcePosition) throws(YAMLError) {
    guard depth <= limits.depth else {
      throw YAMLError("lists and mappings are nested more than \(limits.depth) deep", at: place)
    }
  }
}
