import JSONReading
import LinearRegex

/// Lays a query out as code.
struct QueryCodeBuilder {
  private(set) var steps: ContiguousArray<QueryCode.Step> = []
  private(set) var selectors: ContiguousArray<QueryCode.SelectorCode> = []
  private(set) var tests: ContiguousArray<QueryCode.Test> = []
  private(set) var moves: ContiguousArray<QueryCode.Move> = []
  private(set) var operands: ContiguousArray<QueryCode.OperandCode> = []
  private(set) var queries: ContiguousArray<QueryCode.NestedQuery> = []
  private(set) var keys: ContiguousArray<JSONKey> = []
  private(set) var keyLists: ContiguousArray<JSONKeyList> = []
  private(set) var literals: ContiguousArray<Literal> = []
  private(set) var patterns: ContiguousArray<QueryCode.PatternCode> = []
  private(set) var slices: ContiguousArray<Slice> = []

  /// Adds `segments` behind all that their conditions need.
  mutating func add(_ segments: [Segment]) -> Range<Int> {
    let added = segments.map { segment in
      let codes = segment.selectors.map { add($0) }
      let first = selectors.count
      selectors += codes
      return QueryCode.Step(
        isDescendant: segment.isDescendant, firstSelector: Int32(first), selectorCount: Int32(codes.count),
        isBarrenInPairs: !segment.isDescendant && codes.allSatisfy(\.isBarrenInPairs),
        isOfNames: codes.allSatisfy { if case .name = $0 { true } else { false } })
    }
    steps += added
    return steps.count - added.count..<steps.count
  }

  private mutating func add(_ selector: Selector) -> QueryCode.SelectorCode {
    switch selector {
    case .name(let key): return .name(Self.add(key, to: &keys))
    case .wildcard: return .wildcard
    case .index(let index): return .index(index)
    case .slice(let slice): return .slice(Self.add(slice, to: &slices))
    case .filter(let filter):
      let condition = Condition(filter).simplified
      if case .kinds(let kinds, let query) = condition, query.isNodeItself { return .kinds(kinds) }
      let first = add(condition, ifTrue: QueryCode.Test.accept, ifFalse: QueryCode.Test.reject)
      return .condition(Int(first), of: possibleKinds(first), pairs: answerToPairs(first))
    }
  }

  private static func add<Element>(_ element: Element, to all: inout ContiguousArray<Element>) -> Int {
    all.append(element)
    return all.count - 1
  }

  // MARK: Conditions

  /// Adds the tests of `condition`, the last ones first, and returns the first one. `ifTrue` and `ifFalse` are where to go
  /// on.
  private mutating func add(_ condition: Condition, ifTrue: Int32, ifFalse: Int32) -> Int32 {
    switch condition {
    case .all(let parts):
      return parts.reversed().reduce(ifTrue) { next, part in add(part, ifTrue: next, ifFalse: ifFalse) }
    case .any(let parts):
      return parts.reversed().reduce(ifFalse) { next, part in add(part, ifTrue: ifTrue, ifFalse: next) }
    case .not(let part): return add(part, ifTrue: ifFalse, ifFalse: ifTrue)
    case .kinds(let kinds, let query): return add(.kinds(kinds), query, ifTrue, ifFalse)
    case .number(let orders, let literal, let query):
      let position = Self.add(literal, to: &literals)
      return add(.number(literal.node.double ?? .nan, orders, literal: Int32(position)), query, ifTrue, ifFalse)
    case .string(let orders, let key, let query):
      // No string is before the empty one.
      if key.name.isEmpty, orders.contains(.equal) == orders.contains(.greater) {
        let strings: JSONKindSet = orders.contains(.equal) ? .string : []
        let others = orders.contains(.different) ? JSONKindSet.string.complement : []
        return add(.kinds(strings.union(others)), query, ifTrue, ifFalse)
      }
      return add(.string(Self.add(key, to: &keys), orders), query, ifTrue, ifFalse)
    case .comparison(let left, let orders, let right):
      let (first, second) = (add(left, beside: right), add(right, beside: left))
      return add(.comparison(Int32(first), Int32(second), orders), nil, ifTrue, ifFalse)
    case .selects(let query): return add(.selects(add(query)), nil, ifTrue, ifFalse)
    case .matches(let text, let pattern, let whole):
      return add(.matches(Int32(add(text)), pattern: Int32(add(pattern)), whole: whole), nil, ifTrue, ifFalse)
    }
  }

  private mutating func add(
    _ question: QueryCode.Question, _ query: FilterQuery?, _ ifTrue: Int32, _ ifFalse: Int32
  ) -> Int32 {
    let path = query.map { self.path($0) } ?? .node
    let test = QueryCode.Test(question: question, path: path, ifTrue: ifTrue, ifFalse: ifFalse)
    return Int32(Self.add(test, to: &tests))
  }

  /// The way that `query` goes, which leads to one node at most.
  private mutating func path(_ query: FilterQuery) -> QueryCode.Path {
    let first = moves.count
    for segment in query.segments {
      switch segment.selectors.first {
      case .name(let key): moves.append(.name(Self.add(key, to: &keys)))
      case .index(let index): moves.append(.index(index))
      default: preconditionFailure("a singular query has nothing but names and indices")
      }
    }
    return QueryCode.Path(
      startsAtRoot: query.startsAtRoot, firstMove: Int32(first), moveCount: Int32(moves.count - first))
  }

  private mutating func add(_ query: FilterQuery) -> Int {
    let nested = QueryCode.NestedQuery(startsAtRoot: query.startsAtRoot, steps: add(query.segments))
    return Self.add(nested, to: &queries)
  }

  private mutating func add(_ operand: Operand) -> Int {
    let code: QueryCode.OperandCode
    switch operand {
    case .literal(let literal): code = .literal(Self.add(literal, to: &literals))
    case .singular(let query): code = .path(path(query))
    case .length(let operand): code = .length(add(operand))
    case .count(let query): code = memberCount(query) ?? .count(add(query))
    case .value(let query): code = .value(add(query))
    }
    return Self.add(code, to: &operands)
  }

  /// Adds `operand`, which is compared with `other`.
  private mutating func add(_ operand: Operand, beside other: Operand) -> Int {
    guard case .literal(let literal) = operand, let size = literal.node.integer, size.magnitude < 1 << 53 else {
      return add(operand)
    }
    switch other {
    case .length, .count: return Self.add(.size(Int(size)), to: &operands)
    default: return add(operand)
    }
  }

  /// The count of the members that `query` names, if it does nothing else.
  private mutating func memberCount(_ query: FilterQuery) -> QueryCode.OperandCode? {
    guard !query.startsAtRoot, query.segments.count == 1, !query.segments[0].isDescendant else { return nil }
    var names: [JSONShortKey] = []
    for selector in query.segments[0].selectors {
      guard case .name(let name) = selector, let key = JSONShortKey(name.name) else { return nil }
      names.append(key)
    }
    return .memberCount(Self.add(JSONKeyList(names), to: &keyLists))
  }

  private mutating func add(_ pattern: Pattern) -> Int {
    let code: QueryCode.PatternCode
    switch pattern {
    case .fixed(let regex): code = .fixed(regex)
    case .impossible: code = .impossible
    case .computed(let operand): code = .computed(add(operand))
    }
    return Self.add(code, to: &patterns)
  }
}
