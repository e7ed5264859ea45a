import LinearRegex

/// The functions of the variable `ontology`. The pages in `CEL.docc` say what each does.
public enum OntologyFunctions {
  /// The type of the variable.
  public static let type = CELType.opaque("ontology", [])

  private static let object = CELType.object(OntologyClass.type)
  private static let cost = CELFunctionCost(fixed: 5)

  /// All of them by their names, made when an expression first names one.
  static let named = Dictionary(grouping: all, by: \.name)

  /// All of them.
  static let all: [CELFunction] = [
    one("classes", .list(object)) { .list($0.classes(below: nil).map(\.value)) },
    two("classes", .dyn, .list(object)) { ontology, id in
      .list(ontology.position(of: id).map { ontology.classes(below: $0).map(\.value) } ?? [])
    },
    two("class", .dyn, .optional(object)) { ontology, id in
      .optional(CELOptional(ontology.position(of: id).map { ontology.classes[$0].value }))
    },
    two("nearest_class", .string, .optional(object)) { ontology, title in
      .optional(CELOptional(ontology.nearestClass(to: title.stringValue ?? "")?.value))
    },
    two(
      "option", .dyn,
      .optional(.object(CELObjectType(name: "option", members: ["class": .string, "answer": .string])))
    ) { ontology, id in
      .optional(
        CELOptional(
          ontology.option(id).map { .map(CELMap(["class": .string($0.owner.id), "answer": .string($0.answer)])) }))
    },
    CELFunction(
      "missing", isMember: true, [type, .string, .dyn, .dyn], .list(object), cost: cost,
      body: .many { arguments throws(CELEvaluationError) in
        guard case .ontology(let ontology) = arguments[0], let name = arguments[1].stringValue,
          let list = OntologyClass.List(rawValue: name)
        else { throw CELEvaluationError("ontology.missing(): '\(arguments[1].text)' is no list of classes") }
        return .list(ontology.missing(list, below: arguments[2], from: arguments[3]).map(\.value))
      }),
    three("spelling", .string, .optional(.string)) { ontology, question, text in
      .optional(CELOptional(question.answers?.spelling(of: text.stringValue ?? "").map(CELValue.string)))
    },
    three("nearest_answer", .string, .optional(.string)) { ontology, question, text in
      .optional(CELOptional(question.answers?.nearest(to: text.stringValue ?? "").map(CELValue.string)))
    },
    three("is_asked", .dyn, .bool) { ontology, question, answer in .bool(ontology.isAsked(question, for: answer)) },
    three("fits", .string, .bool) { _, question, text throws(CELEvaluationError) in
      switch question.regex {
      case nil: return .bool(true)
      case .compiled(let regex): return .bool(text.withUTF8(regex.fullyMatches) ?? false)
      case .unsupported(let reason):
        throw CELEvaluationError("the regex of '\(question.title)' cannot be matched in linear time: \(reason)")
      }
    },
  ]

  private static func one(
    _ name: String, _ result: CELType, _ work: @escaping @Sendable (Ontology) -> CELValue
  ) -> CELFunction {
    CELFunction(
      name, isMember: true, [type], result, cost: cost,
      body: .one { value throws(CELEvaluationError) in
        guard case .ontology(let ontology) = value else { throw .noOverload(name, value) }
        return work(ontology)
      })
  }

  private static func two(
    _ name: String, _ parameter: CELType, _ result: CELType,
    _ work: @escaping @Sendable (Ontology, CELValue) -> CELValue
  ) -> CELFunction {
    CELFunction(
      name, isMember: true, [type, parameter], result, cost: cost,
      body: .two { value, argument throws(CELEvaluationError) in
        guard case .ontology(let ontology) = value else { throw .noOverload(name, value, argument) }
        return work(ontology, argument)
      })
  }

  /// A function of a class, which it takes by its id, and of a value.
  private static func three(
    _ name: String, _ parameter: CELType, _ result: CELType,
    _ work: @escaping @Sendable (Ontology, OntologyClass, CELValue) throws(CELEvaluationError) -> CELValue
  ) -> CELFunction {
    CELFunction(
      name, isMember: true, [type, .dyn, parameter], result, cost: cost,
      body: .many { arguments throws(CELEvaluationError) in
        guard case .ontology(let ontology) = arguments[0] else { throw .noOverload(name, arguments) }
        guard let position = ontology.position(of: arguments[1]) else {
          throw CELEvaluationError("ontology.\(name)(): no class '\(arguments[1].text)'")
        }
        return try work(ontology, ontology.classes[position], arguments[2])
      })
  }
}
