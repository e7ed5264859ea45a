import JSONReading

/// A function that expressions may call: one overload of a name.
///
/// A class, because the overloads of a name are handed about for each call that is written anywhere.
public final class CELFunction: Sendable {
  /// As it is called; qualified names such as `text.trimmed` are called without a target.
  public let name: String
  /// Whether it is called as `target.name(…)`. The target is the first of its parameters.
  public let isMember: Bool
  /// What it takes.
  public let parameters: [CELType]
  /// What it gives.
  public let result: CELType
  /// The work of one call.
  public let cost: CELFunctionCost
  let body: Body
  /// Whether the last parameter may be repeated.
  let isVariadic: Bool
  /// Whether it always gives the same for the same arguments, as all do that are defined here.
  let isPure: Bool

  /// The work itself, without a list of arguments where there are few.
  enum Body: Sendable {
    case none(@Sendable () throws(CELEvaluationError) -> CELValue)
    case one(@Sendable (CELValue) throws(CELEvaluationError) -> CELValue)
    case two(@Sendable (CELValue, CELValue) throws(CELEvaluationError) -> CELValue)
    case many(@Sendable ([CELValue]) throws(CELEvaluationError) -> CELValue)
    /// Of a value and the name of a time zone.
    case inZone(@Sendable (CELValue, CELValue, inout ZoneCache) throws(CELEvaluationError) -> CELValue)
    /// Of a geometry, which the memory reads, and what is behind it.
    case measuring(@Sendable ([CELValue], inout GeometryMemory) throws(CELEvaluationError) -> CELValue)
  }

  init(
    _ name: String, isMember: Bool = false, _ parameters: [CELType], _ result: CELType,
    cost: CELFunctionCost = .standard,
    isVariadic: Bool = false, isPure: Bool = true, body: Body
  ) {
    self.name = name
    self.isMember = isMember
    self.parameters = parameters
    self.result = result
    self.cost = cost
    self.isVariadic = isVariadic
    self.isPure = isPure
    self.body = body
  }

  /// A function called `name`. `body` gets as many arguments as there are parameters, of their types; strings, lists
  /// and maps of a record come as `.json`.
  public convenience init(
    _ name: String, isMember: Bool = false, parameters: [CELType], result: CELType, cost: CELFunctionCost = .standard,
    body: @escaping @Sendable ([CELValue]) throws(CELEvaluationError) -> CELValue
  ) {
    self.init(name, isMember: isMember, parameters, result, cost: cost, isPure: false, body: .many(body))
  }

  /// Whether it takes such values, as far as can be told without looking into containers.
  func accepts(_ values: [CELValue]) -> Bool {
    guard isVariadic ? values.count >= parameters.count : values.count == parameters.count else { return false }
    for (position, value) in values.enumerated()
    where !parameters[min(position, parameters.count - 1)].accepts(value) { return false }
    return true
  }

  /// Whether it takes one value alone, and this one.
  func accepts(_ value: CELValue) -> Bool {
    parameters.count == 1 && parameters[0].accepts(value)
  }

  func callAsFunction(
    _ values: [CELValue], _ activation: inout CELActivation
  ) throws(CELEvaluationError) -> CELValue {
    switch body {
    case .none(let work): try work()
    case .one(let work): try work(values[0])
    case .two(let work): try work(values[0], values[1])
    case .many(let work): try work(values)
    case .inZone(let work): try work(values[0], values[1], &activation.zones)
    case .measuring(let work): try work(values, &activation.memory.geometries)
    }
  }
}

extension CELType {
  /// Whether a value is of this type; what a container holds is not looked at.
  func accepts(_ value: CELValue) -> Bool {
    switch (self, value) {
    case (.dyn, _), (.parameter, _): true
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double), (.string, .string),
      (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration), (.list, .list), (.map, .map),
      (.type, .type), (.optional, .optional):
      true
    case (.object, .map), (OntologyFunctions.type, .ontology): true
    case (_, .json(let node)):
      switch (self, node.kind) {
      case (.string, .string), (.list, .array), (.map, .object), (.object, .object): true
      default: false
      }
    default: false
    }
  }
}
