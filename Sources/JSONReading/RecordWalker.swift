internal import CJSONIndex

/// Turns the structural index of a text into nodes, one value at a time, and checks the grammar of RFC 8259 completely
/// on the way. Says only yes or no: `JSONSyntaxChecker` finds the words for a no.
@safe struct RecordWalker: ~Copyable {
  /// What of a container must be kept while a container within it is walked.
  private struct Frame {
    /// Its node.
    var open: UInt32
    /// The state of its keys; for arrays, the number of elements so far.
    var state: UInt32
    var isObject: Bool
  }

  /// The memory that nodes refer to; freed here.
  let tree: UnsafeMutablePointer<JSONTree>
  private var nodeCapacity = 0
  private let stack: UnsafeMutablePointer<Frame>
  private let depthLimit: Int
  private var shapes: KeyShapes

  private var offsets: UnsafePointer<UInt32>
  /// Where the text ends.
  private var textEnd = 0
  /// The first backslash that has not been looked at, or `textEnd`.
  private var nextEscape = 0
  /// What follows the last value that was walked.
  private var walkedTo = 0

  /// What of the last record readers may understand in different ways, in no particular order.
  private(set) var ambiguities: [JSONAmbiguity] = []

  /// `isForOne`: for a single text, most likely a small one, so that little memory is set up.
  init(limits: JSONLimits, isForOne: Bool) {
    shapes = KeyShapes(stateLimit: isForOne ? 256 : KeyShapes.mostStates)
    depthLimit = limits.depth
    unsafe stack = .allocate(capacity: limits.depth + 1)
    unsafe tree = .allocate(capacity: 1)
    let empty = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
    unsafe tree.initialize(to: JSONTree(text: empty, nodes: .allocate(capacity: 1), shapes: shapes.states))
    unsafe offsets = UnsafePointer(UnsafeMutablePointer<UInt32>.allocate(capacity: 1))
    unsafe ownedText = empty
    unsafe ownedOffsets = offsets
  }

  /// What `tree.text` and `offsets` point to before the first text.
  private let ownedText: UnsafeMutablePointer<UInt8>
  private let ownedOffsets: UnsafePointer<UInt32>

  deinit {
    unsafe ownedText.deallocate()
    unsafe ownedOffsets.deallocate()
    unsafe tree.pointee.nodes.deallocate()
    unsafe tree.deallocate()
    unsafe stack.deallocate()
  }

  /// Prepares for the values between the bytes `start` and `end` of `text`, of which `offsets` are the `offsetCount`
  /// structural ones and the end. All nodes made so far become invalid.
  mutating func begin(
    text: UnsafePointer<UInt8>, start: Int, end: Int, offsets: UnsafePointer<UInt32>, offsetCount: Int
  ) {
    unsafe tree.pointee.text = text
    unsafe self.offsets = offsets
    textEnd = end
    // Every structural byte makes one node at the most.
    if nodeCapacity < offsetCount + 2 {
      unsafe tree.pointee.nodes.deallocate()
      nodeCapacity = offsetCount + offsetCount / 4 + 1024
      unsafe tree.pointee.nodes = .allocate(capacity: nodeCapacity)
    }
    unsafe nextEscape = Self.nextBackslash(text, start, end)
    walkedTo = 0
  }

  /// Walks the value that starts at `position` of the index. The result is the position behind it, `nil` when it is not
  /// JSON.
  mutating func walk(from first: Int) -> Int? {
    if !ambiguities.isEmpty { ambiguities.removeAll(keepingCapacity: true) }
    if shapes.isFull { shapes.removeAll() }
    let text = unsafe tree.pointee.text
    // What stands between values that were not read has no escapes of this one; one that is read again has them again.
    let start = unsafe Int(offsets[first])
    if nextEscape < start || start < walkedTo { unsafe nextEscape = Self.nextBackslash(text, start, textEnd) }
    let escape = nextEscape
    let end = unsafe walk(text, from: first)
    // The values behind a broken one may hold escapes that were looked at for it.
    if let end { unsafe walkedTo = Int(offsets[end]) } else { nextEscape = escape }
    return end
  }

