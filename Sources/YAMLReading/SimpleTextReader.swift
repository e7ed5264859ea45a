import SourceText

/// Reads the half of YAML that built-in rule sets are written in, in a third of the time that it takes with libyaml.
///
/// Mappings and lists in blocks, the latter further in than their key; lists and mappings in brackets and texts in quotes on
/// one line; plain texts on one line; `>-`; anchors and aliases in blocks; comments. Nodes and places are those that
/// `YAMLComposer` makes of libyaml's events. Whatever else there is, and whatever is wrong, is for libyaml: then there is no
/// node.
struct SimpleTextReader {
  /// What is here is not simple.
  struct NotSimple: Error {}

  let bytes: [UInt8]
  /// The line at hand, which has something to read: its number, from 1, and where its parts begin.
  private var line = 0
  private var lineStart = 0
  private var content = 0
  /// Where its line feed is.
  private(set) var lineEnd = -1
  private var isASCII = true
  private var isAtEnd = false
  private var anchors: [String: YAMLNode] = [:]

  static let deepest = 32

  /// The root of `text`, which is UTF-8; `nil` when it is not simple.
  static func root(of text: [UInt8]) -> YAMLNode? {
    var reader = SimpleTextReader(bytes: text)
    do throws(NotSimple) {
      try reader.nextLine()
      guard !reader.isAtEnd, reader.indent == 0 else { return nil }
      let root = try reader.block(depth: 0)
      return reader.isAtEnd ? root.node : nil
    } catch {
      return nil
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// A node, and where it or the alias that stands for it ends.
  private typealias Part = (node: YAMLNode, end: SourcePlace.End)

  // MARK: Lines

  private var indent: Int { content - lineStart }

  /// Goes on to the next line.
  private mutating func nextRawLine() throws(NotSimple) {
    lineStart = lineEnd + 1
    content = lineStart
    isAtEnd = lineStart >= bytes.count
    guard !isAtEnd else { return }
    line += 1
    while content < bytes.count, bytes[content] == UInt8(ascii: " ") { content += 1 }
    lineEnd = unusualOffset(from: content)
    isASCII = true
    while lineEnd < bytes.count, bytes[lineEnd] != UInt8(ascii: "\n") {
      let byte = bytes[lineEnd]
      if byte < 0x20 || byte == 0x7F { throw NotSimple() }
      if byte >= 0x80 {
        isASCII = false
        // The line breaks of YAML 1.1 that are no ASCII, and byte order marks, begin so; so do dashes and quotes.
        let second = lineEnd + 1 < bytes.count ? bytes[lineEnd + 1] : 0
        let third = lineEnd + 2 < bytes.count ? bytes[lineEnd + 2] : 0
        if byte == 0xC2 || byte == 0xEF || byte == 0xE2 && second == 0x80 && (0xA8...0xA9).contains(third) {
          throw NotSimple()
        }
      }
      lineEnd = unusualOffset(from: lineEnd + 1)
    }
  }

  /// Where the first byte is at `start` or behind it that stands for no printable ASCII character: that of a line feed, mostly.
  private func unusualOffset(from start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { text in
      var at = start
      while at + 8 <= text.count {
        let word = unsafe UInt64(littleEndian: text.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        // The high bits of bytes below 0x20, of 0x7F and of those above. What is borrowed can only mark bytes behind one that
        // is marked rightly.
        let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
        let low = (word &- 0x2020_2020_2020_2020) & ~word | (delete &- 0x0101_0101_0101_0101) & ~delete | word
        let marked = low & 0x8080_8080_8080_8080
        if marked != 0 { return at + marked.trailingZeroBitCount / 8 }
        at += 8
      }
      while at < text.count, unsafe text[at] >= 0x20, unsafe text[at] < 0x7F { at += 1 }
      return at
    }
  }

  /// Goes on to the next line with something else than a comment.
  private mutating func nextLine() throws(NotSimple) {
    repeat { try nextRawLine() } while !isAtEnd && (content == lineEnd || bytes[content] == UInt8(ascii: "#"))
  }

  func byte(at offset: Int) -> UInt8 { offset < lineEnd ? bytes[offset] : UInt8(ascii: "\n") }

  func position(_ offset: Int) -> SourcePosition {
    let scalars =
      isASCII ? offset - lineStart : bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 }
    return SourcePosition(line: line, column: scalars + 1)
  }

  func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

  func behindBlanks(_ offset: Int) -> Int {
    var offset = offset
    while byte(at: offset) == UInt8(ascii: " ") { offset += 1 }
    return offset
  }

  /// Goes on behind a value that ends at `offset` of the line and belongs to a block `parent` columns in.
  private mutating func endLine(_ offset: Int, parent: Int) throws(NotSimple) {
    let rest = behindBlanks(offset)
    guard rest == lineEnd || rest > offset && bytes[rest] == UInt8(ascii: "#") else { throw NotSimple() }
    try nextLine()
    // A text that goes on.
    if !isAtEnd, indent > parent { throw NotSimple() }
  }

  // MARK: Blocks

  /// The list or mapping that begins with the line.
  private mutating func block(depth: Int) throws(NotSimple) -> Part {
    if depth > Self.deepest { throw NotSimple() }
    return isItem ? try list(depth: depth) : try mapping(from: content, depth: depth)
  }

  private var isItem: Bool { bytes[content] == UInt8(ascii: "-") && isBlank(byte(at: content + 1)) }

  private mutating func list(depth: Int) throws(NotSimple) -> Part {
    let (start, column) = (content, indent)
    let place = position(start)
    var items: [YAMLNode] = []
    var end: SourcePlace.End = (start, place)
    while !isAtEnd, indent == column, isItem {
      let first = behindBlanks(content + 1)
      let part =
        colon(from: first) == nil
        ? try value(at: first, parent: column, depth: depth + 1) : try mapping(from: first, depth: depth + 1)
      items.append(part.node)
      end = part.end
    }
    if !isAtEnd, indent >= column { throw NotSimple() }
    let span = SourceSpan(start: start, end: end.offset)
    return (YAMLNode(content: .sequence(items), span: span, start: place, end: end.position), end)
  }

  /// Where the colon of the key is that begins at `start` without quotes; `nil` when none does.
  private func colon(from start: Int) -> Int? {
    guard beginsPlain(start) else { return nil }
    var offset = start
    while offset < lineEnd {
      if bytes[offset] == UInt8(ascii: ":"), isBlank(byte(at: offset + 1)) { return offset }
      if bytes[offset] == UInt8(ascii: "#"), bytes[offset - 1] == UInt8(ascii: " ") { return nil }
      offset += 1
    }
    return nil
  }

  /// The mapping whose first key is at `first` of the line.
  private mutating func mapping(from first: Int, depth: Int) throws(NotSimple) -> Part {
    if depth > Self.deepest { throw NotSimple() }
    let (start, column) = (first, first - lineStart)
    let place = position(start)
    var builder = MappingBuilder()
    var end: SourcePlace.End = (start, place)
    var at = first
    repeat {
      guard let colon = colon(from: at), bytes[colon - 1] != UInt8(ascii: " ") else { throw NotSimple() }
      let key = plain(at, colon)
      let part = try value(behind: colon, column: column, depth: depth)
      do throws(YAMLError) {
        try builder.check(key: key, at: key.start)
        try builder.add(key: key, value: part.node, at: part.node.start)
      } catch { throw NotSimple() }
      end = part.end
      at = content
    } while !isAtEnd && indent == column
    if !isAtEnd, indent > column { throw NotSimple() }
    let span = SourceSpan(start: start, end: end.offset)
    return (YAMLNode(content: .mapping(builder.mapping()), span: span, start: place, end: end.position), end)
  }

  /// The value of a key, behind its colon or in the lines below.
  private mutating func value(behind colon: Int, column: Int, depth: Int) throws(NotSimple) -> Part {
    let first = behindBlanks(colon + 1)
    if first < lineEnd, bytes[first] != UInt8(ascii: "#") {
      return try value(at: first, parent: column, depth: depth + 1)
    }
    return try below(column, depth: depth + 1)
  }

  /// The block in the lines below, further in than `column`.
  private mutating func below(_ column: Int, depth: Int) throws(NotSimple) -> Part {
    try nextLine()
    guard !isAtEnd, indent > column else { throw NotSimple() }
    return try block(depth: depth)
  }

  // MARK: Values

  /// The value that begins at `start` of the line, in a block `parent` columns in.
  private mutating func value(at start: Int, parent: Int, depth: Int) throws(NotSimple) -> Part {
    switch byte(at: start) {
    case UInt8(ascii: "&"):
      let (name, end) = try name(start)
      let first = behindBlanks(end)
      if byte(at: first) == UInt8(ascii: "*") || byte(at: first) == UInt8(ascii: "&") { throw NotSimple() }
      // Until it is read, nothing can stand for it.
      anchors[name] = nil
      let part =
        first == lineEnd
        ? try below(parent, depth: depth) : try value(at: first, parent: parent, depth: depth)
      anchors[name] = part.node
      return part
    case UInt8(ascii: "*"):
      let (name, end) = try name(start)
      guard let node = anchors[name] else { throw NotSimple() }
      let place = (end, position(end))
      try endLine(end, parent: parent)
      return (node, place)
    case UInt8(ascii: ">"): return try folded(start, parent: parent)
    default:
      var at = start
      let node = try inline(&at, isInBrackets: false, depth: depth)
      try endLine(at, parent: parent)
      return (node, (node.span.end, node.end))
    }
  }

  /// The name behind `&` or `*` at `start`, of letters, digits, hyphens and underscores, and where it ends.
  private func name(_ start: Int) throws(NotSimple) -> (text: String, end: Int) {
    var end = start + 1
    scan: while end < lineEnd {
      switch bytes[end] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        end += 1
      default: break scan
      }
    }
    guard end > start + 1, isBlank(byte(at: end)) else { throw NotSimple() }
    return (String(decoding: bytes[(start + 1)..<end], as: UTF8.self), end)
  }

  /// A text behind `>-`, whose lines are all as far in.
  private mutating func folded(_ start: Int, parent: Int) throws(NotSimple) -> Part {
    guard byte(at: start + 1) == UInt8(ascii: "-"), start + 2 == lineEnd else { throw NotSimple() }
    let place = position(start)
    var text = ""
    var places = ScalarPlaces(start: place)
    var end: SourcePlace.End = (start, place)
    var column: Int?
    try nextRawLine()
    while !isAtEnd, content < lineEnd, indent > parent {
      guard column == nil || column == indent, bytes[lineEnd - 1] != UInt8(ascii: " ") else { throw NotSimple() }
      if column != nil { text += " " }
      column = indent
      let count = lineEnd - content
      places.runs.append(ScalarPlaces.Run(start: text.utf8.count, count: count, position: position(content)))
      text += String(decoding: bytes[content..<lineEnd], as: UTF8.self)
      end = (lineEnd, position(lineEnd))
      try nextRawLine()
    }
    while !isAtEnd, content == lineEnd { try nextRawLine() }
    // A text that goes on behind a blank line, be it with a '#'.
    if column == nil || !isAtEnd && indent > parent { throw NotSimple() }
    if !isAtEnd, bytes[content] == UInt8(ascii: "#") { try nextLine() }
    if !isAtEnd, indent > parent { throw NotSimple() }
    let scalar = YAMLScalar(text: text, isPlain: false, kind: .text, places: places)
    let span = SourceSpan(start: start, end: end.offset)
    return (YAMLNode(content: .scalar(scalar), span: span, start: place, end: end.position), end)
  }
}
