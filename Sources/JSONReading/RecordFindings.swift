internal import CJSONIndex

/// What the walk over a record does seldom or once, and what it finds on the way.
@safe struct RecordFindings {
  /// What of the record readers may understand in different ways.
  private(set) var ambiguities: [JSONAmbiguity] = []
  /// The next entry of the index's list of escapes.
  private var escape = 0

  /// Prepares for another index.
  mutating func begin() { escape = 0 }

  /// Forgets the last record.
  mutating func removeAll() { if !ambiguities.isEmpty { ambiguities.removeAll(keepingCapacity: true) } }

  /// Behind the scalar at `start`, which is no string and no plain number; `nil` when it is nothing.
  mutating func scalarEnd(_ text: UnsafePointer<UInt8>, _ start: Int) -> Int? {
    if let end = unsafe ScalarScan.wordEnd(text, start) { return end }
    guard let end = unsafe ScalarScan.numberEnd(text, start) else { return nil }
    if unsafe cjson_double(text + start, end - start).isInfinite {
      ambiguities.append(JSONAmbiguity(kind: .numberOutOfRange, start: start, end: end))
    }
    return end
  }

  /// Whether the escapes in the strings of the record with the tokens at `positions` are good.
  mutating func checkEscapes(
    _ positions: Range<Int>, _ index: StructuralIndex, _ text: UnsafePointer<UInt8>
  ) -> Bool {
    // Records are read from front to back, but one may be read again.
    let escapes = unsafe index.escapes
    if escape > 0, unsafe escapes[escape - 1] >= positions.lowerBound { escape = 0 }
    while escape < escapes.count, case let position = unsafe Int(escapes[escape]), position < positions.upperBound {
      escape += 1
      guard position >= positions.lowerBound else { continue }
      // Up to the next token there is no backslash but in the string.
      let end = index[position + 1]
      var at = index[position] + 1
      while let next = unsafe memchr(text + at, Int32(UInt8(ascii: "\\")), end - at) {
        at = unsafe UnsafeRawPointer(next) - UnsafeRawPointer(text)
        guard let found = unsafe JSONEscape(text, at, end: end) else { return false }
        if found.isLoneSurrogate {
          ambiguities.append(JSONAmbiguity(kind: .loneSurrogate, start: at, end: at + found.byteCount))
        }
        at += found.byteCount
      }
    }
    return true
  }

  /// Looks at the keys of the object between the nodes `open` and `close`, which has no shape or a shape in which a key
  /// repeats, one by one. The result is the link of its closing node.
  mutating func compareKeys(
    _ text: UnsafePointer<UInt8>, _ nodes: UnsafeMutablePointer<RawNode>, _ open: Int, _ close: Int, state: UInt32
  ) -> UInt32 {
    var memberCount: UInt32 = 0
    var seen: Set<[UInt8]> = []
    var child = open + 1
    while child < close {
      let (key, value) = unsafe (nodes[child], nodes[child + 1])
      var end = value.start
      while unsafe text[end - 1] != UInt8(ascii: "\"") { end -= 1 }
      let name = unsafe UnsafeBufferPointer(start: text + key.start + 1, count: end - key.start - 2)
      if unsafe !seen.insert(key.link != 0 ? JSONEscape.decode(name) : Array(name)).inserted {
        ambiguities.append(JSONAmbiguity(kind: .repeatedKey, start: key.start, end: end))
      }
      memberCount &+= 1
      child = value.kind >= RawNode.array ? Int(value.link) + 1 : child + 2
    }
    return state == KeyShapes.none ? memberCount | RawNode.shapeless : state
  }
}
