import CEL
import JSONPath
import JSONReading
import SourceText

/// What a format's schema says about its records: the types of the variables in the expressions of rules.
struct RecordShape {
  /// The type of a record.
  let record: CELType

  /// Nothing is known.
  static let unknown = RecordShape(record: .dyn)
  var isUnknown: Bool { record == .dyn }

  /// What `query` selects from a record; `dyn` where that is not clear. A descendant is what all members of its name that
  /// the schema describes below are.
  func type(of query: JSONPathQuery) -> CELType {
    let types = query.outlines.map(type(of:))
    return types.dropFirst().allSatisfy { $0 == types[0] } ? types[0] : .dyn
  }

  private func type(of outline: [JSONPathStep]) -> CELType {
    var type = record
    for step in outline {
      let here = type
      var found: [CELType] = []
      for target in step.targets {
        let next = step.isDescendant ? descendant(target, of: here) : child(target, of: here)
        if !found.contains(next) { found.append(next) }
      }
      guard found.count == 1 else { return .dyn }
      type = found[0]
    }
    return type
  }

  /// Says that a step of a JSONPath names a member that its object does not have: what is wrong, and the byte of the path at
  /// which the step starts; `nil` when all may be there. A name in brackets may be one that the schema does not know, as in
  /// expressions.
  func unknownMember(of query: JSONPathQuery) -> (message: String, offset: Int)? {
    for outline in query.outlines {
      var type = record
      for (position, step) in outline.enumerated() {
        if !step.isDescendant, let problem = Self.problem(with: step, from: type) { return (problem, step.offset) }
        type = self.type(of: Array(outline[...position]))
      }
    }
    return nil
  }

  /// Why a step leads nowhere from a value of `type`; `nil` when it may lead somewhere.
  private static func problem(with step: JSONPathStep, from type: CELType) -> String? {
    switch type {
    case .object(let object) where step.isShorthand:
      for case .member(let name) in step.targets where object.member(name) == nil { return unknown(name, of: object) }
    case .object(let object) where step.targets.allSatisfy({ $0 == .elements }):
      return "\(object.name) is an object and has no elements; a path begins at the record"
    case .list where step.isShorthand:
      for case .member(let name) in step.targets { return "a list has no member '\(name)'; write [*] before it" }
    case .bool, .int, .double, .string: return "a value of type \(type) has neither members nor elements"
    default: break
    }
    return nil
  }

  private func child(_ target: JSONPathStep.Target, of type: CELType) -> CELType {
    switch (target, type) {
    case (.member(let name), .object(let object)): object.member(name) ?? .dyn
    case (.member, .map(_, let value)): value
    case (.elements, .list(let element)), (.children, .list(let element)): element
    default: .dyn
    }
  }

  private func descendant(_ target: JSONPathStep.Target, of type: CELType) -> CELType {
    guard case .member(let name) = target else { return .dyn }
    var found: CELType?
    var seen: [CELObjectType] = []
    var open = [type]
    // Schemas of people have a few dozen objects; of one that has more, nothing is known.
    while let next = open.popLast() {
      switch next {
      case .list(let element): open.append(element)
      case .map(_, let value): open.append(value)
      case .object(let object) where !seen.contains(object):
        guard seen.count < 200 else { return .dyn }
        seen.append(object)
        for member in object.memberNames {
          guard let type = object.member(member) else { continue }
          open.append(type)
          guard member == name else { continue }
          guard found == nil || found == type else { return .dyn }
          found = type
        }
      default: break
      }
    }
    return found ?? .dyn
  }

  /// Says that a chain of members of `type` names one that the schema does not have: what is wrong, and in which of the
  /// names; `nil` when all may be there.
  static func unknownMember(of path: MemberPath, from type: CELType) -> (message: String, position: Int)? {
    var type = type
    for (position, key) in path.keys.enumerated() {
      guard case .object(let object) = type else { return nil }
      guard let next = object.member(key.name) else {
        return (unknown(key.name, of: object), position)
      }
      type = next
    }
    return nil
  }

  private static func unknown(_ name: String, of object: CELObjectType) -> String {
    "\(object.name) has no member '\(name)'\(Suggestion.clause(object.suggestion(for: name)))"
  }
}

extension RecordShape {
  /// The shape that a schema's file describes, which is JSON or, by its name, YAML; what is wrong is reported there.
  init(_ file: RuleFile) {
    guard let schema = SchemaText(file) else {
      self = .unknown
      return
    }
    record = SchemaShape(schema.content).type(named: "record")
  }
}
