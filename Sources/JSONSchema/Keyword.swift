/// The keywords of draft 2020-12 that say something, and of what form their values are.
struct Keyword {
  /// What the value of a keyword must be.
  enum Form {
    case schema, schemaList, schemaMap, patternMap
    case text, boolean, any, list
    case uri, uriReference, anchor, vocabularies
    case pattern, count, number, divisor, typeNames, nameList, nameListMap, dependencies
  }

  let form: Form
  let vocabulary: Vocabularies

  /// By name.
  static let all: [String: Keyword] = {
    var all: [String: Keyword] = [:]
    func add(_ vocabulary: Vocabularies, _ form: Form, _ names: String...) {
      for name in names { all[name] = Keyword(form: form, vocabulary: vocabulary) }
    }
    add(.core, .uriReference, "$id", "$ref", "$dynamicRef")
    add(.core, .uri, "$schema")
    add(.core, .anchor, "$anchor", "$dynamicAnchor")
    add(.core, .schemaMap, "$defs")
    add(.core, .vocabularies, "$vocabulary")
    add(.core, .text, "$comment")
    add(.applicator, .schemaList, "prefixItems", "allOf", "anyOf", "oneOf")
    add(
      .applicator, .schema, "items", "contains", "additionalProperties", "propertyNames", "if", "then", "else", "not")
    add(.applicator, .schemaMap, "properties", "dependentSchemas")
    add(.applicator, .patternMap, "patternProperties")
    // Of former drafts; its name is kept for what it meant.
    add(.applicator, .dependencies, "dependencies")
    add(.unevaluated, .schema, "unevaluatedItems", "unevaluatedProperties")
    add(.validation, .typeNames, "type")
    add(.validation, .any, "const")
    add(.validation, .list, "enum")
    add(.validation, .divisor, "multipleOf")
    add(.validation, .number, "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum")
    add(
      .validation, .count, "maxLength", "minLength", "maxItems", "minItems", "maxContains", "minContains",
      "maxProperties", "minProperties")
    add(.validation, .pattern, "pattern")
    add(.validation, .boolean, "uniqueItems")
    add(.validation, .nameList, "required")
    add(.validation, .nameListMap, "dependentRequired")
    add(.metaData, .text, "title", "description")
    add(.metaData, .any, "default")
    add(.metaData, .boolean, "deprecated", "readOnly", "writeOnly")
    add(.metaData, .list, "examples")
    add([.formatAnnotation, .formatAssertion], .text, "format")
    add(.content, .text, "contentEncoding", "contentMediaType")
    add(.content, .schema, "contentSchema")
    return all
  }()
}

/// Some of the vocabularies of draft 2020-12.
struct Vocabularies: OptionSet, Hashable {
  let rawValue: UInt8

  static let core = Vocabularies(rawValue: 1 << 0)
  static let applicator = Vocabularies(rawValue: 1 << 1)
  static let unevaluated = Vocabularies(rawValue: 1 << 2)
  static let validation = Vocabularies(rawValue: 1 << 3)
  static let metaData = Vocabularies(rawValue: 1 << 4)
  static let formatAnnotation = Vocabularies(rawValue: 1 << 5)
  static let formatAssertion = Vocabularies(rawValue: 1 << 6)
  static let content = Vocabularies(rawValue: 1 << 7)

  /// What schemas have that name no meta-schema, or the standard one.
  static let standard: Vocabularies = [
    .core, .applicator, .unevaluated, .validation, .metaData, .formatAnnotation, .content,
  ]

  /// By the last part of their addresses.
  private static let names: [String: Vocabularies] = [
    "core": .core, "applicator": .applicator, "unevaluated": .unevaluated, "validation": .validation,
    "meta-data": .metaData, "format-annotation": .formatAnnotation, "format-assertion": .formatAssertion,
    "content": .content,
  ]

  /// The vocabulary at `address`; `nil` when it is none of the standard's.
  init?(address: String) {
    let folder = "https://json-schema.org/draft/2020-12/vocab/"
    guard address.hasPrefix(folder), let known = Self.names[String(address.dropFirst(folder.count))] else {
      return nil
    }
    self = known
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
