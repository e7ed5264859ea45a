public import SourceText

/// An expression with one thing in it changed, for asking whether anybody notices: mutation testing.
public struct CELMutant: Hashable, Sendable {
  /// The changed expression as source text, spaced and bracketed anew.
  public let source: String
  /// What was changed, in the bytes of the original source.
  public let span: SourceSpan
  /// The change for people: `without has(a.b)`, `a.b < 3 → a.b <= 3`.
  public let change: String

  /// The first `limit` mutants of `source`, outer parts before inner ones, none when it is no expression. No two have the same text, and
  /// none has that of the original.
  ///
  /// An operand of `&&` and `||` is left out, and an element of a list that is the whole expression; comparisons take in
  /// or leave out what is equal, equalities become their opposite; numbers become one more and one less; `true` becomes
  /// `false`; `!` goes; of a conditional, one branch is left.
  public static func all(of source: String, limit: Int) -> [CELMutant] {
    guard let tree = try? Parser.parse(source) else { return [] }
    var mutations = ExpressionMutations(tree: tree, limit: limit)
    mutations.visit(tree)
    return mutations.mutants
  }

  /// `source` negated.
  public static func negation(of source: String) -> CELMutant? {
    guard let tree = try? Parser.parse(source) else { return nil }
    var negated = Expression(.not(tree), span: tree.span)
    if case .not(let operand) = tree.kind { negated = operand }
    let text = ExpressionText.text(of: negated)
    return CELMutant(source: text, span: tree.span, change: "\(ExpressionText.text(of: tree)) → \(text)")
  }
}

/// Goes through a tree and collects mutants.
private struct ExpressionMutations {
  let tree: Expression
  let limit: Int
  private(set) var mutants: [CELMutant] = []
  private var known: Set<String>

  init(tree: Expression, limit: Int) {
    self.tree = tree
    self.limit = limit
    known = [ExpressionText.text(of: tree)]
  }

  /// Adds the mutants of `node` and below. Recurses as deep as the tree; the parser bounds that.
  mutating func visit(_ node: Expression) {
    guard mutants.count < limit else { return }
    switch node.kind {
    case .and(let operands): leaveOut(operands, of: node) { Expression.Kind.and($0) }
    case .or(let operands): leaveOut(operands, of: node) { Expression.Kind.or($0) }
    case .list(let elements) where node === tree && elements.count > 1:
      for (position, element) in elements.enumerated() {
        var rest = elements
        rest.remove(at: position)
        add(.list(rest), for: node, at: element.value.span, "without \(ExpressionText.text(of: element.value))")
      }
    case .binary(let operation, let left, let right):
      if let other = operation.counterpart { add(.binary(other, left, right), for: node) }
    case .not(let operand): add(operand.kind, for: node)
    case .conditional(_, let yes, let no):
      add(yes.kind, for: node)
      add(no.kind, for: node)
    case .literal(let value): for other in value.neighbours { add(.literal(other), for: node) }
    default: break
    }
    var parts: [Expression] = []
    node.kind.forEachChild { parts.append($0) }
    for part in parts { visit(part) }
  }

  private mutating func leaveOut(
    _ operands: [Expression], of node: Expression, _ chain: ([Expression]) -> Expression.Kind
  ) {
    for (position, operand) in operands.enumerated() {
      var rest = operands
      rest.remove(at: position)
      add(
        rest.count == 1 ? rest[0].kind : chain(rest), for: node, at: operand.span,
        "without \(ExpressionText.text(of: operand))")
    }
  }

  /// Adds the tree with `kind` in place of `node`.
  private mutating func add(
    _ kind: Expression.Kind, for node: Expression, at span: SourceSpan? = nil, _ change: String? = nil
  ) {
    guard mutants.count < limit else { return }
    let replacement = Expression(kind, span: node.span)
    let source = ExpressionText.text(of: tree, replacing: node, by: replacement)
    guard known.insert(source).inserted else { return }
    mutants.append(
      CELMutant(
        source: source, span: span ?? node.span,
        change: change ?? "\(ExpressionText.text(of: node)) → \(ExpressionText.text(of: replacement))"))
  }
}

extension BinaryOperator {
  /// The comparison that differs where both sides are equal, or only there.
  fileprivate var counterpart: BinaryOperator? {
    switch self {
    case .less: .lessOrEqual
    case .lessOrEqual: .less
    case .greater: .greaterOrEqual
    case .greaterOrEqual: .greater
    case .equal: .notEqual
    case .notEqual: .equal
    case .add, .subtract, .multiply, .divide, .remainder, .in: nil
    }
  }
}

extension CELValue {
  /// The other boolean; the numbers one more and one less.
  fileprivate var neighbours: [CELValue] {
    switch self {
    case .bool(let value): [.bool(!value)]
    case .int(let value):
      [Int64(1), -1].compactMap { step in
        let (sum, overflow) = value.addingReportingOverflow(step)
        return overflow ? nil : .int(sum)
      }
    case .uint(let value):
      [value < .max ? .uint(value + 1) : nil, value > 0 ? .uint(value - 1) : nil].compactMap { $0 }
    case .double(let value): [.double(value + 1), .double(value - 1)]
    default: []
    }
  }
}
