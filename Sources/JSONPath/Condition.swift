import JSONReading

/// A filter in the terms of what can be answered at a glance: of which kind a value is, and how it stands to a literal.
///
/// A comparison is the set of orders that it accepts, so that its negation is the complement, and two comparisons of one
/// value with one literal are one: `@ >= 0 || @ < 0` asks whether `@` is a number.
indirect enum Condition {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  /// Whether what the query leads to, one node at most, is of one of the kinds.
  case kinds(JSONKindSet, FilterQuery)
  case number(JSONOrder, Literal, FilterQuery)
  case string(JSONOrder, JSONKey, FilterQuery)
  case comparison(Operand, JSONOrder, Operand)
  case selects(FilterQuery)
  case matches(Operand, Pattern, whole: Bool)

  /// What `filter` asks, or the contrary.
  init(_ filter: Filter, isNegated: Bool = false) {
    switch filter {
    case .or(let parts):
      let parts = parts.map { Condition($0, isNegated: isNegated) }
      self = isNegated ? .all(parts) : .any(parts)
    case .and(let parts):
      let parts = parts.map { Condition($0, isNegated: isNegated) }
      self = isNegated ? .any(parts) : .all(parts)
    case .not(let part): self.init(part, isNegated: !isNegated)
    case .exists(let query) where query.isSingular: self = .kinds(isNegated ? .absent : .absent.complement, query)
    case .exists(let query): self = isNegated ? .not(.selects(query)) : .selects(query)
    case .matches(let text, let pattern, let whole):
      let condition = Condition.matches(text, pattern, whole: whole)
      self = isNegated ? .not(condition) : condition
    case .comparison(let left, let comparison, let right):
      let orders = isNegated ? JSONOrder.any.subtracting(comparison.orders) : comparison.orders
      self = Self.comparing(left, orders, right)
    }
  }

  private static func comparing(_ left: Operand, _ orders: JSONOrder, _ right: Operand) -> Condition {
    switch (left, right) {
    case (.singular(let query), .literal(let literal)): comparing(query, orders, literal)
    case (.literal(let literal), .singular(let query)): comparing(query, orders.mirrored, literal)
    default: .comparison(left, orders, right)
    }
  }

  /// What `query` leads to, beside a literal. Nothing is different from every literal.
  private static func comparing(_ query: FilterQuery, _ orders: JSONOrder, _ literal: Literal) -> Condition {
    let node = literal.node
    switch node.kind {
    case .number: return number(orders, literal, query).asKinds
    case .string: return string(orders, JSONKey(node.string ?? ""), query).asKinds
    default:
      // These have one value or two, which are kinds by themselves.
      let kind: JSONKindSet = node.isNull ? .null : node.boolean == true ? .true : .false
      return kinds(Self.kinds(kind, ifAlike: orders.contains(.equal), orders), query)
    }
  }

  /// The kinds that are accepted when those in `kinds` are `ifAlike`, and all others are different.
  private static func kinds(_ kinds: JSONKindSet, ifAlike: Bool, _ orders: JSONOrder) -> JSONKindSet {
    (ifAlike ? kinds : []).union(orders.contains(.different) ? kinds.complement : [])
  }

  /// A comparison that all numbers pass, or none, or all strings, or none, as a question of kinds.
  private var asKinds: Condition {
    func isUniform(_ orders: JSONOrder, _ possible: JSONOrder) -> Bool {
      orders.isSuperset(of: possible) || orders.isDisjoint(with: possible)
    }
    switch self {
    case .number(let orders, _, let query) where isUniform(orders, [.less, .equal, .greater]):
      return .kinds(Self.kinds(.number, ifAlike: orders.contains(.equal), orders), query)
    case .string(let orders, let key, let query)
    where isUniform(orders, key.name.isEmpty ? [.equal, .greater] : [.less, .equal, .greater]):
      return .kinds(Self.kinds(.string, ifAlike: orders.contains(.equal), orders), query)
    default: return self
    }
  }

  // MARK: Simplification

  /// The same with fewer parts.
  var simplified: Condition {
    switch self {
    case .all(let parts): Self.merged(parts, isAll: true)
    case .any(let parts): Self.merged(parts, isAll: false)
    default: self
    }
  }

  private static func merged(_ parts: [Condition], isAll: Bool) -> Condition {
    var merged: [Condition] = []
    var known: [Question: Int] = [:]
    func add(_ part: Condition) {
      guard let question = Question(part) else { return merged.append(part) }
      guard let position = known[question] else {
        known[question] = merged.count
        return merged.append(part)
      }
      merged[position] = merged[position].joined(with: part, isAll: isAll)
    }
    for part in parts {
      switch part.simplified {
      case .all(let inner) where isAll: for part in inner { add(part) }
      case .any(let inner) where !isAll: for part in inner { add(part) }
      case let part: add(part)
      }
    }
    // What became a question of kinds may be one with another.
    if parts.count > 1, merged.contains(where: { $0.becameKinds }) {
      return self.merged(merged.map(\.asKinds), isAll: isAll)
    }
    return merged.count == 1 ? merged[0] : isAll ? .all(merged) : .any(merged)
  }

  private var becameKinds: Bool {
    switch (self, asKinds) {
    case (.kinds, _): false
    case (_, .kinds): true
    default: false
    }
  }

  /// Both as one, when they ask the same.
  private func joined(with other: Condition, isAll: Bool) -> Condition {
    func join<Set: OptionSet>(_ left: Set, _ right: Set) -> Set {
      isAll ? left.intersection(right) : left.union(right)
    }
    switch (self, other) {
    case (.kinds(let left, let query), .kinds(let right, _)): return .kinds(join(left, right), query)
    case (.number(let left, let literal, let query), .number(let right, _, _)):
      return .number(join(left, right), literal, query)
    case (.string(let left, let key, let query), .string(let right, _, _)):
      return .string(join(left, right), key, query)
    default: preconditionFailure("only conditions with one question are joined")
    }
  }

  /// What conditions have in common that can be joined.
  private enum Question: Hashable {
    case kinds(FilterQuery)
    case number(FilterQuery, Literal)
    case string(FilterQuery, JSONKey)

    init?(_ condition: Condition) {
      switch condition {
      case .kinds(_, let query): self = .kinds(query)
      case .number(_, let literal, let query): self = .number(query, literal)
      case .string(_, let key, let query): self = .string(query, key)
      default: return nil
      }
    }
  }
}

extension Comparison {
  /// The orders of the left side to the right one that it accepts.
  var orders: JSONOrder {
    switch self {
    case .equal: .equal
    case .unequal: [.less, .greater, .different]
    case .lessOrEqual: [.less, .equal]
    case .less: .less
    case .greaterOrEqual: [.greater, .equal]
    case .greater: .greater
    }
  }
}
