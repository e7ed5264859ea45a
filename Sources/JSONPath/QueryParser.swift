import JSONReading

/// Reads a query (RFC 9535, section 2). Everything is checked here, so that running a query cannot fail.
struct QueryParser {
  /// What a query may have. Far beyond what people write, and low enough that no stack overflows: parsing goes as deep
  /// as conditions are nested, running as deep as there are segments.
  static let largestByteCount = 1 << 14
  static let largestSegmentCount = 256
  static let largestDepth = 64

  var scanner: QueryScanner
  /// How many conditions, functions and parentheses are open.
  var depth = 0
  /// Segments so far, in the whole text.
  private var segmentCount = 0
  /// Whether a condition starts from `$`.
  var refersToRoot = false
  /// What is allowed but cannot be meant.
  var warnings: [JSONPathError] = []
  /// Where each segment of the outermost query starts.
  private(set) var segmentOffsets: [Int] = []

  init(_ text: String) { scanner = QueryScanner(text) }

  /// The whole text as a query.
  mutating func query() throws(JSONPathError) -> [Segment] {
    if scanner.peek(Self.largestByteCount) != nil {
      throw JSONPathError("the query has more than \(Self.largestByteCount) bytes", offset: Self.largestByteCount)
    }
    guard scanner.take("$") else { throw scanner.error("a query starts with '$', found \(scanner.found)") }
    let segments = try segments(isOutermost: true)
    if scanner.isAtEnd { return segments }
    if scanner.peek() == UInt8(ascii: "-"), scanner.offset > 1, scanner.peek(-1) != UInt8(ascii: "]") {
      throw scanner.error("a name with '-' must stand in brackets: ['…']")
    }
    throw scanner.error("expected '.', '[' or the end of the query, found \(scanner.found)")
  }

  /// Counts one level of nesting. To be paired with `depth -= 1`.
  mutating func enter() throws(JSONPathError) {
    depth += 1
    if depth > Self.largestDepth { throw scanner.error("the query is nested more than \(Self.largestDepth) deep") }
  }

  /// All segments that come next.
  mutating func segments(isOutermost: Bool = false) throws(JSONPathError) -> [Segment] {
    var segments: [Segment] = []
    while true {
      let end = scanner.offset
      scanner.skipBlanks()
      let start = scanner.offset
      guard let segment = try segment() else {
        // Blanks behind the last segment are not part of the query.
        scanner.offset = end
        return segments
      }
      segmentCount += 1
      if segmentCount > Self.largestSegmentCount {
        throw JSONPathError("the query has more than \(Self.largestSegmentCount) segments", offset: start)
      }
      if isOutermost { segmentOffsets.append(start) }
      segments.append(segment)
    }
  }

  private mutating func segment() throws(JSONPathError) -> Segment? {
    if scanner.take("..") {
      if scanner.take("[") { return Segment(isDescendant: true, selectors: try bracketed()) }
      return Segment(isDescendant: true, selectors: [try shorthand(behind: "..")])
    }
    if scanner.take(".") { return Segment(isDescendant: false, selectors: [try shorthand(behind: ".")]) }
    if scanner.take("[") { return Segment(isDescendant: false, selectors: try bracketed()) }
    return nil
  }

  /// `*` or a name without quotes.
  private mutating func shorthand(behind dots: String) throws(JSONPathError) -> Selector {
    if scanner.take("*") { return .wildcard }
    guard scanner.peek()?.isNameStart == true else {
      throw scanner.error("expected a name or '*' behind '\(dots)', found \(scanner.found)")
    }
    return .name(JSONKey(scanner.take { $0.isNameStart || $0.isDigit }))
  }

  /// Selectors with commas between them and the closing bracket, behind the opening one.
  private mutating func bracketed() throws(JSONPathError) -> [Selector] {
    var selectors: [Selector] = []
    repeat {
      scanner.skipBlanks()
      selectors.append(try selector())
      scanner.skipBlanks()
    } while scanner.take(",")
    guard scanner.take("]") else { throw scanner.error("expected ',' or ']', found \(scanner.found)") }
    return selectors
  }

  private mutating func selector() throws(JSONPathError) -> Selector {
    switch scanner.peek() {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return .name(JSONKey(try scanner.string()))
    case UInt8(ascii: "*"):
      scanner.offset += 1
      return .wildcard
    case UInt8(ascii: "?"):
      scanner.offset += 1
      try enter()
      defer { depth -= 1 }
      scanner.skipBlanks()
      return .filter(try filter())
    case UInt8(ascii: ":"): return .slice(try slice(from: nil))
    case let byte? where byte.isDigit || byte == UInt8(ascii: "-"):
      let start = try scanner.integer()
      let end = scanner.offset
      scanner.skipBlanks()
      if scanner.peek() == UInt8(ascii: ":") { return .slice(try slice(from: start)) }
      scanner.offset = end
      return .index(start ?? 0)
    case let byte? where byte.isNameStart:
      throw scanner.error("a name in brackets must stand in quotes")
    case UInt8(ascii: "@"), UInt8(ascii: "("):
      throw scanner.error("a condition starts with '?'")
    default: throw scanner.error("expected a name in quotes, an index, '*', ':' or '?', found \(scanner.found)")
    }
  }

  /// A slice, behind its start.
  private mutating func slice(from start: Int?) throws(JSONPathError) -> Slice {
    try scanner.expect(":", "of a slice")
    scanner.skipBlanks()
    let end = try scanner.integer()
    scanner.skipBlanks()
    var step = 1
    if scanner.take(":") {
      scanner.skipBlanks()
      step = try scanner.integer() ?? 1
    }
    return Slice(start: start, end: end, step: step)
  }
}
