/// Members and elements of values.
extension Checker {
  mutating func select(
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

  mutating func presence(_ operand: Expression, _ name: String, _ expression: Expression) -> CELType {
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

  mutating func element(
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
}
