/// The functions `geom.…`: what can be asked of the raw geometry of a label. The pages in `CEL.docc` say what each does.
enum GeometryFunctions {
  static let all: [CELFunction] =
    [
      one("geom.area", .double) { geometry throws(Geometry.Failure) in .double(try geometry.area()) },
      one("geom.volume", .double) { geometry throws(Geometry.Failure) in .double(try geometry.volume()) },
      one("geom.length", .double) { geometry throws(Geometry.Failure) in .double(try geometry.length()) },
      one("geom.perimeter", .double) { geometry throws(Geometry.Failure) in .double(try geometry.perimeter()) },
      one("geom.point_count", .int) { geometry throws(Geometry.Failure) in .int(Int64(try geometry.points().count)) },
      one("geom.distinct_points", .int) { geometry throws(Geometry.Failure) in
        .int(Int64(Set(try geometry.points()).count))
      },
      one("geom.closed", .bool) { geometry throws(Geometry.Failure) in .bool(try geometry.isClosed()) },
      one("geom.winding", .string) { geometry throws(Geometry.Failure) in .string(try geometry.winding()) },
      one("geom.bounds", .map(.string, .double)) { geometry throws(Geometry.Failure) in
        var map = CELMap()
        for (name, value) in try geometry.bounds() { map[name] = .double(value) }
        return .map(map)
      },
      one("geom.self_intersects", .bool, perBlock: 4) { geometry throws(Geometry.Failure) in
        .bool(try geometry.intersectsItself(isRing: true))
      },
      selfIntersects, iou,
    ] + inside

  private static let selfIntersects = CELFunction(
    "geom.self_intersects", [.dyn, .bool], .bool, cost: CELFunctionCost(fixed: 5, perBlock: 4),
    body: .two { value, isRing throws(CELEvaluationError) in
      guard case .bool(let isRing) = isRing else { throw .noOverload("geom.self_intersects", value, isRing) }
      return try answer("geom.self_intersects", value) { geometry throws(Geometry.Failure) in
        .bool(try geometry.intersectsItself(isRing: isRing))
      }
    })

  private static let iou = CELFunction(
    "geom.iou", [.dyn, .dyn], .double, cost: CELFunctionCost(fixed: 10, perBlock: 16, isProduct: true),
    body: .two { value, second throws(CELEvaluationError) in
      try answer("geom.iou", value) { geometry throws(Geometry.Failure) in
        .double(try GeometryOverlap.ratio(geometry, try Geometry(second)))
      }
    })

  /// With and without a tolerance; sizes are numbers of any type.
  private static let inside: [CELFunction] = [3, 4].map { count in
    CELFunction(
      "geom.inside", Array(repeating: .dyn, count: count), .bool, cost: CELFunctionCost(fixed: 5, perBlock: 2),
      body: .many { arguments throws(CELEvaluationError) in
        var sizes: [Double] = []
        for (value, what) in zip(arguments.dropFirst(), ["width", "height", "tolerance"]) {
          guard let number = value.numberAsDouble else {
            throw CELEvaluationError("geom.inside(): the \(what) is of type \(value.typeName), not a number")
          }
          sizes.append(number)
        }
        return try answer("geom.inside", arguments[0]) { geometry throws(Geometry.Failure) in
          .bool(
            try geometry.isInside(width: sizes[0], height: sizes[1], tolerance: sizes.count > 2 ? sizes[2] : 0))
        }
      })
  }

  /// A function of one geometry.
  private static func one(
    _ name: String, _ result: CELType, perBlock: Int = 2,
    _ work: @escaping @Sendable (Geometry) throws(Geometry.Failure) -> CELValue
  ) -> CELFunction {
    CELFunction(
      name, [.dyn], result, cost: CELFunctionCost(fixed: 5, perBlock: perBlock),
      body: .one { value throws(CELEvaluationError) in try answer(name, value, work) })
  }

  private static func answer(
    _ name: String, _ value: CELValue, _ work: (Geometry) throws(Geometry.Failure) -> CELValue
  ) throws(CELEvaluationError) -> CELValue {
    do throws(Geometry.Failure) { return try work(try Geometry(value)) } catch {
      throw CELEvaluationError("\(name)(): \(error.reason)")
    }
  }
}

extension CELValue {
  /// A number of any type; `nil` for other values.
  var numberAsDouble: Double? {
    switch normalised {
    case .int(let number): Double(number)
    case .uint(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }
}
