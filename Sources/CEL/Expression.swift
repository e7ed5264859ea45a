import SourceText

/// One node of an expression's syntax tree, macros already expanded.
final class Expression {
  enum Kind {
    case literal(CELValue)
    /// `a`, or `.a` when absolute.
    case name(String, isAbsolute: Bool)
    /// `a.b`, or `a.?b` when optional.
    case select(Expression, String, isOptional: Bool)
    /// `has(a.b)`.
    case presence(Expression, String, isOptional: Bool)
    /// `a[b]`, or `a[?b]` when optional.
    case index(Expression, Expression, isOptional: Bool)
    /// `f(a)` or `t.f(a)`.
    case call(String, target: Expression?, arguments: [Expression])
    case list([Element])
    case map([Entry])
    case not(Expression)
    case negate(Expression)
    case binary(BinaryOperator, Expression, Expression)
    case and([Expression])
    case or([Expression])
    case conditional(Expression, Expression, Expression)
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`.
    case bind(String, Expression, Expression)
    /// `optMap` and, when the result is an optional itself, `optFlatMap`.
    case mapOptional(Expression, String, Expression, isFlat: Bool)
  }

  struct Element {
    var value: Expression
    var isOptional: Bool
  }

  struct Entry {
    var key: Expression
    var value: Expression
    var isOptional: Bool
  }

  /// A macro that walks a range.
  struct Comprehension {
    enum Kind: String {
      case all, exists, existsOne, map, filter, transformList, transformMap, transformMapEntry
    }
    var kind: Kind
    var range: Expression
    /// One name for elements or keys; two for index and element, or key and value.
    var variables: [String]
    /// What an element must satisfy.
    var condition: Expression?
    /// What it becomes.
    var result: Expression?
  }

  /// What a name means, found by the checker.
  enum Reference {
    /// A variable of the environment.
    case variable(Int)
    /// A variable of a macro, counted from the outermost.
    case local(Int)
    case type(CELType)
    /// A function of the environment, called without a target, and its overloads.
    case function(String, [CELFunction])
  }

  let kind: Kind
  let span: SourceSpan
  /// Where the name of the member stands that is selected or asked for.
  var nameSpan: SourceSpan?
  /// The longest way down, in nodes.
  let height: Int
  /// What the checker found.
  var type: CELType = .dyn
  /// For names, for selections that are qualified names, and for calls.
  var reference: Reference?

  init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
    var highest = 0
    kind.forEachChild { highest = max(highest, $0.height) }
    height = 1 + highest
  }
}

/// An operator between two operands, without `&&` and `||`.
enum BinaryOperator: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case `in`
}

extension Expression.Kind {
  /// Calls `body` with the parts, in source order.
  func forEachChild(_ body: (Expression) -> Void) {
    switch self {
    case .literal, .name: break
    case .select(let operand, _, _), .presence(let operand, _, _), .not(let operand), .negate(let operand):
      body(operand)
    case .index(let left, let right, _), .binary(_, let left, let right):
      body(left)
      body(right)
    case .call(_, let target, let arguments):
      if let target { body(target) }
      for argument in arguments { body(argument) }
    case .list(let elements): for element in elements { body(element.value) }
    case .map(let entries):
      for entry in entries {
        body(entry.key)
        body(entry.value)
      }
    case .and(let operands), .or(let operands): for operand in operands { body(operand) }
    case .conditional(let condition, let yes, let no):
      body(condition)
      body(yes)
      body(no)
    case .comprehension(let it):
      body(it.range)
      if let condition = it.condition { body(condition) }
      if let result = it.result { body(result) }
    case .bind(_, let value, let result):
      body(value)
      body(result)
    case .mapOptional(let operand, _, let result, _):
      body(operand)
      body(result)
    }
  }
}