  private mutating func walk(_ text: UnsafePointer<UInt8>, from first: Int) -> Int? {
    let nodes = unsafe tree.pointee.nodes
    let offsets = unsafe self.offsets
    var position = first
    var node = 0
    var depth = 0
    var frame = Frame(open: 0, state: 0, isObject: false)

    values: while true {
      let start = unsafe Int(offsets[position])
      position &+= 1
      switch unsafe text[start] {
      case UInt8(ascii: "\""):
        guard let end = unsafe stringEnd(text, start, before: Int(offsets[position])) else { return nil }
        unsafe nodes[node] = RawNode(
          head: RawNode.string << 30 | UInt32(truncatingIfNeeded: start), link: end)
        node &+= 1
      case UInt8(ascii: "{"):
        guard depth < depthLimit else { return nil }
        let next = unsafe Int(offsets[position])
        if unsafe text[next] == UInt8(ascii: "}") {
          unsafe nodes[node] = RawNode(
            head: RawNode.object << 30 | UInt32(truncatingIfNeeded: start),
            link: UInt32(truncatingIfNeeded: node &+ 1))
          unsafe nodes[node &+ 1] = RawNode(head: UInt32(truncatingIfNeeded: next), link: 0)
          node &+= 2
          position &+= 1
          break
        }
        unsafe stack[depth] = frame
        depth &+= 1
        frame = Frame(open: UInt32(truncatingIfNeeded: node), state: 0, isObject: true)
        unsafe nodes[node] = RawNode(head: RawNode.object << 30 | UInt32(truncatingIfNeeded: start), link: 0)
        node &+= 1
        guard unsafe key(text, nodes, offsets, &position, &node, &frame.state) else { return nil }
        continue values
      case UInt8(ascii: "["):
        guard depth < depthLimit else { return nil }
        let next = unsafe Int(offsets[position])
        if unsafe text[next] == UInt8(ascii: "]") {
          unsafe nodes[node] = RawNode(
            head: RawNode.array << 30 | UInt32(truncatingIfNeeded: start),
            link: UInt32(truncatingIfNeeded: node &+ 1))
          unsafe nodes[node &+ 1] = RawNode(head: UInt32(truncatingIfNeeded: next), link: 0)
          node &+= 2
          position &+= 1
          break
        }
        unsafe stack[depth] = frame
        depth &+= 1
        frame = Frame(open: UInt32(truncatingIfNeeded: node), state: 0, isObject: false)
        unsafe nodes[node] = RawNode(head: RawNode.array << 30 | UInt32(truncatingIfNeeded: start), link: 0)
        node &+= 1
        continue values
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard let end = unsafe numberEnd(text, start) else { return nil }
        guard unsafe end == Int(offsets[position]) || Self.isBlank(text[end]) else { return nil }
        unsafe nodes[node] = RawNode(
          head: UInt32(truncatingIfNeeded: start), link: UInt32(truncatingIfNeeded: end))
        node &+= 1
      case let byte:
        guard let end = unsafe Self.literalEnd(text, start, byte) else { return nil }
        guard unsafe end == Int(offsets[position]) || Self.isBlank(text[end]) else { return nil }
        unsafe nodes[node] = RawNode(
          head: UInt32(truncatingIfNeeded: start), link: UInt32(truncatingIfNeeded: end))
        node &+= 1
      }

      // Behind a value: the next one, or the end of what it lies in.
      while depth > 0 {
        let next = unsafe Int(offsets[position])
        let byte = unsafe text[next]
        position &+= 1
        if frame.isObject {
          if byte == UInt8(ascii: ",") {
            guard unsafe key(text, nodes, offsets, &position, &node, &frame.state) else { return nil }
            continue values
          }
          guard byte == UInt8(ascii: "}") else { return nil }
          let isShapeless = frame.state == KeyShapes.none
          if isShapeless || shapes.repeats(frame.state) {
            unsafe closeWithCare(nodes, frame, node, next)
          } else {
            unsafe nodes[node] = RawNode(head: UInt32(truncatingIfNeeded: next), link: frame.state)
          }
        } else {
          frame.state &+= 1
          if byte == UInt8(ascii: ",") { continue values }
          guard byte == UInt8(ascii: "]") else { return nil }
          unsafe nodes[node] = RawNode(head: UInt32(truncatingIfNeeded: next), link: frame.state)
        }
        unsafe nodes[Int(frame.open)].link = UInt32(truncatingIfNeeded: node)
        node &+= 1
        depth &-= 1
        unsafe frame = stack[depth]
      }
      return position
    }
  }

