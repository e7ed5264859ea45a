import JSONReading
import LinearRegex
import SourceText

// Decides conditions (RFC 9535, sections 2.3.5.2 and 2.4).
extension QueryCode {
  /// Whether the condition that starts with the test `first` holds for `node`.
  func holds(_ first: Int, at node: JSONNode, _ run: inout QueryRun) -> Bool {
    var at = Int32(first)
    repeat {
      let test = tests[Int(at)]
      at = isTrue(test, at: node, &run) ? test.ifTrue : test.ifFalse
    } while at >= 0
    return at == Test.accept
  }

  @inline(__always)
  private func isTrue(_ test: Test, at node: JSONNode, _ run: inout QueryRun) -> Bool {
    run.spend(1)
    switch test.question {
    case .kinds(let kinds):
      guard let value = follow(test.path, from: node, &run) else { return kinds.contains(.absent) }
      return kinds.contains(kindOf: value)
    case .number(let bound, let orders, let literal):
      guard let value = follow(test.path, from: node, &run) else { return orders.contains(.different) }
      if let order = value.orderByDigits(to: bound) { return orders.contains(order) }
      return orders.contains(value.order(to: literals[Int(literal)].node))
    case .string(let key, let orders):
      guard let value = follow(test.path, from: node, &run) else { return orders.contains(.different) }
      run.spend(1 + value.span.count >> 6)
      return orders.contains(value.order(to: keys[key]))
    case .comparison(let left, let right, let orders):
      return orders.contains(order(value(of: Int(left), at: node, &run), value(of: Int(right), at: node, &run), &run))
    case .selects(let query):
      return !selectAll(query, at: node, &run) { _ in false }
    case .matches(let operand, let pattern, let whole):
      return matches(Int(operand), Int(pattern), whole: whole, at: node, &run)
    }
  }

  /// The node that `path` leads to.
  @inline(__always)
  private func follow(_ path: Path, from node: JSONNode, _ run: inout QueryRun) -> JSONNode? {
    var here = path.startsAtRoot ? run.root : node
    var at = Int(path.firstMove)
    let end = at &+ Int(path.moveCount)
    while at < end {
      switch moves[at] {
      case .name(let key):
        guard let next = member(key, of: here, &run) else { return nil }
        here = next
      case .index(let index):
        guard let (next, _) = element(index, of: here, &run) else { return nil }
        here = next
      }
      at &+= 1
    }
    return here
  }

  /// Visits what the query at `position` selects, until `visit` says no or the run is exhausted. Whether neither happened.
  private func selectAll(
    _ position: Int, at node: JSONNode, _ run: inout QueryRun, _ visit: (JSONNode) -> Bool
  ) -> Bool {
    let query = queries[position]
    let start = query.startsAtRoot ? run.root : node
    return run.withoutTracking { run in
      select(query.steps.lowerBound, query.steps.upperBound, from: start, &run) { node, _ in visit(node) }
    }
  }

  // MARK: Values

  /// A comparable: a node, the result of `length` or `count`, or nothing at all.
  private enum Value {
    case nothing
    case node(JSONNode)
    case count(Int)
  }

  private func value(of operand: Int, at node: JSONNode, _ run: inout QueryRun) -> Value {
    switch operands[operand] {
    case .literal(let literal): return .node(literals[literal].node)
    case .path(let path): return follow(path, from: node, &run).map(Value.node) ?? .nothing
    case .length(let operand): return length(of: value(of: operand, at: node, &run), &run)
    case .count(let query):
      var count = 0
      _ = selectAll(query, at: node, &run) { _ in
        count += 1
        return true
      }
      return .count(count)
    case .memberCount(let list):
      let names = keyLists[list]
      run.spend(node.searchCost &* names.count)
      return .count(node.memberCount(names))
    case .size(let size): return .count(size)
    case .value(let query):
      var found: JSONNode?
      let isOnly = selectAll(query, at: node, &run) { node in
        if found != nil { return false }
        found = node
        return true
      }
      return isOnly ? found.map(Value.node) ?? .nothing : .nothing
    }
  }

  /// The number of scalars of a string, elements of an array or members of an object.
  private func length(of value: Value, _ run: inout QueryRun) -> Value {
    guard case .node(let node) = value else { return .nothing }
    switch node.kind {
    case .array, .object: return .count(node.count)
    case .string:
      run.spend(1 + node.span.count >> 6)
      return .count(node.withStringBytes { $0.count { $0 & 0xC0 != 0x80 } } ?? 0)
    default: return .nothing
    }
  }

  // MARK: Comparisons

  private func order(_ left: Value, _ right: Value, _ run: inout QueryRun) -> JSONOrder {
    switch (left, right) {
    case (.nothing, .nothing): return .equal
    case (.node(let left), .node(let right)):
      run.spend(1 + (left.span.count + right.span.count) >> 6)
      return left.order(to: right)
    case (.count(let left), .count(let right)): return left < right ? .less : left > right ? .greater : .equal
    case (.node(let node), .count(let count)): return order(node, count)
    case (.count(let count), .node(let node)): return order(node, count).mirrored
    default: return .different
    }
  }

  private func order(_ node: JSONNode, _ count: Int) -> JSONOrder {
    guard let number = node.double else { return .different }
    let count = Double(count)
    return number < count ? .less : number > count ? .greater : .equal
  }

  // MARK: Patterns

  private func matches(
    _ operand: Int, _ pattern: Int, whole: Bool, at node: JSONNode, _ run: inout QueryRun
  ) -> Bool {
    guard case .node(let text) = value(of: operand, at: node, &run), text.kind == .string else { return false }
    run.spend(1 + text.span.count >> 6)
    func isMatched(by regex: LinearRegex) -> Bool {
      text.withStringBytes { whole ? regex.fullyMatches($0) : regex.matches($0) } ?? false
    }
    switch patterns[pattern] {
    case .fixed(let regex): return isMatched(by: regex)
    case .impossible: return false
    case .computed(let operand):
      guard case .node(let node) = value(of: operand, at: node, &run), let text = node.string else { return false }
      return run.pattern(text).map(isMatched) ?? false
    }
  }
}
