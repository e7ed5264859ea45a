import JSONReading

// What a condition says of a value of which little is known, worked out once, when the query is laid out.
//
// Points are the most frequent arrays of exports by far, and queries about them look for the few that are none: a walk over
// a hundred points needs to know of each no more than that it is one.

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
  /// The kinds of values for which the condition that starts with the test `first` may hold. Most values of a record are
  /// scalars, and most conditions are about members.
  func possibleKinds(_ first: Int32) -> JSONKindSet {
    let kinds: [JSONKindSet] = [.null, .false, .true, .number, .string, .array, .object]
    return kinds.reduce([]) { mayHold(first, for: $1) ? $0.union($1) : $0 }
  }

  /// Whether that condition may hold for a value of which only the kind is known.
  private func mayHold(_ first: Int32, for kind: JSONKindSet) -> Bool {
    var at = first
    while at >= 0 {
      let test = tests[Int(at)]
      guard !test.path.startsAtRoot, let kind = self.kind(of: test.path, from: kind) else { return true }
      let isTrue: Bool
      switch test.question {
      case .kinds(let kinds): isTrue = kinds.contains(kind)
      case .number(_, let orders, _) where kind != .number: isTrue = orders.contains(.different)
      case .string(_, let orders) where kind != .string: isTrue = orders.contains(.different)
      case .number, .string, .comparison, .selects, .matches: return true
      }
      at = isTrue ? test.ifTrue : test.ifFalse
    }
    return at == QueryCode.Test.accept
  }

  /// The kind of what `path` leads to from a value of `kind`; `nil` where that depends on the value.
  private func kind(of path: QueryCode.Path, from kind: JSONKindSet) -> JSONKindSet? {
    guard path.moveCount > 0 else { return kind }
    switch moves[Int(path.firstMove)] {
    case .name: return kind == .object ? nil : .absent
    case .index: return kind == .array ? nil : .absent
    }
  }

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
