/// A string as its Unicode scalars, which is how CEL counts.
struct Scalars {
  let all: [Unicode.Scalar]

  init(all: [Unicode.Scalar]) { self.all = all }

  init(_ value: CELValue) throws(CELEvaluationError) {
    guard let text = value.stringValue else {
      throw CELEvaluationError("no such overload: expected a string, found \(value.typeName)")
    }
    all = Array(text.unicodeScalars)
  }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: all[range])
    return String(text)
  }

  /// An index that is at most `limit`.
  func index(_ value: CELValue, upTo limit: Int) throws(CELEvaluationError) -> Int {
    guard case .int(let index) = value else { throw CELEvaluationError("no such overload: an index is an int") }
    guard index >= 0, index <= limit else { throw CELEvaluationError("index out of range: \(index)") }
    return Int(index)
  }

  /// Where `part` first occurs at `start` or behind it, -1 when nowhere. Linear but for texts that repeat themselves.
  func first(_ part: Scalars, from start: Int) -> Int64 {
    let last = all.count - part.all.count
    var at = start
    while at <= last {
      if matches(part, at: at) { return Int64(at) }
      at += 1
    }
    return -1
  }

  /// Where `part` last occurs at `start` or before it, -1 when nowhere.
  func last(_ part: Scalars, from start: Int) -> Int64 {
    var at = min(start, all.count - part.all.count)
    while at >= 0 {
      if matches(part, at: at) { return Int64(at) }
      at -= 1
    }
    return -1
  }

  private func matches(_ part: Scalars, at start: Int) -> Bool {
    for (offset, scalar) in part.all.enumerated() where all[start + offset] != scalar { return false }
    return true
  }
}
