import JSONReading
import LinearRegex

/// What is shared by all walks of one run of a query. Decides conditions (RFC 9535, sections 2.3.5.2 and 2.4).
final class FilterContext {
  /// What `$` stands for.
  private let root: JSONNode
  /// Patterns found in the data, compiled; `nil` for those that are no I-Regexps.
  private var patterns: [String: LinearRegex?] = [:]
  /// How many of them are kept.
  private static let patternCapacity = 64

  /// How much may still be done. When it is used up the run ends early, and its answers mean nothing.
  private var stepsLeft: Int

  init(root: JSONNode, stepLimit: Int) {
    self.root = root
    stepsLeft = stepLimit
  }

  /// Whether the run had to end before it was done.
  var isExhausted: Bool { stepsLeft < 0 }

  /// Counts a step past `count` nodes. Whether it may be done.
  func takeStep(past count: Int = 1) -> Bool {
    stepsLeft = stepsLeft >= count ? stepsLeft - count : -1
    return stepsLeft >= 0
  }

  /// A comparable: a node, the result of `length` or `count`, or nothing at all.
  private enum Value {
    case nothing
    case node(JSONNode)
    case count(Int)
  }

  /// Whether `filter` holds for `node`.
  func satisfies(_ node: JSONNode, _ filter: Filter) -> Bool {
    guard takeStep() else { return false }
    return switch filter {
    case .or(let parts): parts.contains { satisfies(node, $0) }
    case .and(let parts): parts.allSatisfy { satisfies(node, $0) }
    case .not(let part): !satisfies(node, part)
    case .exists(let query): exists(query, at: node)
    case .matches(let text, let pattern, let whole): matches(text, pattern, whole: whole, at: node)
    case .comparison(let left, let comparison, let right):
      compare(value(of: left, at: node), comparison, value(of: right, at: node))
    }
  }

  // MARK: Queries

  private func start(of query: FilterQuery, at node: JSONNode) -> JSONNode { query.startsAtRoot ? root : node }

  private func exists(_ query: FilterQuery, at node: JSONNode) -> Bool {
    if query.isSingular { return single(query, at: node) != nil }
    var walk = Walk(query.segments, context: self)
    return !walk.select(from: start(of: query, at: node)) { _, _ in false }
  }

  /// The node of a query that leads to one at most.
  private func single(_ query: FilterQuery, at node: JSONNode) -> JSONNode? {
    var here = start(of: query, at: node)
    for segment in query.segments {
      guard takeStep(past: here.count) else { return nil }
      let next: JSONNode?
      switch segment.selectors.first {
      case .name(let key): next = here.member(key)
      case .index(let index): next = here.element(at: index < 0 ? here.count + index : index)
      default: next = nil
      }
      guard let next else { return nil }
      here = next
    }
    return here
  }

  // MARK: Values

  private func value(of operand: Operand, at node: JSONNode) -> Value {
    switch operand {
    case .literal(let literal): return .node(literal.node)
    case .singular(let query): return single(query, at: node).map(Value.node) ?? .nothing
    case .length(let operand): return length(of: value(of: operand, at: node))
    case .count(let query):
      var count = 0
      var walk = Walk(query.segments, context: self)
      _ = walk.select(from: start(of: query, at: node)) { _, _ in
        count += 1
        return true
      }
      return .count(count)
    case .value(let query):
      var found: JSONNode?
      var walk = Walk(query.segments, context: self)
      let isOnly = walk.select(from: start(of: query, at: node)) { node, _ in
        if found != nil { return false }
        found = node
        return true
      }
      return isOnly ? found.map(Value.node) ?? .nothing : .nothing
    }
  }

  /// The number of scalars of a string, elements of an array or members of an object.
  private func length(of value: Value) -> Value {
    guard case .node(let node) = value else { return .nothing }
    switch node.kind {
    case .array, .object: return .count(node.count)
    case .string: return .count(node.withStringBytes { $0.count { $0 & 0xC0 != 0x80 } } ?? 0)
    default: return .nothing
    }
  }

  // MARK: Comparisons

  private func compare(_ left: Value, _ comparison: Comparison, _ right: Value) -> Bool {
    switch comparison {
    case .equal: isEqual(left, right)
    case .unequal: !isEqual(left, right)
    case .less: isLess(left, right)
    case .greater: isLess(right, left)
    case .lessOrEqual: isLess(left, right) || isEqual(left, right)
    case .greaterOrEqual: isLess(right, left) || isEqual(left, right)
    }
  }

  private func isEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.nothing, .nothing): true
    case (.node(let left), .node(let right)): left == right
    case (.count(let left), .count(let right)): left == right
    case (.node(let node), .count(let count)), (.count(let count), .node(let node)): node.double == Double(count)
    default: false
    }
  }

  /// Only numbers have an order among each other, and strings: by their scalars, which is the order of their UTF-8.
  private func isLess(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.node(let left), .node(let right)) where left.kind == .string && right.kind == .string:
      return left.withStringBytes { left in
        right.withStringBytes { right in left.lexicographicallyPrecedes(right) } ?? false
      } ?? false
    case (.node(let left), .node(let right)):
      if let left = left.integer, let right = right.integer { return left < right }
      guard let left = left.double, let right = right.double else { return false }
      return left < right
    case (.count(let left), .count(let right)): return left < right
    case (.node(let node), .count(let count)): return node.double.map { $0 < Double(count) } ?? false
    case (.count(let count), .node(let node)): return node.double.map { Double(count) < $0 } ?? false
    default: return false
    }
  }

  // MARK: Patterns

  private func matches(_ text: Operand, _ pattern: Pattern, whole: Bool, at node: JSONNode) -> Bool {
    guard case .node(let text) = value(of: text, at: node), text.kind == .string else { return false }
    guard let regex = regex(of: pattern, at: node) else { return false }
    return text.withStringBytes { whole ? regex.fullyMatches($0) : regex.matches($0) } ?? false
  }

  private func regex(of pattern: Pattern, at node: JSONNode) -> LinearRegex? {
    switch pattern {
    case .fixed(let regex): return regex
    case .impossible: return nil
    case .computed(let operand):
      guard case .node(let node) = value(of: operand, at: node), let text = node.string else { return nil }
      if let known = patterns[text] { return known }
      if patterns.count >= Self.patternCapacity { patterns.removeAll() }
      let regex = try? LinearRegex(iRegexp: text)
      patterns[text] = .some(regex)
      return regex
    }
  }
}
