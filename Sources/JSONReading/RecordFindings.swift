internal import CJSONIndex
import SourceText

/// What the walk over a record does seldom or once: looks at what the index found in it, and at keys that may repeat.
@safe struct RecordFindings {
  /// What of the record readers may understand in different ways.
  private(set) var ambiguities: [JSONAmbiguity] = []
  // The next entries of the index's lists that have not been passed, and where the last record started.
  private var fault = 0, escape = 0, hugeNumber = 0
  private var lastStart = 0

  /// Prepares for another index.
  mutating func begin() { (fault, escape, hugeNumber, lastStart) = (0, 0, 0, 0) }

  /// Forgets the last record.
  mutating func removeAll() { if !ambiguities.isEmpty { ambiguities.removeAll(keepingCapacity: true) } }

  /// Whether what the index found in the record of `span`, whose tokens are at `positions`, is as it should be.
  mutating func check(
    _ span: SourceSpan, _ positions: Range<Int>, _ index: StructuralIndex, _ text: UnsafePointer<UInt8>
  ) -> Bool {
    if span.start < lastStart { begin() }
    lastStart = span.start
    guard unsafe hasNoFault(span, index.faults), unsafe areEscapesGood(positions, index, text) else { return false }
    unsafe noteHugeNumbers(span, index.hugeNumbers, text)
    return true
  }

  private mutating func hasNoFault(_ span: SourceSpan, _ faults: UnsafeBufferPointer<UInt32>) -> Bool {
    while fault < faults.count {
      let entry = unsafe faults[fault]
      let offset = Int(entry & ~StructuralIndex.isBroken)
      if offset >= span.end { return true }
      // A record may follow another without a separator.
      if entry & StructuralIndex.isBroken != 0 ? offset >= span.start : offset > span.start { return false }
      fault += 1
    }
    return true
  }

  private mutating func areEscapesGood(
    _ positions: Range<Int>, _ index: StructuralIndex, _ text: UnsafePointer<UInt8>
  ) -> Bool {
    while unsafe escape < index.escapes.count, case let position = unsafe Int(index.escapes[escape]),
      position < positions.upperBound
    {
      escape += 1
      guard position >= positions.lowerBound else { continue }
      // Up to the next token there is no backslash but in the string.
      let end = index[position + 1]
      var at = index[position] + 1
      while unsafe text[at] != UInt8(ascii: "\"") {
        guard unsafe text[at] == UInt8(ascii: "\\") else {
          at += 1
          continue
        }
        guard let found = unsafe JSONEscape(text, at, end: end) else { return false }
        if found.isLoneSurrogate {
          ambiguities.append(JSONAmbiguity(kind: .loneSurrogate, start: at, end: at + found.byteCount))
        }
        at += found.byteCount
      }
    }
    return true
  }

  private mutating func noteHugeNumbers(
    _ span: SourceSpan, _ numbers: UnsafeBufferPointer<UInt32>, _ text: UnsafePointer<UInt8>
  ) {
    while hugeNumber < numbers.count, case let start = unsafe Int(numbers[hugeNumber]), start < span.end {
      hugeNumber += 1
      guard start >= span.start else { continue }
      var end = start
      while case let byte = unsafe text[end], byte > 0x20, !",]}".utf8.contains(byte) { end += 1 }
      if unsafe cjson_double(text + start, end - start).isInfinite {
        ambiguities.append(JSONAmbiguity(kind: .numberOutOfRange, start: start, end: end))
      }
    }
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
