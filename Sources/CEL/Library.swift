/// The functions every expression may call.
enum Library {
  static let functions: [String: [CELFunction]] = {
    let all = standard + timestamps + strings + math + lists + optionals + encoders
    return Dictionary(grouping: all, by: \.name)
  }()

  static let a = CELType.parameter("A")
  static let b = CELType.parameter("B")

  /// A function of one value that takes several types.
  static func one(
    _ name: String, isMember: Bool = false, _ parameters: [CELType], _ result: CELType,
    cost: CELFunctionCost = .standard,
    _ work: @escaping @Sendable (CELValue) throws(CELEvaluationError) -> CELValue
  ) -> [CELFunction] {
    parameters.map { CELFunction(name, isMember: isMember, [$0], result, cost: cost, body: .one(work)) }
  }

  static func two(
    _ name: String, isMember: Bool = false, _ first: CELType, _ second: CELType, _ result: CELType,
    cost: CELFunctionCost = .standard,
    _ work: @escaping @Sendable (CELValue, CELValue) throws(CELEvaluationError) -> CELValue
  ) -> CELFunction {
    CELFunction(name, isMember: isMember, [first, second], result, cost: cost, body: .two(work))
  }

  private static let standard: [CELFunction] =
    one("size", [.string, .bytes], .int, size)
    + one("size", [.list(a), .map(a, b)], .int, cost: .constant, size)
    + one("size", isMember: true, [.string, .bytes], .int, size)
    + one("size", isMember: true, [.list(a), .map(a, b)], .int, cost: .constant, size)
    + [
      CELFunction("type", [.dyn], .type(.dyn), cost: .constant, body: .one { .type($0.type) }),
      CELFunction("dyn", [a], .dyn, cost: .constant, body: .one { $0 }),
    ]
    + one("int", [.int, .uint, .double, .string, .timestamp], .int, Conversions.int)
    + one("uint", [.uint, .int, .double, .string], .uint, Conversions.uint)
    + one("double", [.double, .int, .uint, .string], .double, Conversions.double)
    + one("bool", [.bool, .string], .bool, Conversions.bool)
    + one(
      "string", [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration], .string, Conversions.string)
    + one("bytes", [.bytes, .string], .bytes, Conversions.bytes)
    + one("timestamp", [.timestamp, .string, .int], .timestamp, Conversions.timestamp)
    + one("duration", [.duration, .string, .int], .duration, Conversions.duration)
    + [
      two("matches", .string, .string, .bool, cost: Patterns.cost, Patterns.matches),
      two("matches", isMember: true, .string, .string, .bool, cost: Patterns.cost, Patterns.matches),
      two("contains", isMember: true, .string, .string, .bool) { .bool(Text.contains($0, $1)) },
      two("startsWith", isMember: true, .string, .string, .bool) { .bool(Text.startsWith($0, $1)) },
      two("endsWith", isMember: true, .string, .string, .bool) { .bool(Text.endsWith($0, $1)) },
    ]

  @Sendable private static func size(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    guard let size = value.size else { throw .noOverload("size", value) }
    return .int(Int64(size))
  }

  private static let encoders: [CELFunction] = [
    CELFunction(
      "base64.encode", [.bytes], .string,
      body: .one { value throws(CELEvaluationError) in
        guard case .bytes(let bytes) = value else { throw .noOverload("base64.encode", value) }
        return .string(Base64.encode(bytes))
      }),
    CELFunction(
      "base64.decode", [.string], .bytes,
      body: .one { value throws(CELEvaluationError) in
        guard let text = value.stringValue else { throw .noOverload("base64.decode", value) }
        guard let bytes = Base64.decode(text) else { throw CELEvaluationError("this text is not base64") }
        return .bytes(bytes)
      }),
  ]

  private static let optionals: [CELFunction] = [
    CELFunction("optional.of", [a], .optional(a), body: .one { .optional(CELOptional($0)) }),
    CELFunction("optional.none", [], .optional(a), body: .none { .optional(CELOptional(nil)) }),
    CELFunction(
      "optional.ofNonZeroValue", [a], .optional(a), body: .one { .optional(CELOptional($0.isZero ? nil : $0)) }),
    CELFunction(
      "hasValue", isMember: true, [.optional(a)], .bool,
      body: .one { value throws(CELEvaluationError) in
        guard case .optional(let optional) = value else { throw .noOverload("hasValue", value) }
        return .bool(optional.value != nil)
      }),
    CELFunction(
      "value", isMember: true, [.optional(a)], a,
      body: .one { value throws(CELEvaluationError) in
        guard case .optional(let optional) = value else { throw .noOverload("value", value) }
        guard let inner = optional.value else { throw CELEvaluationError("optional.none() has no value") }
        return inner
      }),
    // Compiled to a node of their own: the second is evaluated only when it is needed.
    two("or", isMember: true, .optional(a), .optional(a), .optional(a)) { first, _ in first },
    two("orValue", isMember: true, .optional(a), a, a) { first, _ in first },
    CELFunction(
      "optional.unwrap", [.list(.optional(a))], .list(a),
      body: .one { value throws(CELEvaluationError) in try unwrap(value) }),
    CELFunction(
      "unwrapOpt", isMember: true, [.list(.optional(a))], .list(a),
      body: .one { value throws(CELEvaluationError) in try unwrap(value) }),
  ]

  private static func unwrap(_ value: CELValue) throws(CELEvaluationError) -> CELValue {
    var present: [CELValue] = []
    for element in value.elements ?? [] {
      guard case .optional(let optional) = element else { throw .noOverload("unwrapOpt", element) }
      if let inner = optional.value { present.append(inner) }
    }
    return .list(present)
  }
}
