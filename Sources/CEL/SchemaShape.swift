public import JSONReading
import SourceText

/// What a JSON Schema (draft 2020-12) says about the shape of values, as types for expressions.
///
/// Read are `type`, `properties`, `patternProperties`, `additionalProperties`, `items`, `anyOf`, `oneOf`, and `$ref`
/// within the schema; whatever is less plain is `dyn`. Nothing is looked at before an expression asks for it, so a shape
/// costs no more than the reading of its text.
///
/// An object with `properties` has these members and no others for expressions, unless `additionalProperties` or
/// `patternProperties` allow more. What data have beside them is no concern of a shape.
public final class SchemaShape: Sendable {
  private let document: JSONDocument

  /// The shape that the schema `document` describes.
  public init(_ document: JSONDocument) { self.document = document }

  /// The type of the whole value; an object without a title is called `name`.
  public func type(named name: String) -> CELType { type(of: document.root, named: name) }

  func type(of schema: JSONNode, named name: String) -> CELType {
    var reading = Reading(document: document, shape: self)
    return reading.type(of: schema, named: name)
  }

  /// One look at a part of the schema.
  private struct Reading {
    let document: JSONDocument
    let shape: SchemaShape
    /// How many schemas may still be looked at: a list of lists of itself has no end.
    var schemasLeft = 200

    mutating func type(of schema: JSONNode, named name: String) -> CELType {
      schemasLeft -= 1
      guard schemasLeft > 0, schema.kind == .object else { return .dyn }
      if let reference = schema.member(Keyword.reference) {
        guard let target = target(of: reference, in: schema) else { return .dyn }
        return type(of: target, named: name)
      }
      if Keyword.unclear.contains(where: { schema.member($0) != nil }) { return .dyn }
      let choices = schema.member(Keyword.anyOf) ?? schema.member(Keyword.oneOf)
      if let choices {
        guard !Keyword.shaping.contains(where: { schema.member($0) != nil }), choices.kind == .array else {
          return .dyn
        }
        return union(choices, named: name)
      }
      return plainType(of: schema, named: name)
    }

    /// Where a `$ref` leads; `nil` when that is outside of this schema, or when there is more beside it.
    private func target(of reference: JSONNode, in schema: JSONNode) -> JSONNode? {
      let others = Keyword.unclear + Keyword.shaping + [Keyword.anyOf, Keyword.oneOf]
      guard !others.contains(where: { schema.member($0) != nil }), let text = reference.string, text.hasPrefix("#"),
        !text.contains("%"), let pointer = JSONPointer(text: String(text.dropFirst()))
      else { return nil }
      return document.root.value(at: pointer)
    }

    private mutating func plainType(of schema: JSONNode, named name: String) -> CELType {
      switch typeName(of: schema) {
      case "string": return .string
      case "boolean": return .bool
      case "integer": return .int
      case "array":
        guard schema.member(Keyword.prefixItems) == nil, let items = schema.member(Keyword.items) else {
          return .list(.dyn)
        }
        return .list(type(of: items, named: name))
      case "object":
        if schema.member(Keyword.properties) != nil { return .object(CELObjectType(name, schema, of: shape)) }
        guard schema.member(Keyword.patternProperties) == nil, let others = schema.member(Keyword.additionalProperties)
        else { return .map(.string, .dyn) }
        return .map(.string, type(of: others, named: name))
      default: return .dyn
      }
    }

    /// The one type besides `null`, which any value of a record may be; `nil` for several and for none.
    private func typeName(of schema: JSONNode) -> String? {
      guard let type = schema.member(Keyword.type) else { return nil }
      guard type.kind == .array else { return type.string }
      let names = type.elements.compactMap(\.string).filter { $0 != "null" }
      return names.count == 1 ? names[0] : nil
    }

    /// What values of one of several schemas have in common; objects keep the members of all.
    private mutating func union(_ schemas: JSONNode, named name: String) -> CELType {
      var types: [CELType] = []
      for schema in schemas.elements where typeName(of: schema) != "null" {
        let type = type(of: schema, named: name)
        if !types.contains(type) { types.append(type) }
      }
      guard types.count != 1 else { return types[0] }
      let objects = types.compactMap { if case .object(let object) = $0 { object } else { nil } }
      return !objects.isEmpty && objects.count == types.count
        ? .object(CELObjectType(name, anyOf: objects)) : .dyn
    }
  }

  /// The keywords that are read.
  private enum Keyword {
    static let type = JSONKey("type")
    static let reference = JSONKey("$ref")
    static let items = JSONKey("items")
    static let prefixItems = JSONKey("prefixItems")
    static let properties = JSONKey("properties")
    static let patternProperties = JSONKey("patternProperties")
    static let additionalProperties = JSONKey("additionalProperties")
    static let anyOf = JSONKey("anyOf")
    static let oneOf = JSONKey("oneOf")
    static let title = JSONKey("title")
    static let shaping = [type, items, prefixItems, properties, patternProperties, additionalProperties]
    /// These make of several schemas one that has to be worked out.
    static let unclear = ["allOf", "if", "dependentSchemas", "$dynamicRef"].map { JSONKey($0) }
  }

  // MARK: Objects

  /// The title of an object's schema.
  static func title(of schema: JSONNode) -> String? { schema.member(Keyword.title)?.string }

  /// The type of a member of an object; `nil` when expressions may not name it.
  func member(_ name: String, of schema: JSONNode, called object: String) -> CELType? {
    if let known = schema.member(Keyword.properties)?.member(JSONKey(name)) {
      return type(of: known, named: "\(object).\(name)")
    }
    if schema.member(Keyword.patternProperties) != nil { return .dyn }
    guard let others = schema.member(Keyword.additionalProperties), others.boolean != false else { return nil }
    return type(of: others, named: "\(object).\(name)")
  }

  /// How many members an object is said to have.
  func memberCount(of schema: JSONNode) -> Int { schema.member(Keyword.properties)?.count ?? 0 }

  /// The names of the members that an object is said to have.
  func memberNames(of schema: JSONNode) -> [String] {
    schema.member(Keyword.properties)?.members.compactMap(\.key.string) ?? []
  }
}
