import SourceText

/// An expression of the Common Expression Language: parsed, checked and compiled; ready to be evaluated any number of
/// times, on any thread.
public final class CELExpression: @unchecked Sendable {
  // May cross threads: every property of every node is set in its initialiser only.
  /// As it was written.
  public let source: String
  /// The type of its values, as far as the checker could tell.
  public let type: CELType
  /// The chains of selections it reads, in source order. The elements that a macro goes through are its range's path and
  /// `.dynamic`.
  public let paths: [CELPath]
  /// What may take more than `CELCost.limit` steps: its innermost part that does. Only macros can. Whoever is not the
  /// author should refuse the expression; its evaluation ends by its budget all the same.
  public let excess: CELError?
  let root: Node
  private let tree: Expression
  private let environment: CELEnvironment
  private let localCount: Int

  /// Compiles `source`. Throws all that is wrong with it: its first syntax error, or all names that are unknown, types
  /// that do not fit and patterns that are none.
  public convenience init(_ source: String, in environment: CELEnvironment) throws(CELErrors) {
    try self.init(source, in: environment, isChecked: true)
  }

  /// Without `isChecked`, what is wrong shows only when it is evaluated.
  init(_ source: String, in environment: CELEnvironment, isChecked: Bool) throws(CELErrors) {
    let tree: Expression
    do throws(CELError) { tree = try Parser.parse(source) } catch { throw CELErrors([error]) }
    var checker = Checker(environment: environment)
    type = checker.check(tree)
    var compiler = Compiler(environment: environment)
    let root = compiler.compile(tree)
    let errors = (checker.errors + compiler.errors).sorted { $0.span.start < $1.span.start }
    if isChecked, !errors.isEmpty { throw CELErrors(errors) }
    var collector = PathCollector(environment: environment)
    collector.collect(tree)
    // Half of the work of compiling a plain expression, which cannot take long.
    excess = checker.localCount > 0 ? Self.estimate(tree, environment).excess : nil
    self.tree = tree
    self.environment = environment
    self.source = source
    self.root = root
    paths = collector.paths
    localCount = checker.localCount
  }

  /// The most steps that it takes on a record with lists and texts of the sizes that `CELCost` declares. Linear in the
  /// length of the expression.
  public var cost: Int { Self.estimate(tree, environment).cost }

  private static func estimate(_ tree: Expression, _ environment: CELEnvironment) -> (cost: Int, excess: CELError?) {
    var estimator = CostEstimator(environment: environment)
    return (CostEstimator.steps(estimator.estimate(tree).cost), estimator.error)
  }

  /// The elements of a list in brackets, `[a.b, a.c]`, each as an expression of its own: one that errs leaves the others
  /// their values. `nil` when `source` is another expression, or when an element is optional.
  public static func elements(
    of source: String, in environment: CELEnvironment
  ) throws(CELErrors) -> [CELExpression]? {
    _ = try CELExpression(source, in: environment)
    guard let tree = try? Parser.parse(source), case .list(let elements) = tree.kind,
      !elements.contains(where: \.isOptional)
    else { return nil }
    var checker = Checker(environment: environment)
    _ = checker.check(tree)
    return elements.map { CELExpression(part: $0.value, of: source, checkedBy: checker) }
  }

  /// `part` of an expression without errors.
  private init(part: Expression, of source: String, checkedBy checker: Checker) {
    var compiler = Compiler(environment: checker.environment)
    root = compiler.compile(part)
    var collector = PathCollector(environment: checker.environment)
    collector.collect(part)
    excess = checker.localCount > 0 ? Self.estimate(part, checker.environment).excess : nil
    tree = part
    environment = checker.environment
    self.source = source
    type = checker.types.resolve(part.type, isFinal: true)
    paths = collector.paths
    localCount = checker.localCount
  }

  /// The value on an activation of the same environment.
  public func evaluate(_ activation: inout CELActivation) throws(CELEvaluationError) -> CELValue {
    activation.begin(locals: localCount)
    defer { activation.end() }
    return try root.evaluate(&activation)
  }

  /// The value, which must be a boolean; everything else is an error.
  public func evaluateBool(_ activation: inout CELActivation) throws(CELEvaluationError) -> Bool {
    activation.begin(locals: localCount)
    defer { activation.end() }
    return try root.evaluateBool(&activation)
  }
}