  /// Walks a key and its colon.
  @inline(__always)
  private mutating func key(
    _ text: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<RawNode>, _ offsets: UnsafePointer<UInt32>,
    _ position: inout Int, _ node: inout Int, _ state: inout UInt32
  ) -> Bool {
    let start = unsafe Int(offsets[position])
    guard unsafe text[start] == UInt8(ascii: "\"") else { return false }
    let colon = unsafe Int(offsets[position &+ 1])
    guard unsafe text[colon] == UInt8(ascii: ":"), let end = unsafe stringEnd(text, start, before: colon) else {
      return false
    }
    unsafe nodes[node] = RawNode(head: RawNode.string << 30 | UInt32(truncatingIfNeeded: start), link: end)
    node &+= 1
    position &+= 2
    if end & RawNode.escapes != 0 {
      // Two spellings of one key would be two shapes.
      state = KeyShapes.none
    } else if state != KeyShapes.none {
      unsafe state = shapes.state(after: state, key: text + (start &+ 1), count: Int(end) &- start &- 2)
    }
    return true
  }

  /// Behind the closing quote of the string at `start`, with the mark for escapes. `next` is the structural byte that
  /// follows: only blanks may lie between.
  @inline(__always)
  private mutating func stringEnd(_ text: UnsafePointer<UInt8>, _ start: Int, before next: Int) -> UInt32? {
    var quote = next &- 1
    if unsafe text[quote] != UInt8(ascii: "\"") {
      while unsafe quote > start && Self.isBlank(text[quote]) { quote &-= 1 }
      guard unsafe text[quote] == UInt8(ascii: "\"") else { return nil }
    }
    guard quote > start else { return nil }
    if nextEscape < quote {
      guard unsafe checkEscapes(text, start, quote) else { return nil }
      return UInt32(truncatingIfNeeded: quote &+ 1) | RawNode.escapes
    }
    return UInt32(truncatingIfNeeded: quote &+ 1)
  }

  /// Checks the escapes of the string from `start` to its closing `quote`.
  private mutating func checkEscapes(_ text: UnsafePointer<UInt8>, _ start: Int, _ quote: Int) -> Bool {
    while nextEscape < quote {
      guard let escape = unsafe JSONEscape(text, nextEscape, end: quote) else { return false }
      if escape.isLoneSurrogate {
        ambiguities.append(JSONAmbiguity(kind: .loneSurrogate, start: nextEscape, end: nextEscape + escape.byteCount))
      }
      unsafe nextEscape = Self.nextBackslash(text, nextEscape + escape.byteCount, textEnd)
    }
    return true
  }

