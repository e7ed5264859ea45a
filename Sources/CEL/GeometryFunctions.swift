/// The functions `geom.…`: what can be asked of the raw geometry of a label. The pages in `CEL.docc` say what each does.
enum GeometryFunctions {
  static let all: [CELFunction] =
    [
      one("geom.area", .double) { geometry throws(Geometry.Failure) in .double(try geometry.area()) },
      one("geom.ring_areas", .list(.double)) { geometry throws(Geometry.Failure) in
        .list(try geometry.ringAreas().map { .double($0) })
      },
      one("geom.volume", .double) { geometry throws(Geometry.Failure) in .double(try geometry.volume()) },
      one("geom.length", .double) { geometry throws(Geometry.Failure) in .double(try geometry.length()) },
      one("geom.perimeter", .double) { geometry throws(Geometry.Failure) in .double(try geometry.perimeter()) },
      one("geom.point_count", .int) { geometry throws(Geometry.Failure) in .int(Int64(try geometry.points().count)) },
      one("geom.distinct_points", .int) { geometry throws(Geometry.Failure) in
        .int(Int64(Set(try geometry.points()).count))
      },
      one("geom.repeated_point", .int) { geometry throws(Geometry.Failure) in
        .int(Int64(try geometry.repeatedPoint() ?? -1))
      },
      one("geom.closed", .bool) { geometry throws(Geometry.Failure) in .bool(try geometry.isClosed()) },
      one("geom.winding", .string) { geometry throws(Geometry.Failure) in .string(try geometry.winding()) },
      one("geom.hash", .int) { geometry throws(Geometry.Failure) in .int(Int64(bitPattern: geometry.digest)) },
      one("geom.bounds", .map(.string, .double)) { geometry throws(Geometry.Failure) in
        var map = CELMap()
        for (name, value) in try geometry.bounds() { map[name] = .double(value) }
        return .map(map)
      },
      one("geom.self_intersects", .bool, perBlock: 4) { geometry throws(Geometry.Failure) in
        .bool(try geometry.intersectsItself(isRing: true))
      },
      valid, outside, selfIntersects, contains, iou, angle,
    ] + inside

  private static let valid = CELFunction(
    "geom.valid", [.dyn], .bool, cost: CELFunctionCost(fixed: 5, perBlock: 2),
    body: .measuring { arguments, memory throws(CELEvaluationError) in
      do throws(Geometry.Failure) { _ = try memory.geometry(arguments[0]) } catch { return .bool(false) }
      return .bool(true)
    })

  private static let selfIntersects = measuring("geom.self_intersects", [.dyn, .bool], .bool, perBlock: 4) {
    geometry, arguments throws(Geometry.Failure) in
    guard case .bool(let isRing) = arguments[1] else {
      throw Geometry.Failure(reason: "whether it is a ring is of type \(arguments[1].typeName), not bool")
    }
    return .bool(try geometry.intersectsItself(isRing: isRing))
  }

  private static let contains = measuring("geom.contains", [.dyn, .dyn], .bool, perBlock: 4) {
    geometry, arguments throws(Geometry.Failure) in
    .bool(try geometry.contains(try Geometry(arguments[1])))
  }

  private static let iou = measuring(
    "geom.iou", [.dyn, .dyn], .double, cost: CELFunctionCost(fixed: 10, perBlock: 16, isProduct: true)
  ) { geometry, arguments throws(Geometry.Failure) in
    .double(try GeometryOverlap.ratio(geometry, try Geometry(arguments[1])))
  }

  private static let angle = CELFunction(
    "geom.angle", [.dyn, .dyn, .dyn], .double, cost: CELFunctionCost(fixed: 5, perBlock: 1),
    body: .many { arguments throws(CELEvaluationError) in
      do throws(Geometry.Failure) {
        return .double(try AngleMeasure.degrees(at: arguments[0], from: arguments[1], to: arguments[2]))
      } catch {
        throw CELEvaluationError("geom.angle(): \(error.reason)")
      }
    })

  /// With and without a tolerance; sizes are numbers of any type.
  private static let inside: [CELFunction] = [3, 4].map { count in
    measuring("geom.inside", Array(repeating: .dyn, count: count), .bool) {
      geometry, arguments throws(Geometry.Failure) in
      let sizes = try sizes(arguments)
      return .bool(geometry.isInside(width: sizes[0], height: sizes[1], tolerance: sizes.count > 2 ? sizes[2] : 0))
    }
  }

  private static let outside = measuring("geom.outside", [.dyn, .dyn, .dyn], .bool) {
    geometry, arguments throws(Geometry.Failure) in
    let sizes = try sizes(arguments)
    return .bool(geometry.isOutside(width: sizes[0], height: sizes[1]))
  }

  /// The numbers behind a geometry.
  private static func sizes(_ arguments: [CELValue]) throws(Geometry.Failure) -> [Double] {
    var sizes: [Double] = []
    for (value, what) in zip(arguments.dropFirst(), ["width", "height", "tolerance"]) {
      guard let number = value.numberAsDouble else {
        throw Geometry.Failure(reason: "the \(what) is of type \(value.typeName), not a number")
      }
      sizes.append(number)
    }
    return sizes
  }

  /// A function of one geometry.
  private static func one(
    _ name: String, _ result: CELType, perBlock: Int = 2,
    _ work: @escaping @Sendable (Geometry) throws(Geometry.Failure) -> CELValue
  ) -> CELFunction {
    measuring(name, [.dyn], result, perBlock: perBlock) { geometry, _ throws(Geometry.Failure) in try work(geometry) }
  }

  /// A function of a geometry and what is behind it.
  private static func measuring(
    _ name: String, _ parameters: [CELType], _ result: CELType, perBlock: Int = 2, cost: CELFunctionCost? = nil,
    _ work: @escaping @Sendable (Geometry, [CELValue]) throws(Geometry.Failure) -> CELValue
  ) -> CELFunction {
    CELFunction(
      name, parameters, result, cost: cost ?? CELFunctionCost(fixed: 5, perBlock: perBlock),
      body: .measuring { arguments, memory throws(CELEvaluationError) in
        do throws(Geometry.Failure) { return try work(try memory.geometry(arguments[0]), arguments) } catch {
          throw CELEvaluationError("\(name)(): \(error.reason)")
        }
      })
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
