/// Finds out what types the placeholders of declarations and empty containers stand for.
struct TypeUnifier {
  private var bindings: [String: CELType] = [:]
  /// What bindings were before the changes of the assignment that is being tried.
  private var undo: [(name: String, type: CELType?)] = []
  private var count = 0

  /// A placeholder that nothing is known of.
  mutating func fresh() -> CELType {
    count += 1
    return .parameter("#\(count)")
  }

  /// The declared types with new placeholders for theirs.
  mutating func instantiate(_ types: [CELType]) -> [CELType] {
    guard types.contains(where: \.hasPlaceholder) else { return types }
    // One or two.
    var names: [(name: String, type: CELType)] = []
    return types.map { instantiate($0, &names) }
  }

  private mutating func instantiate(_ type: CELType, _ names: inout [(name: String, type: CELType)]) -> CELType {
    switch type {
    case .parameter(let name):
      if let known = names.first(where: { $0.name == name }) { return known.type }
      let made = fresh()
      names.append((name, made))
      return made
    case .list(let element): return .list(instantiate(element, &names))
    case .map(let key, let value): return .map(instantiate(key, &names), instantiate(value, &names))
    case .type(let type): return .type(instantiate(type, &names))
    case .optional(let value): return .optional(instantiate(value, &names))
    case .opaque(let name, let arguments):
      var made: [CELType] = []
      for argument in arguments { made.append(instantiate(argument, &names)) }
      return .opaque(name, made)
    default: return type
    }
  }

  /// The type with everything known put in; what is not known stays a placeholder, or becomes `dyn`.
  func resolve(_ type: CELType, isFinal: Bool = false) -> CELType {
    switch type {
    case .parameter(let name):
      if let bound = bindings[name] { return resolve(bound, isFinal: isFinal) }
      return isFinal ? .dyn : type
    case .list(let element): return .list(resolve(element, isFinal: isFinal))
    case .map(let key, let value): return .map(resolve(key, isFinal: isFinal), resolve(value, isFinal: isFinal))
    case .type(let type): return .type(resolve(type, isFinal: isFinal))
    case .optional(let value): return .optional(resolve(value, isFinal: isFinal))
    case .opaque(let name, let arguments): return .opaque(name, arguments.map { resolve($0, isFinal: isFinal) })
    default: return type
    }
  }

  /// Whether values of the types can be used for the others, one by one. Learns only when they can.
  mutating func assign(_ types: ArraySlice<CELType>, to others: ArraySlice<CELType>) -> Bool {
    guard types.count == others.count else { return false }
    undo.removeAll(keepingCapacity: true)
    for (type, other) in zip(types, others) where !unify(type, other) {
      for (name, type) in undo.reversed() { bindings[name] = type }
      return false
    }
    return true
  }

  mutating func assign(_ type: CELType, to other: CELType) -> Bool {
    type == other || assign([type], to: [other])
  }

  /// The type of a container that holds both.
  mutating func join(_ left: CELType, _ right: CELType) -> CELType {
    if assign(left, to: right) { return mostGeneral(left, right) }
    // Where null is allowed in place of the others.
    return right == .null && assign(right, to: left) ? left : .dyn
  }

  private mutating func unify(_ type: CELType, _ other: CELType) -> Bool {
    if type == other { return true }
    if case .parameter(let name) = other { return bind(name, type) }
    if case .parameter(let name) = type { return bind(name, other) }
    switch (type, other) {
    case (.dyn, _), (_, .dyn): return true
    case (.null, .optional), (.null, .opaque), (.null, .timestamp), (.null, .duration): return true
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)): return unify(left, right)
    case (.type, .type): return true
    // Both are maps; what they have in common is another question.
    case (.object, .object): return true
    case (.object, _): return unify(.map(.string, .dyn), other)
    case (_, .object): return unify(type, .map(.string, .dyn))
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      return unify(leftKey, rightKey) && unify(left, right)
    case (.opaque(let left, let leftArguments), .opaque(let right, let rightArguments)):
      guard left == right, leftArguments.count == rightArguments.count else { return false }
      for (left, right) in zip(leftArguments, rightArguments) where !unify(left, right) { return false }
      return true
    default: return false
    }
  }

  private mutating func bind(_ name: String, _ type: CELType) -> Bool {
    if let bound = bindings[name] {
      guard unify(type, bound) else { return false }
      let general = mostGeneral(type, bound)
      if !occurs(name, in: general), general != bound { set(name, general) }
      return true
    }
    guard !occurs(name, in: type) else { return false }
    set(name, type)
    return true
  }

  private mutating func set(_ name: String, _ type: CELType) {
    undo.append((name, bindings[name]))
    bindings[name] = type
  }

  private func occurs(_ name: String, in type: CELType) -> Bool {
    switch type {
    case .parameter(let other): other == name || bindings[other].map { occurs(name, in: $0) } ?? false
    case .list(let inner), .optional(let inner), .type(let inner): occurs(name, in: inner)
    case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
    case .opaque(_, let arguments): arguments.contains { occurs(name, in: $0) }
    default: false
    }
  }

  private func mostGeneral(_ left: CELType, _ right: CELType) -> CELType {
    switch (left, right) {
    case (.object, .object): left == right ? left : .map(.string, .dyn)
    case (.list(let left), .list(let right)): .list(mostGeneral(left, right))
    default: isSameOrMoreGeneral(left, right) ? left : right
    }
  }

  private func isSameOrMoreGeneral(_ left: CELType, _ right: CELType) -> Bool {
    switch (left, right) {
    case (.dyn, _), (.parameter, _): true
    case (_, .dyn), (_, .parameter): false
    case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
      isSameOrMoreGeneral(left, right)
    case (.map(let leftKey, let left), .map(let rightKey, let right)):
      isSameOrMoreGeneral(leftKey, rightKey) && isSameOrMoreGeneral(left, right)
    case (.opaque(let left, let leftArguments), .opaque(let right, let rightArguments)):
      left == right && leftArguments.count == rightArguments.count
        && zip(leftArguments, rightArguments).allSatisfy { isSameOrMoreGeneral($0, $1) }
    default: left == right
    }
  }
}

extension CELType {
  /// Whether it is a placeholder or made of one.
  var hasPlaceholder: Bool {
    switch self {
    case .parameter: true
    case .list(let inner), .optional(let inner), .type(let inner): inner.hasPlaceholder
    case .map(let key, let value): key.hasPlaceholder || value.hasPlaceholder
    case .opaque(_, let arguments): arguments.contains(where: \.hasPlaceholder)
    default: false
    }
  }
}