  /// Behind the number at `start`.
  @inline(__always)
  private mutating func numberEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int? {
    let first = unsafe text[start] == UInt8(ascii: "-") ? start &+ 1 : start
    let digits = unsafe cjson_digits(text + first)
    let whole = (~digits).trailingZeroBitCount
    guard whole > 0, unsafe whole == 1 || text[first] != UInt8(ascii: "0") else { return nil }
    var length = whole
    if whole < 31, unsafe text[first &+ whole] == UInt8(ascii: ".") {
      let fraction = (~(digits >> UInt32(truncatingIfNeeded: whole &+ 1))).trailingZeroBitCount
      guard fraction > 0 else { return nil }
      length = whole &+ 1 &+ fraction
    }
    if length >= 31 { return unsafe longNumberEnd(text, start) }
    if unsafe text[first &+ length] | 0x20 == UInt8(ascii: "e") { return unsafe longNumberEnd(text, start) }
    return first &+ length
  }

  /// The same for numbers of many digits or with an exponent.
  private mutating func longNumberEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int? {
    var end = start
    func skipDigits() -> Bool {
      let first = end
      while unsafe text[end] &- UInt8(ascii: "0") <= 9 { end += 1 }
      return end > first
    }
    if unsafe text[end] == UInt8(ascii: "-") { end += 1 }
    let isZero = unsafe text[end] == UInt8(ascii: "0")
    let first = end
    guard skipDigits(), !isZero || end == first + 1 else { return nil }
    if unsafe text[end] == UInt8(ascii: ".") {
      end += 1
      guard skipDigits() else { return nil }
    }
    if unsafe text[end] | 0x20 == UInt8(ascii: "e") {
      end += 1
      if unsafe text[end] == UInt8(ascii: "+") || text[end] == UInt8(ascii: "-") { end += 1 }
      guard skipDigits() else { return nil }
    }
    if unsafe cjson_double(text + start, end - start).isInfinite {
      ambiguities.append(JSONAmbiguity(kind: .numberOutOfRange, start: start, end: end))
    }
    return end
  }

  /// Behind `true`, `false` or `null`.
  @inline(__always)
  private static func literalEnd(_ text: UnsafePointer<UInt8>, _ start: Int, _ byte: UInt8) -> Int? {
    let word = unsafe UInt32(littleEndian: UnsafeRawPointer(text + start).loadUnaligned(as: UInt32.self))
    switch word {
    case 0x6575_7274, 0x6C6C_756E: return start &+ 4  // true, null
    case 0x736C_6166 where unsafe text[start &+ 4] == UInt8(ascii: "e"): return start &+ 5  // false
    default: return nil
    }
  }

  /// Closes an object that has no shape or in which a key repeats: looks at its keys one by one.
  private mutating func closeWithCare(
    _ nodes: UnsafeMutablePointer<RawNode>, _ frame: Frame, _ close: Int, _ offset: Int
  ) {
    var memberCount: UInt32 = 0
    var seen: Set<[UInt8]> = []
    var child = Int(frame.open) + 1
    while child < close {
      let raw = unsafe nodes[child]
      let end = Int(raw.link & ~RawNode.escapes)
      let name = unsafe UnsafeBufferPointer(start: tree.pointee.text + raw.start + 1, count: end - raw.start - 2)
      let isEscaped = raw.link & RawNode.escapes != 0
      if unsafe !seen.insert(isEscaped ? JSONEscape.decode(name) : Array(name)).inserted {
        ambiguities.append(JSONAmbiguity(kind: .repeatedKey, start: raw.start, end: end))
      }
      memberCount &+= 1
      let value = unsafe nodes[child + 1]
      child = value.kind >= RawNode.array ? Int(value.link) + 1 : child + 2
    }
    unsafe nodes[close] = RawNode(
      head: UInt32(truncatingIfNeeded: offset),
      link: frame.state == KeyShapes.none ? memberCount | RawNode.shapeless : frame.state)
  }

  @inline(__always) private static func isBlank(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (1 << UInt64(byte)) & 0x1_0000_2600 != 0 as UInt64
  }

  private static func nextBackslash(_ text: UnsafePointer<UInt8>, _ from: Int, _ end: Int) -> Int {
    guard from < end, let found = unsafe memchr(text + from, Int32(UInt8(ascii: "\\")), end - from) else { return end }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(text)
  }
}
