import SourceText

// Functions, operators and macros.
extension Checker {
  mutating func call(_ expression: Expression) -> CELType {
    guard case .call(let name, let target, let arguments) = expression.kind else { return .dyn }
    if let function = function(name, target) {
      expression.reference = .function(function.name, function.overloads)
      return resolve(function.name, function.overloads, arguments, expression)
    }
    let overloads = target == nil ? [] : environment.functions(named: name).filter(\.isMember)
    guard let target, !overloads.isEmpty else {
      for argument in arguments { _ = type(of: argument) }
      let plain = name.hasPrefix(".") ? String(name.dropFirst()) : name
      var qualifier = ""
      if let target {
        if isKnown(target) {
          _ = type(of: target)
        } else if let qualified = qualifiedName(target) {
          qualifier = qualified.name + "."
        }
      }
      let called = qualifier + plain
      return fail("unknown function '\(called)'", at: expression) {
        Suggestion.nearest(to: called, among: $0.environment.functionNames + Self.macroNames)
      }
    }
    return resolve(name, overloads, [target] + arguments, expression)
  }

  private static let macroNames = [
    "has", "all", "exists", "exists_one", "map", "filter", "transformList", "transformMap", "optMap", "optFlatMap",
  ]

  /// Whether a target starts with a name that means something; else the call's name is what is wrong.
  private func isKnown(_ target: Expression) -> Bool {
    guard let (name, isAbsolute) = qualifiedName(target), let root = name.split(separator: ".").first else {
      return true
    }
    return environment.candidates(for: String(root), isAbsolute: isAbsolute).contains {
      environment.slot(of: $0) != nil
    }
  }

  /// The full name of a function that is called without a target, `f(x)`, or `a.f(x)` where `a.f` is its name, and its
  /// overloads.
  private func function(_ name: String, _ target: Expression?) -> (name: String, overloads: [CELFunction])? {
    var full = name.hasPrefix(".") ? String(name.dropFirst()) : name
    var isAbsolute = name.hasPrefix(".")
    if let target {
      guard mayBeQualified(target), let qualified = qualifiedName(target) else { return nil }
      full = qualified.name + "." + name
      isAbsolute = qualified.isAbsolute
    }
    for name in environment.candidates(for: full, isAbsolute: isAbsolute) {
      let overloads = environment.functions(named: name).filter { !$0.isMember }
      if !overloads.isEmpty { return (name, overloads) }
    }
    return nil
  }

  private mutating func resolve(
    _ name: String, _ overloads: [CELFunction], _ operands: [Expression], _ expression: Expression
  ) -> CELType {
    let found = operands.map { type(of: $0) }
    if let result = plainResult(of: overloads, for: found) { return result }
    var signatures: [[CELType]] = []
    for overload in overloads where overload.isVariadic || overload.parameters.count == operands.count {
      var signature = overload.parameters
      while signature.count < operands.count { signature.append(overload.parameters.last ?? .dyn) }
      signature.append(overload.result)
      signatures.append(signature)
    }
    return resolve(name, signatures, found, expression)
  }

  /// The same as `resolve`, sooner, where nothing is to be learned about any type; else `nil`, and where no overload fits.
  private func plainResult(of overloads: [CELFunction], for found: [CELType]) -> CELType? {
    var result: CELType?
    for overload in overloads where overload.isVariadic || overload.parameters.count == found.count {
      guard !overload.isVariadic, !overload.result.hasPlaceholder,
        let fits = Self.fit(found, overload.parameters)
      else { return nil }
      if fits { result = result == nil || result == overload.result ? overload.result : .dyn }
    }
    return result
  }

  /// Whether values of the types `found` can be used for the first of `wanted`; `nil` where that has to be found out, because
  /// it says something about placeholders, or because what is wanted is made of other types.
  private static func fit(_ found: [CELType], _ wanted: [CELType]) -> Bool? {
    var fits = true
    for (position, found) in found.enumerated() {
      let wanted = wanted[position]
      guard wanted.isPlain else { return nil }
      if found.isPlain {
        fits = fits && found.isPlainlyAssignable(to: wanted)
      } else if case .parameter = found {
        return nil
      } else {
        fits = fits && wanted == .dyn
      }
    }
    return fits
  }

  /// The result of the overloads that take operands of the types `found`; `dyn` when they differ. The last of each is its result.
  mutating func resolve(
    _ name: @autoclosure () -> String, _ signatures: [[CELType]], _ found: [CELType], _ expression: Expression
  ) -> CELType {
    var result: CELType?
    for signature in signatures where signature.count == found.count + 1 {
      var candidate = signature[found.count]
      if !candidate.hasPlaceholder, let fits = Self.fit(found, signature) {
        guard fits else { continue }
      } else {
        let instance = types.instantiate(signature)
        guard types.assign(found[...], to: instance.dropLast()) else { continue }
        candidate = types.resolve(instance[found.count])
      }
      result = result == nil || result == candidate ? candidate : .dyn
    }
    if let result { return result }
    let list = found.map { types.resolve($0, isFinal: true).description }.joined(separator: ", ")
    return fail("no overload of '\(name())' takes (\(list))", at: expression)
  }

  // MARK: Macros

  mutating func comprehension(_ it: Expression.Comprehension) -> CELType {
    let range = type(of: it.range)
    let first: CELType
    let second: CELType
    switch types.resolve(range) {
    case .list(let element): (first, second) = it.variables.count == 1 ? (element, .dyn) : (.int, element)
    case .map(let key, let value): (first, second) = (key, value)
    case .object: (first, second) = (.string, .dyn)
    case .dyn, .parameter: (first, second) = (.dyn, .dyn)
    case let other:
      _ = fail("a value of type \(other) has no elements to go through", at: it.range)
      (first, second) = (.dyn, .dyn)
    }
    return with(Array(zip(it.variables, [first, second]))) { checker in
      if let condition = it.condition {
        let found = checker.type(of: condition)
        if !checker.types.assign(found, to: .bool) {
          let found = checker.types.resolve(found, isFinal: true)
          _ = checker.fail("expected bool, found \(found)", at: condition)
        }
      }
      let result = it.result.map { checker.type(of: $0) }
      switch it.kind {
      case .all, .exists, .existsOne: return .bool
      case .filter: return .list(first)
      case .map, .transformList: return .list(result ?? .dyn)
      case .transformMap: return .map(checker.isMap(range) ? first : .int, result ?? .dyn)
      case .transformMapEntry:
        if case .map = checker.types.resolve(result ?? .dyn) { return result ?? .dyn }
        return .map(.dyn, .dyn)
      }
    }
  }

  private func isMap(_ type: CELType) -> Bool {
    if case .list = types.resolve(type) { false } else { true }
  }

  mutating func mapOptional(
    _ operand: Expression, _ name: String, _ body: Expression, _ isFlat: Bool, _ expression: Expression
  ) -> CELType {
    let value = types.fresh()
    let found = type(of: operand)
    if !types.assign(found, to: .optional(value)) {
      _ = fail("expected an optional, found \(types.resolve(found, isFinal: true))", at: operand)
    }
    let result = with([(name, types.resolve(found) == .dyn ? .dyn : value)]) { $0.type(of: body) }
    return isFlat ? result : .optional(result)
  }
}
