/// Lists and maps that an expression makes, and what one of two results is.
extension Checker {
  mutating func list(_ elements: [Expression.Element]) -> CELType {
    var joined: CELType?
    for element in elements {
      let found = inner(type(of: element.value), element.isOptional, element.value)
      joined = joined.map { types.join($0, found) } ?? found
    }
    return .list(joined ?? types.fresh())
  }

  mutating func map(_ entries: [Expression.Entry]) -> CELType {
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

  mutating func conditional(
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
