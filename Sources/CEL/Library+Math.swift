// The math extension.
extension Library {
  static let math: [CELFunction] =
    extremum("math.greatest", .greater) + extremum("math.least", .less)
    + [
      real("math.ceil") { .double($0.rounded(.up)) },
      real("math.floor") { .double($0.rounded(.down)) },
      real("math.round") { .double($0.rounded(.toNearestOrAwayFromZero)) },
      real("math.trunc") { .double($0.rounded(.towardZero)) },
      real("math.isNaN", .bool) { .bool($0.isNaN) },
      real("math.isInf", .bool) { .bool($0.isInfinite) },
      real("math.isFinite", .bool) { .bool($0.isFinite) },
    ]
    + one("math.sqrt", [.double, .int, .uint], .double) { value throws(CELEvaluationError) in
      guard case .double(let number) = try Conversions.double(value) else { return value }
      return .double(number.squareRoot())
    }
    + sameType("math.abs", [.int, .uint, .double]) { value throws(CELEvaluationError) in
      switch value {
      case .int(let value):
        guard value != .min else { throw .overflow }
        return .int(abs(value))
      case .double(let value): return .double(value.magnitude)
      default: return value
      }
    }
    + sameType("math.sign", [.int, .uint, .double]) { value throws(CELEvaluationError) in
      switch value {
      case .int(let value): .int(value.signum())
      case .uint(let value): .uint(value.signum())
      case .double(let value): .double(value > 0 ? 1 : value < 0 ? -1 : value)
      default: value
      }
    }
    + sameType("math.bitNot", [.int, .uint]) { value throws(CELEvaluationError) in
      switch value {
      case .int(let value): .int(~value)
      case .uint(let value): .uint(~value)
      default: value
      }
    }
    + bits("math.bitAnd") { $0 & $1 } + bits("math.bitOr") { $0 | $1 } + bits("math.bitXor") { $0 ^ $1 }
    + shift("math.bitShiftLeft") { $0 << $1 } + shift("math.bitShiftRight") { $0 >> $1 }

  private static func real(
    _ name: String, _ result: CELType = .double, _ work: @escaping @Sendable (Double) -> CELValue
  ) -> CELFunction {
    CELFunction(
      name, [.double], result,
      body: .one { value throws(CELEvaluationError) in
        guard case .double(let number) = value else { throw .noOverload(name, value) }
        return work(number)
      })
  }

  private static func sameType(
    _ name: String, _ types: [CELType], _ work: @escaping @Sendable (CELValue) throws(CELEvaluationError) -> CELValue
  ) -> [CELFunction] {
    types.map { CELFunction(name, [$0], $0, body: .one(work)) }
  }

  private static func bits(_ name: String, _ work: @escaping @Sendable (UInt64, UInt64) -> UInt64) -> [CELFunction] {
    [
      two(name, .int, .int, .int) { left, right throws(CELEvaluationError) in
        guard case .int(let left) = left, case .int(let right) = right else { throw .noOverload(name, left, right) }
        return .int(Int64(bitPattern: work(UInt64(bitPattern: left), UInt64(bitPattern: right))))
      },
      two(name, .uint, .uint, .uint) { left, right throws(CELEvaluationError) in
        guard case .uint(let left) = left, case .uint(let right) = right else { throw .noOverload(name, left, right) }
        return .uint(work(left, right))
      },
    ]
  }

  /// Shifts by 64 and more leave nothing; those to the right bring zeros in, also for negative integers.
  private static func shift(_ name: String, _ work: @escaping @Sendable (UInt64, Int64) -> UInt64) -> [CELFunction] {
    @Sendable func checked(_ bits: UInt64, _ offset: CELValue) throws(CELEvaluationError) -> UInt64 {
      guard case .int(let offset) = offset else { throw .noOverload(name, .uint(bits), offset) }
      guard offset >= 0 else { throw CELEvaluationError("negative offset: \(offset)") }
      return work(bits, offset)
    }
    return [
      two(name, .int, .int, .int) { value, offset throws(CELEvaluationError) in
        guard case .int(let bits) = value else { throw .noOverload(name, value, offset) }
        return .int(Int64(bitPattern: try checked(UInt64(bitPattern: bits), offset)))
      },
      two(name, .uint, .int, .uint) { value, offset throws(CELEvaluationError) in
        guard case .uint(let bits) = value else { throw .noOverload(name, value, offset) }
        return .uint(try checked(bits, offset))
      },
    ]
  }

  /// The first of the numbers that none other exceeds, given one by one or as a list.
  private static func extremum(_ name: String, _ wanted: CELValue.Order) -> [CELFunction] {
    @Sendable func best(_ values: [CELValue]) throws(CELEvaluationError) -> CELValue {
      guard var best = values.first else { throw CELEvaluationError("\(name)() of an empty list") }
      for value in values {
        switch value {
        case .int, .uint, .double: break
        default: throw .noOverload(name, values)
        }
        if CELValue.order(value, best) == wanted { best = value }
      }
      return best
    }
    let number: [CELType] = [.int, .uint, .double]
    return number.map { type in
      CELFunction(name, [type], type, body: .one { value throws(CELEvaluationError) in try best([value]) })
    }
      + number.map { CELFunction(name, [$0, $0], $0, body: .many(best)) }
      + number.map {
        CELFunction(
          name, [.list($0)], $0,
          body: .one { list throws(CELEvaluationError) in
            try best((list.elements ?? []).map(\.normalised))
          })
      }
      + [CELFunction(name, [.dyn, .dyn], .dyn, isVariadic: true, body: .many(best))]
  }
}
