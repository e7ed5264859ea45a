import JSONReading

// Points are the most frequent arrays of exports by far, and queries about them look for the few that are none. What a
// condition says of two numbers is worked out once, when the query is laid out: then a walk over a hundred points needs
// to know of each no more than that it is one.

extension QueryCode.SelectorCode {
  /// Whether it selects nothing of an array of two numbers.
  var isBarrenInPairs: Bool {
    switch self {
    case .name: true
    case .kinds(let kinds): !kinds.contains(.number)
    case .index(let index): !(-2...1).contains(index)
    case .wildcard, .slice, .condition: false
    }
  }
}

extension QueryCodeBuilder {
  /// What the condition that starts with the test `first` says of arrays of two numbers.
  func answerToPairs(_ first: Int32) -> QueryCode.PairAnswer {
    var at = first
    var isPlain = false
    while at >= 0 {
      let test = tests[Int(at)]
      guard !test.path.startsAtRoot else { return .unknown }
      let kind = kindInPair(test.path)
      let isTrue: Bool
      switch test.question {
      case .kinds(let kinds): isTrue = kinds.contains(kind)
      case .number(let bound, let orders, _) where kind == .number:
        guard bound.magnitude > JSONNode.mostPlain else { return .unknown }
        isPlain = true
        isTrue = orders.contains(bound > 0 ? .less : .greater)
      case .number(_, let orders, _), .string(_, let orders): isTrue = orders.contains(.different)
      case .comparison, .selects, .matches: return .unknown
      }
      at = isTrue ? test.ifTrue : test.ifFalse
    }
    guard at == QueryCode.Test.reject else { return .unknown }
    return isPlain ? .rejectedIfPlain : .rejected
  }

  /// The kind of what `path` leads to from an array of two numbers.
  private func kindInPair(_ path: QueryCode.Path) -> JSONKindSet {
    var kind = JSONKindSet.array
    for move in moves[Int(path.firstMove)..<Int(path.firstMove + path.moveCount)] {
      if case .index(let index) = move, kind == .array, (-2...1).contains(index) {
        kind = .number
      } else {
        kind = .absent
      }
    }
    return kind
  }
}
