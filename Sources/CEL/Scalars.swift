/// A string as its Unicode scalars, which is how CEL counts.
struct Scalars {
  let all: [Unicode.Scalar]
  /// Whether each scalar is one byte.
  private let isASCII: Bool

  init(all: [Unicode.Scalar]) {
    self.all = all
    isASCII = false
  }

  init(_ value: CELValue) throws(CELEvaluationError) {
    let ascii = value.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 } ? bytes.map { Unicode.Scalar($0) } : nil
    }
    if case .some(let ascii?) = ascii {
      (all, isASCII) = (ascii, true)
      return
    }
    guard let text = value.stringValue else {
      throw CELEvaluationError("a string is expected, not \(value.typeName)")
    }
    (all, isASCII) = (Array(text.unicodeScalars), false)
  }

  func text(_ range: Range<Int>) -> String {
    if isASCII {
      return String(unsafeUninitializedCapacity: range.count) { bytes in
        for place in range { bytes[place - range.lowerBound] = UInt8(truncatingIfNeeded: all[place].value) }
        return range.count
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: all[range])
    return String(text)
  }

  /// An index that is at most `limit`.
  func index(_ value: CELValue, upTo limit: Int) throws(CELEvaluationError) -> Int {
    guard case .int(let index) = value else { throw CELEvaluationError("an index is an int") }
    guard index >= 0, index <= limit else { throw CELEvaluationError("index out of range: \(index)") }
    return Int(index)
  }

  /// Where `part` first occurs at `start` or behind it, -1 when nowhere.
  func first(_ part: Scalars, from start: Int) -> Int64 {
    if part.all.count == 1 { return all[start...].firstIndex(of: part.all[0]).map { Int64($0) } ?? -1 }
    return first(PartSearch(part.all), from: start)
  }

  func first(_ part: PartSearch<Unicode.Scalar>, from start: Int) -> Int64 {
    part.first(in: all[start...]).map { Int64(start + $0) } ?? -1
  }

  /// Where `part` last occurs at `start` or before it, -1 when nowhere.
  func last(_ part: Scalars, from start: Int) -> Int64 {
    let end = min(start + part.all.count, all.count)
    if part.all.count == 1 { return all[..<end].lastIndex(of: part.all[0]).map { Int64($0) } ?? -1 }
    let found = PartSearch(part.all.reversed()).first(in: all[..<end].reversed())
    return found.map { Int64(end - $0 - part.all.count) } ?? -1
  }
}
