import SourceText

/// How much work an expression may be, told from its text: the worst case for data of a size that is declared below.
///
/// The costs are those of cel-go (package `checker`, file `cost.go`): 1 for a variable or a selection, nothing for a literal,
/// 10 for a list and 30 for a map that is made, a tenth for each character of texts that are compared or joined; a macro
/// costs its body as often as its range has elements, a call what its function declares. cel-go takes data of unknown size
/// for endless unless it is told better; here they have the sizes of a large label.
public enum CELCost {
  /// The elements of a list and the members of a map that come from a record.
  public static let elements = 100
  /// The bytes of a text that comes from a record.
  public static let textBytes = 1_000
  /// The steps beyond which an expression is refused. An evaluation may take a million steps of macros; with what is done
  /// in each of them that comes to about this.
  public static let limit = 10_000_000
}

/// Estimates a checked expression.
struct CostEstimator {
  let environment: CELEnvironment
  /// The sizes of the variables of macros, outermost first.
  private var locals: [Double] = []
  /// The innermost part that alone is beyond the limit.
  private(set) var excess: (expression: Expression, cost: Double)?

  init(environment: CELEnvironment) { self.environment = environment }

  /// The cost of a part, and the size of its value: elements, members, or bytes of a text; 0 for other values. Doubles, as
  /// the products have no end.
  typealias Estimate = (cost: Double, size: Double)

  mutating func estimate(_ expression: Expression) -> Estimate {
    let found = find(expression)
    if found.cost > Double(CELCost.limit), excess == nil { excess = (expression, found.cost) }
    return found
  }

  private mutating func find(_ expression: Expression) -> Estimate {
    switch expression.kind {
    case .literal(let value): return (0, Double(value.size ?? 0))
    case .name:
      if case .local(let position) = expression.reference, position < locals.count { return (1, locals[position]) }
      return (1, Self.size(expression.type))
    case .select(let operand, _, _):
      // A qualified name is one variable.
      if expression.reference != nil { return (1, Self.size(expression.type)) }
      return (estimate(operand).cost + 1, Self.size(expression.type))
    case .presence(let operand, _, _): return (estimate(operand).cost + 1, 0)
    case .index(let operand, let index, _):
      return (estimate(operand).cost + estimate(index).cost + 1, Self.size(expression.type))
    case .not(let operand), .negate(let operand): return (estimate(operand).cost + 1, 0)
    case .binary(let operation, let left, let right): return binary(operation, left, right, expression)
    case .and(let operands), .or(let operands): return (operands.reduce(0.0) { $0 + estimate($1).cost }, 0)
    case .conditional(let condition, let yes, let no):
      let (first, second) = (estimate(yes), estimate(no))
      return (estimate(condition).cost + max(first.cost, second.cost), max(first.size, second.size))
    case .list(let elements): return (elements.reduce(10.0) { $0 + estimate($1.value).cost }, Double(elements.count))
    case .map(let entries):
      return (entries.reduce(30.0) { $0 + estimate($1.key).cost + estimate($1.value).cost }, Double(entries.count))
    case .call(let name, let target, let arguments): return call(name, target, arguments, expression)
    case .comprehension(let comprehension): return self.comprehension(comprehension)
    case .bind(_, let value, let body):
      let bound = estimate(value)
      let inner = with([bound.size]) { $0.estimate(body) }
      return (bound.cost + inner.cost, inner.size)
    case .mapOptional(let operand, _, let body, _):
      let value = estimate(operand)
      let inner = with([value.size]) { $0.estimate(body) }
      return (value.cost + inner.cost, inner.size)
    }
  }

  /// What is known of a value of a record by its type.
  private static func size(_ type: CELType) -> Double {
    switch type {
    case .list, .map, .dyn, .parameter: Double(CELCost.elements)
    case .object(let object): Double(object.memberCount)
    case .string, .bytes: Double(CELCost.textBytes)
    case .optional(let inner): size(inner)
    default: 0
    }
  }

  private mutating func with(_ sizes: [Double], _ work: (inout CostEstimator) -> Estimate) -> Estimate {
    locals += sizes
    defer { locals.removeLast(sizes.count) }
    return work(&self)
  }

