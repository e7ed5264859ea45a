import JSONReading

// How values and what is wanted of them are called.
extension SchemaExplainer {
  /// What the value that is looked at is called: by the last name on the way to it and the numbers behind that.
  func name(of node: JSONNode) -> String {
    var numbers = ""
    for step in path.reversed() {
      switch step {
      case .element(let place): numbers = "[\(place)]" + numbers
      case .member(let key): return SchemaText.shortened(key.string ?? "") + numbers
      case .name: return "the name of a member"
      }
    }
    let whole =
      switch node.kind {
      case .object where numbers.isEmpty: "the object"
      case .array where numbers.isEmpty: "the array"
      default: numbers.isEmpty ? "the value" : "value"
      }
    return whole + numbers
  }

  /// The value of a keyword as it is written.
  func keywordValue(_ keyword: JSONKey, of number: Int32) -> String {
    code.places[Int(number)].node.member(keyword).map { SchemaText.value($0) } ?? ""
  }

  /// What the entry asks for, in words: "a whole number from 1 to 100000"; `nil` when that cannot be said in a few.
  func expectation(_ number: Int32) -> String? {
    var number = number
    // A reference with nothing beside it asks for what it leads to. There are no loops, and chains are short.
    while case let entry = code.entries[Int(number)], entry.steps.count == 1, entry.kinds == SchemaCode.anyKind,
      case .apply(let inner, _) = code.steps[entry.steps.range.lowerBound]
    {
      number = inner
    }
    let entry = code.entries[Int(number)]
    for step in code.steps[entry.steps.range] {
      switch step {
      case .constant(let literal): return SchemaText.oneOf([code.literals[Int(literal)]])
      case .choice(let literals), .names(_, let literals):
        return SchemaText.oneOf(code.lists[literals.range].map { code.literals[Int($0)] })
      default: continue
      }
    }
    guard entry.kinds != SchemaCode.anyKind, !entry.kinds.isEmpty else { return nil }
    var words: [String] = []
    if entry.kinds.contains(.number) {
      words.append(numberExpectation(number, entry))
    }
    if entry.kinds.contains(.string) { words.append("a text") }
    if entry.kinds.contains(.array) { words.append("an array") }
    if entry.kinds.contains(.object) { words.append("an object") }
    if entry.kinds.contains([.true, .false]) { words.append("true or false") }
    if entry.kinds.contains(.null) { words.append("null") }
    return SchemaText.choice(words)
  }

  /// "a whole number from 1 to 100000".
  func numberExpectation(_ number: Int32, _ entry: SchemaCode.Entry) -> String {
    (entry.wantsIntegers ? "a whole number" : "a number") + range(number, entry)
  }

  /// " from 1 to 100000".
  private func range(_ number: Int32, _ entry: SchemaCode.Entry) -> String {
    var bounds: [SchemaCode.NumberKeyword: String] = [:]
    for check in code.numbers[entry.numbers.range] {
      bounds[check.keyword] = keywordValue(JSONKey(check.keyword.rawValue), of: number)
    }
    if let least = bounds[.minimum], let most = bounds[.maximum] { return " from \(least) to \(most)" }
    let lower = bounds[.minimum].map { "from \($0)" } ?? bounds[.exclusiveMinimum].map { "above \($0)" }
    let upper = bounds[.maximum].map { "up to \($0)" } ?? bounds[.exclusiveMaximum].map { "below \($0)" }
    let words = [lower, upper].compactMap(\.self)
    return words.isEmpty ? "" : " " + words.joined(separator: " and ")
  }
}

extension SchemaCode {
  /// The entries that apply to a value because `entry` does, but for those that depend on its members.
  func appliedInPlace(_ entry: Entry) -> [Int32] {
    steps[entry.steps.range].flatMap { step in
      switch step {
      case .constant, .choice, .names, .not: [Int32]()
      case .apply(let inner, _): [inner]
      case .any(let branches), .one(let branches): Array(lists[branches.range])
      case .condition(let test, let then, let otherwise): [test, then, otherwise].filter { $0 >= 0 }
      }
    }
  }
}

extension SchemaText {
  /// "4", "one of 'a' and 'b'"; of many values the first ones.
  static func oneOf(_ values: [JSONNode]) -> String {
    let shown = values.prefix(12).map(json)
    guard values.count > 1, let last = shown.last else { return shown.first ?? "" }
    if shown.count < values.count { return "one of " + shown.joined(separator: ", ") + " …" }
    return "one of " + shown.dropLast().joined(separator: ", ") + " and " + last
  }
}
