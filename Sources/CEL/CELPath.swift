public import SourceText

/// A chain of selections that an expression reads, rooted at a variable: `asset.metadata.width`.
public struct CELPath: Hashable, Sendable {
  /// One selection.
  public enum Step: Hashable, Sendable {
    case member(String)
    case index(Int)
    /// An index that is only known when the expression is evaluated, or all elements, which a macro goes through.
    case dynamic
  }

  /// The slot of the variable.
  public var slot: Int
  /// The variable's name.
  public var variable: String
  /// From the variable downwards.
  public var steps: [Step]
  /// Whether the last step is only asked for by `has()`.
  public var isPresenceTest: Bool
  /// Where it stands in the source.
  public var span: SourceSpan
}

/// Finds the paths of a checked expression, in source order.
struct PathCollector {
  let environment: CELEnvironment
  private(set) var paths: [CELPath] = []
  /// What the variables of macros stand for, outermost first; `nil` when that is no path.
  private var locals: [CELPath?] = []

  init(environment: CELEnvironment) { self.environment = environment }

  /// Notes the paths of a part, and answers the one that it is as a whole. Looks at each part once.
  @discardableResult
  mutating func collect(_ expression: Expression) -> CELPath? {
    if let path = path(of: expression) {
      paths.append(path)
      return path
    }
    switch expression.kind {
    case .comprehension(let it):
      let range = collect(it.range)
      // The last variable is the element; a first of two is its index or key.
      let element = range.map(Self.element)
      let variables = it.variables.count == 2 ? [nil, element] : [element]
      locals += variables
      for case let part? in [it.condition, it.result] { collect(part) }
      locals.removeLast(variables.count)
    case .bind(_, let value, let body):
      locals.append(collect(value))
      collect(body)
      locals.removeLast()
    case .mapOptional(let operand, _, let body, _):
      locals.append(collect(operand))
      collect(body)
      locals.removeLast()
    default:
      expression.kind.forEachChild { collect($0) }
    }
    return nil
  }

  private static func element(of range: CELPath) -> CELPath {
    var path = range
    if path.steps.last != .dynamic { path.steps.append(.dynamic) }
    return path
  }

  /// The path that an expression is, as a whole.
  private mutating func path(of expression: Expression) -> CELPath? {
    switch expression.reference {
    case .variable(let slot):
      return CELPath(
        slot: slot, variable: environment.variables[slot], steps: [], isPresenceTest: false, span: expression.span)
    case .local(let position):
      var path = position < locals.count ? locals[position] : nil
      path?.span = expression.span
      return path
    case .type, .function: return nil
    case nil: break
    }
    switch expression.kind {
    case .select(let operand, let member, _): return path(of: operand, .member(member), expression)
    case .presence(let operand, let member, _):
      var path = path(of: operand, .member(member), expression)
      path?.isPresenceTest = true
      return path
    case .index(let operand, let index, _):
      switch index.kind {
      case .literal(.int(let position)): return path(of: operand, .index(Int(position)), expression)
      case .literal(.string(let member)): return path(of: operand, .member(member), expression)
      default:
        guard let path = path(of: operand, .dynamic, expression) else { return nil }
        collect(index)
        return path
      }
    default: return nil
    }
  }

  private mutating func path(of operand: Expression, _ step: CELPath.Step, _ expression: Expression) -> CELPath? {
    guard var path = path(of: operand) else { return nil }
    path.steps.append(step)
    path.span = expression.span
    return path
  }
}