  // MARK: Operators, calls, macros

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ expression: Expression
  ) -> Estimate {
    let (first, second) = (estimate(left), estimate(right))
    let operands = first.cost + second.cost
    switch operation {
    case .add:
      // Of numbers and times there is nothing to go through.
      let size = Self.size(expression.type) == 0 ? 0 : first.size + second.size
      return (operands + 1 + size / 10, size)
    case .in: return (operands + 1 + second.size, 0)
    case .subtract, .multiply, .divide, .remainder: return (operands + 1, 0)
    default: return (operands + 1 + min(first.size, second.size) / 10, 0)
    }
  }

  private mutating func call(
    _ name: String, _ target: Expression?, _ arguments: [Expression], _ expression: Expression
  ) -> Estimate {
    var isMember = true
    var function = name
    let overloads: [CELFunction]
    if case .function(let found, let known) = expression.reference {
      (function, isMember, overloads) = (found, false, known)
    } else {
      overloads = environment.functions(named: name).filter(\.isMember)
    }
    let operands = (isMember ? target.map { [$0] } ?? [] : []) + arguments
    var (cost, size) = (0.0, 0.0)
    var sizes: [Double] = []
    for operand in operands {
      let found = estimate(operand)
      cost = cost + found.cost
      size = size + found.size
      sizes.append(found.size)
    }
    var own = 1.0
    for overload in overloads where overload.parameters.count == operands.count || overload.isVariadic {
      let parameters = operands.indices.map { overload.parameters[min($0, overload.parameters.count - 1)] }
      guard zip(parameters, operands).allSatisfy({ $0.mayTake($1.type) }) else { continue }
      let blocks = operands.indices.map { position in
        Self.blocks(sizes[position], parameters[position] == .dyn ? operands[position].type : parameters[position])
      }
      own = max(own, overload.cost.estimate(blocks: blocks))
    }
    if function == "lists.range", case .literal(.int(let count))? = arguments.first?.kind {
      return (cost + own + max(0, Double(count)), max(0, Double(count)))
    }
    // What is made of values has about as much in it as they have.
    let made = Self.size(expression.type)
    return (cost + own, made == 0 ? 0 : max(size, made))
  }

  /// The blocks of an argument of a size: elements of lists are pairs of coordinates or short texts.
  private static func blocks(_ size: Double, _ type: CELType) -> Double {
    switch type {
    case .string, .bytes: size / 64
    case .map, .object: size / 4
    default: size / 2
    }
  }

  private mutating func comprehension(_ it: Expression.Comprehension) -> Estimate {
    let range = estimate(it.range)
    var element = Self.size(it.elementType)
    if case .list(let elements) = it.range.kind { element = elements.map { Self.size($0.value.type) }.max() ?? 0 }
    let sizes = it.variables.count == 2 ? [0, element] : [element]
    let body = with(sizes) { estimator in
      let condition = it.condition.map { estimator.estimate($0).cost } ?? 0
      let result = it.result.map { estimator.estimate($0).cost } ?? 0
      return (condition + result + 1, 0)
    }
    return (range.cost + 1 + range.size * body.cost, range.size)
  }
}

extension CELType {
  /// Whether a parameter of this type may get a value of another, by what both are as a whole.
  fileprivate func mayTake(_ other: CELType) -> Bool {
    switch (self, other) {
    case (.dyn, _), (.parameter, _), (_, .dyn), (_, .parameter): true
    default: runtimeName == other.runtimeName
    }
  }
}

extension Expression.Comprehension {
  /// The type of what it goes through.
  fileprivate var elementType: CELType {
    switch range.type {
    case .list(let element): element
    case .map(let key, let value): variables.count == 2 ? value : key
    default: .dyn
    }
  }
}

extension CostEstimator {
  /// A whole number; there is none for what would take longer than anybody lives.
  static func steps(_ cost: Double) -> Int { Int(exactly: min(cost, 1e18).rounded(.up)) ?? .max }

  /// What is wrong with an expression that may take too much work: the part of it that does.
  var error: CELError? {
    guard let (expression, cost) = excess else { return nil }
    let what =
      switch expression.kind {
      case .comprehension(let it):
        "'\(it.kind == .existsOne ? "exists_one" : it.kind.rawValue)' over a list of \(CELCost.elements) elements or more"
      case .call(let name, _, _): "this call of '\(name)'"
      default: "this part"
      }
    return CELError(
      message: "\(what) may take \(Self.steps(cost)) steps, more than the \(CELCost.limit) that an expression may take",
      span: expression.span)
  }
}
