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

  private mutating func fail(
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

  /// Reports texts that one side is compared with and never is.
  private mutating func checkTexts(_ left: Expression, _ right: Expression) {
    if case .variable(let slot) = left.reference, let known = environment.texts(of: slot) {
      checkTexts(in: right, slot, known)
    } else if case .variable(let slot) = right.reference, let known = environment.texts(of: slot) {
      checkTexts(in: left, slot, known)
    }
  }

  private mutating func checkTexts(in other: Expression, _ slot: Int, _ known: [String]) {
    let literals = if case .list(let elements) = other.kind { elements.map(\.value) } else { [other] }
    for literal in literals {
      guard case .literal(.string(let text)) = literal.kind, !known.contains(text) else { continue }
      _ = fail("\(environment.variables[slot]) is never '\(text)'", at: literal) { _ in
        Suggestion.nearest(to: text, among: known)
      }
    }
  }

  @discardableResult
  private mutating func expect(_ wanted: CELType, _ expression: Expression) -> CELType {
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
  private func lookUp(_ name: String, _ isAbsolute: Bool, _ expression: Expression) -> CELType? {
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

  // MARK: Members

  private mutating func select(
    _ operand: Expression, _ member: String, _ isOptional: Bool, _ expression: Expression
  ) -> CELType {
    if !isOptional, mayBeQualified(expression), let (name, isAbsolute) = qualifiedName(expression),
      let found = lookUp(name, isAbsolute, expression)
    {
      return found
    }
    let container = type(of: operand)
    let found = self.member(member, of: container, at: expression)
    if case .optional = found { return found }
    return isOptional ? .optional(found) : found
  }

  private mutating func presence(_ operand: Expression, _ name: String, _ expression: Expression) -> CELType {
    let container = type(of: operand)
    _ = member(name, of: container, at: expression)
    return .bool
  }

  private mutating func member(_ name: String, of operand: CELType, at expression: Expression) -> CELType {
    switch types.resolve(operand) {
    case .dyn, .parameter: return .dyn
    case .object(let object):
      if let type = object.member(name) { return type }
      return fail("\(object.name) has no member '\(name)'", at: expression.nameSpan ?? expression.span) { _ in
        object.suggestion(for: name)
      }
    case .map(let key, let value):
      if !types.assign(.string, to: key) { return fail("keys of this map are \(key), not strings", at: expression) }
      return value
    case .optional(let inner): return .optional(member(name, of: inner, at: expression))
    case let other: return fail("a value of type \(other) has no members", at: expression)
    }
  }

  private mutating func element(
    _ operand: Expression, _ index: Expression, _ isOptional: Bool, _ expression: Expression
  ) -> CELType {
    let found = type(of: operand)
    var container = types.resolve(found)
    var isOptional = isOptional
    if case .optional(let inner) = container {
      container = inner
      isOptional = true
    }
    if case .object(let object) = container {
      if case .literal(.string(let name)) = index.kind, let type = object.member(name) {
        container = .map(.string, type)
      } else {
        container = .map(.string, .dyn)
      }
    }
    let position = type(of: index)
    let result: CELType
    switch container {
    case .dyn, .parameter: result = .dyn
    case .list(let element) where types.assign(position, to: .int): result = element
    case .map(let key, let value) where types.assign(position, to: key): result = value
    case .list, .map:
      result = fail("\(container) has no index of type \(types.resolve(position, isFinal: true))", at: index)
    default: result = fail("a value of type \(container) has no elements", at: expression)
    }
    return isOptional ? .optional(result) : result
  }

  // MARK: Containers

  private mutating func list(_ elements: [Expression.Element]) -> CELType {
    var joined: CELType?
    for element in elements {
      let found = inner(type(of: element.value), element.isOptional, element.value)
      joined = joined.map { types.join($0, found) } ?? found
    }
    return .list(joined ?? types.fresh())
  }

  private mutating func map(_ entries: [Expression.Entry]) -> CELType {
    var keys: CELType?
    var values: CELType?
    for entry in entries {
      let key = type(of: entry.key)
      switch types.resolve(key) {
      case .dyn, .parameter, .bool, .int, .uint, .string: break
      case let other: _ = fail("a key cannot be of type \(other)", at: entry.key)
      }
      keys = keys.map { types.join($0, key) } ?? key
      let value = inner(type(of: entry.value), entry.isOptional, entry.value)
      values = values.map { types.join($0, value) } ?? value
    }
    return .map(keys ?? types.fresh(), values ?? types.fresh())
  }

  /// What an optional entry puts in.
  private mutating func inner(_ type: CELType, _ isOptional: Bool, _ expression: Expression) -> CELType {
    guard isOptional else { return type }
    let value = types.fresh()
    guard types.assign(type, to: .optional(value)) else {
      return fail("expected an optional behind '?', found \(type)", at: expression)
    }
    return types.resolve(type) == .dyn ? .dyn : value
  }

  private mutating func conditional(
    _ condition: Expression, _ yes: Expression, _ no: Expression, _ expression: Expression
  ) -> CELType {
    expect(.bool, condition)
    let result = types.fresh()
    let (left, right) = (type(of: yes), type(of: no))
    guard types.assign([left, right], to: [result, result]) else {
      let (left, right) = (types.resolve(left, isFinal: true), types.resolve(right, isFinal: true))
      return fail("the results differ in type: \(left) and \(right)", at: expression)
    }
    return types.resolve(result)
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
