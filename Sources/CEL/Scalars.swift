/// A string as its Unicode scalars, which is how CEL counts.
struct Scalars {
  let all: [Unicode.Scalar]

  init(all: [Unicode.Scalar]) { self.all = all }

  init(_ value: CELValue) throws(CELEvaluationError) {
    guard let text = value.stringValue else {
      throw CELEvaluationError("a string is expected, not \(value.typeName)")
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
    guard case .int(let index) = value else { throw CELEvaluationError("an index is an int") }
    guard index >= 0, index <= limit else { throw CELEvaluationError("index out of range: \(index)") }
    return Int(index)
  }

  /// Where `part` first occurs at `start` or behind it, -1 when nowhere.
  func first(_ part: Scalars, from start: Int) -> Int64 {
    first(PartSearch(part.all), from: start)
  }

  func first(_ part: PartSearch<Unicode.Scalar>, from start: Int) -> Int64 {
    part.first(in: all[start...]).map { Int64(start + $0) } ?? -1
  }

  /// Where `part` last occurs at `start` or before it, -1 when nowhere.
  func last(_ part: Scalars, from start: Int) -> Int64 {
    let end = min(start + part.all.count, all.count)
    let found = PartSearch(part.all.reversed()).first(in: all[..<end].reversed())
    return found.map { Int64(end - $0 - part.all.count) } ?? -1
  }
}
