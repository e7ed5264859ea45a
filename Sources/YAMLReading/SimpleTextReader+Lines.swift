import SourceText

// Values that end in the line in which they begin.
extension SimpleTextReader {
  /// A value that ends in its line; `at` moves behind it.
  func inline(_ at: inout Int, isInBrackets: Bool, depth: Int) throws(NotSimple) -> YAMLNode {
    switch byte(at: at) {
    case UInt8(ascii: "["): return try brackets(&at, depth: depth)
    case UInt8(ascii: "{"): return try braces(&at, depth: depth)
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return try quoted(&at)
    default:
      guard beginsPlain(at) else { throw NotSimple() }
      let start = at
      at = try plainEnd(start, isInBrackets: isInBrackets)
      return plain(start, at)
    }
  }

  func beginsPlain(_ offset: Int) -> Bool {
    switch byte(at: offset) {
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "*"),
      UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"), UInt8(ascii: "\""),
      UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: " "), UInt8(ascii: "\n"):
      false
    default: true
    }
  }

  private func plainEnd(_ start: Int, isInBrackets: Bool) throws(NotSimple) -> Int {
    var end = start
    scan: while end < lineEnd {
      switch bytes[end] {
      case UInt8(ascii: ":"):
        if isBlank(byte(at: end + 1)) || isInBrackets {
          if isInBrackets { break scan }
          throw NotSimple()
        }
      case UInt8(ascii: "#"): if bytes[end - 1] == UInt8(ascii: " ") { break scan }
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        if isInBrackets { break scan }
      default: break
      }
      end += 1
    }
    while bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end
  }

  func plain(_ start: Int, _ end: Int) -> YAMLNode {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return scalar(text, .plain, SourceSpan(start: start, end: end), position(start), position(end))
  }

  /// A text in quotes, without escapes in double ones.
  private func quoted(_ at: inout Int) throws(NotSimple) -> YAMLNode {
    let (start, quote) = (at, bytes[at])
    let isDouble = quote == UInt8(ascii: "\"")
    var text: [UInt8] = []
    at += 1
    while at < lineEnd {
      let byte = bytes[at]
      at += 1
      if byte == quote {
        if isDouble || self.byte(at: at) != quote {
          let span = SourceSpan(start: start, end: at)
          let style = isDouble ? YAMLEvent.Style.doubleQuoted : .singleQuoted
          return scalar(String(decoding: text, as: UTF8.self), style, span, position(start), position(at))
        }
        at += 1
      }
      if isDouble, byte == UInt8(ascii: "\\") { throw NotSimple() }
      text.append(byte)
    }
    throw NotSimple()
  }

  func scalar(
    _ text: String, _ style: YAMLEvent.Style, _ span: SourceSpan, _ start: SourcePosition, _ end: SourcePosition
  ) -> YAMLNode {
    let isPlain = style == .plain
    let places =
      isPlain
      ? ScalarPlaces(start: start) : ScalarAligner.places(of: text, style: style, in: bytes, span: span, start: start)
    let scalar = YAMLScalar(
      text: text, isPlain: isPlain, kind: isPlain ? CoreSchema.kind(of: text) : .text, places: places)
    return YAMLNode(content: .scalar(scalar), span: span, start: start, end: end)
  }

  private func brackets(_ at: inout Int, depth: Int) throws(NotSimple) -> YAMLNode {
    if depth > Self.deepest { throw NotSimple() }
    let start = at
    var items: [YAMLNode] = []
    at = behindBlanks(at + 1)
    while byte(at: at) != UInt8(ascii: "]") {
      items.append(try inline(&at, isInBrackets: true, depth: depth + 1))
      try passComma(&at, before: UInt8(ascii: "]"))
    }
    at += 1
    let span = SourceSpan(start: start, end: at)
    return YAMLNode(content: .sequence(items), span: span, start: position(start), end: position(at))
  }

  private func braces(_ at: inout Int, depth: Int) throws(NotSimple) -> YAMLNode {
    if depth > Self.deepest { throw NotSimple() }
    let start = at
    var builder = MappingBuilder()
    at = behindBlanks(at + 1)
    while byte(at: at) != UInt8(ascii: "}") {
      guard beginsPlain(at) else { throw NotSimple() }
      let key = try inline(&at, isInBrackets: true, depth: depth + 1)
      guard byte(at: at) == UInt8(ascii: ":"), byte(at: at + 1) == UInt8(ascii: " ") else { throw NotSimple() }
      at = behindBlanks(at + 1)
      let value = try inline(&at, isInBrackets: true, depth: depth + 1)
      do throws(YAMLError) {
        try builder.check(key: key, at: key.start)
        try builder.add(key: key, value: value, at: value.start)
      } catch { throw NotSimple() }
      try passComma(&at, before: UInt8(ascii: "}"))
    }
    at += 1
    let span = SourceSpan(start: start, end: at)
    return YAMLNode(content: .mapping(builder.mapping()), span: span, start: position(start), end: position(at))
  }

  private func passComma(_ at: inout Int, before closing: UInt8) throws(NotSimple) {
    at = behindBlanks(at)
    if byte(at: at) == closing { return }
    guard byte(at: at) == UInt8(ascii: ",") else { throw NotSimple() }
    at = behindBlanks(at + 1)
    if byte(at: at) == closing { throw NotSimple() }
  }
}
