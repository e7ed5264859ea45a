import SourceText

/// Finds out what every name means and of which type every part is, and collects all that does not fit.
struct Checker {
  let environment: CELEnvironment
  private(set) var errors: [CELError] = []
  var types = TypeUnifier()
  private var scope: [(name: String, type: CELType)] = []
  /// The most variables of macros that are alive at once.
  private(set) var localCount = 0

  init(environment: CELEnvironment) { self.environment = environment }

  /// Checks a whole expression and answers its type.
  mutating func check(_ expression: Expression) -> CELType {
    let found = type(of: expression)
    return types.resolve(found, isFinal: true)
  }

  mutating func fail(
    _ message: String, at expression: Expression, suggestion: (Checker) -> String? = { _ in nil }
  ) -> CELType {
    fail(message, at: expression.span, suggestion: suggestion)
  }

  mutating func fail(
    _ message: String, at span: SourceSpan, suggestion: (Checker) -> String? = { _ in nil }
  ) -> CELType {
    // Finding the nearest name takes a while; nobody reads the twentieth suggestion.
    let nearest = errors.count < 20 ? suggestion(self) : nil
    errors.append(CELError(message: message, span: span, suggestion: nearest))
    return .dyn
  }

  /// The type of a part, which is noted in it.
  mutating func type(of expression: Expression) -> CELType {
    let found = find(expression)
    expression.type = found
    return found
  }

  private mutating func find(_ expression: Expression) -> CELType {
    switch expression.kind {
    case .literal(let value): value.type
    case .name(let name, let isAbsolute): nameType(name, isAbsolute, expression)
    case .select(let operand, let member, let isOptional): select(operand, member, isOptional, expression)
    case .presence(let operand, let member, _): presence(operand, member, expression)
    case .index(let operand, let index, let isOptional): element(operand, index, isOptional, expression)
    case .call: call(expression)
    case .list(let elements): list(elements)
    case .map(let entries): map(entries)
    case .not(let operand): expect(.bool, operand)
    case .negate(let operand):
      resolve("-_", [[.int, .int], [.double, .double]], [type(of: operand)], expression)
    case .binary(let operation, let left, let right): binary(operation, left, right, expression)
    case .and(let operands), .or(let operands): operands.reduce(.bool) { expect($0, $1) }
    case .conditional(let condition, let yes, let no): conditional(condition, yes, no, expression)
    case .comprehension(let comprehension): self.comprehension(comprehension)
    case .bind(let name, let value, let body): with([(name, type(of: value))]) { $0.type(of: body) }
    case .mapOptional(let operand, let name, let body, let isFlat): mapOptional(operand, name, body, isFlat, expression)
    }
  }

  private mutating func binary(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression, _ expression: Expression
  ) -> CELType {
    let (first, second) = (type(of: left), type(of: right))
    if operation == .equal || operation == .notEqual || operation == .in { checkTexts(left, right) }
    if operation == .equal || operation == .notEqual {
      // Any value may be compared with `null`, whatever is known of its type: a record's can always be `null`.
      if left.isNull || right.isNull { return .bool }
      // Nearly half of all operators: nothing is to be learned about their types.
      if first.isPlainlyComparable(to: second) { return .bool }
    }
    // Most lists are written out.
    if operation == .in, case .list(let element) = second, first.isPlain, element.isPlain,
      first.isPlainlyAssignable(to: element)
    {
      return .bool
    }
    return resolve("_\(operation.rawValue)_", Operators.signatures(of: operation), [first, second], expression)
  }

  @discardableResult
  mutating func expect(_ wanted: CELType, _ expression: Expression) -> CELType {
    let found = type(of: expression)
    if !types.assign(found, to: wanted) {
      return fail("expected \(wanted), found \(types.resolve(found, isFinal: true))", at: expression)
    }
    return wanted
  }

  /// Runs `work` with more variables in scope.
  mutating func with(_ variables: [(String, CELType)], _ work: (inout Checker) -> CELType) -> CELType {
    for (name, type) in variables { scope.append((name, type)) }
    localCount = max(localCount, scope.count)
    defer { scope.removeLast(variables.count) }
    return work(&self)
  }

  func local(_ name: String) -> Int? { scope.lastIndex { $0.name == name } }

  // MARK: Names

  private mutating func nameType(_ name: String, _ isAbsolute: Bool, _ expression: Expression) -> CELType {
    if !isAbsolute, let position = local(name) {
      expression.reference = .local(position)
      return scope[position].type
    }
    if let found = lookUp(name, isAbsolute, expression) { return found }
    return fail("unknown name '\(name)'", at: expression) { checker in
      let known = checker.scope.map(\.name) + checker.environment.variables + CELType.named.keys
      return Suggestion.nearest(to: name, among: known)
    }
  }

  /// A variable or a type, in the container or outside.
  func lookUp(_ name: String, _ isAbsolute: Bool, _ expression: Expression) -> CELType? {
    if environment.hasNoContainer { return lookUp(name, expression) }
    for candidate in environment.candidates(for: name, isAbsolute: isAbsolute) {
      if let type = lookUp(candidate, expression) { return type }
    }
    return nil
  }

  private func lookUp(_ candidate: String, _ expression: Expression) -> CELType? {
    if let slot = environment.slot(of: candidate) {
      expression.reference = .variable(slot)
      return environment.types[slot]
    }
    if let type = CELType.named[candidate] {
      expression.reference = .type(type)
      return .type(type)
    }
    return nil
  }

  /// Whether a chain of selections may be one name; most begin with a variable that no qualified name begins with.
  func mayBeQualified(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name, _): environment.isQualifier(name)
    case .select(let operand, _, isOptional: false): mayBeQualified(operand)
    default: false
    }
  }

  /// `a.b.c` as one name, unless `a` is a macro's variable.
  func qualifiedName(_ expression: Expression) -> (name: String, isAbsolute: Bool)? {
    switch expression.kind {
    case .name(let name, let isAbsolute): isAbsolute || local(name) == nil ? (name, isAbsolute) : nil
    case .select(let operand, let member, isOptional: false):
      qualifiedName(operand).map { ($0.name + "." + member, $0.isAbsolute) }
    default: nil
    }
  }
}

extension CELType {
  /// Whether `==` takes both, and neither holds a placeholder that it would say something about.
  fileprivate func isPlainlyComparable(to other: CELType) -> Bool {
    switch (self, other) {
    case (.type, .type): true
    default: isPlain && other.isPlain && (self == .dyn || other == .dyn || self == other)
    }
  }

  /// Whether values of this plain type can be used for the other plain one.
  func isPlainlyAssignable(to other: CELType) -> Bool {
    self == other || self == .dyn || other == .dyn || self == .null && (other == .timestamp || other == .duration)
  }

  /// Whether it is neither made of other types nor a placeholder.
  var isPlain: Bool {
    switch self {
    case .dyn, .null, .bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration: true
    default: false
    }
  }
}

extension Expression {
  /// Whether it is the literal `null`.
  fileprivate var isNull: Bool {
    if case .literal(.null) = kind { true } else { false }
  }
}
