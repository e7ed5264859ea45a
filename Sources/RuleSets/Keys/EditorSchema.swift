/// JSON Schemas (draft 2020-12) of the files that people write, for editors such as those that the YAML language server
/// serves. They are made of the keys that the loader knows.
public enum EditorSchema {
  /// The schema of rule sets and format definitions as JSON text.
  public static let ruleSetText: String =
    SchemaValue.object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("Rule sets and format definitions of Assay")),
      ("anyOf", .list([reference("ruleSet"), reference("format")])),
      (
        "$defs",
        .object([
          ("ruleSet", mapping(RuleSetKeys.ruleSet)), ("format", mapping(RuleSetKeys.format)),
          ("rule", mapping(RuleSetKeys.rule)),
          ("severity", word(RuleSetKeys.severities)),
          ("text", text),
        ])
      ),
    ]).description(indent: "") + "\n"

  /// The schema of configurations as JSON text; reports are of one of `reportFormats`.
  public static func configurationText(reportFormats: [String]) -> String {
    let head: [(String, SchemaValue)] = [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text("Configurations of Assay")),
    ]
    let keys = mapping(ConfigurationKeys.all(reportFormats: reportFormats)).members
    return SchemaValue.object(head + keys + [("$defs", .object([("text", text)]))]).description(indent: "") + "\n"
  }

  /// Plain numbers and booleans are read as they are written.
  private static let text = SchemaValue.object([
    ("type", .list([.text("string"), .text("number"), .text("boolean")])), ("minLength", .number("1")),
  ])

  private static func reference(_ name: String) -> SchemaValue { .object([("$ref", .text("#/$defs/\(name)"))]) }

  private static func word(_ words: [String]) -> SchemaValue { .object([("enum", .list(words.map { .text($0) }))]) }

  private static func mapping(_ keys: FileKeys) -> SchemaValue {
    var members: [(String, SchemaValue)] = [
      ("type", .text("object")),
      (
        "properties",
        .object(
          keys.keys.map { key in
            (key.name, .object([("description", .text(key.about))] + keywords(for: key.value)))
          })
      ),
      ("additionalProperties", .bool(false)),
    ]
    let required = keys.keys.filter { $0.isRequired }.map { SchemaValue.text($0.name) }
    if !required.isEmpty { members.append(("required", .list(required))) }
    if !keys.atLeastOne.isEmpty { members += anyRequired(keys.atLeastOne).members }
    if !keys.exactlyOne.isEmpty {
      members.append(
        ("oneOf", .list(keys.exactlyOne.map { .object([("required", .list([.text($0)]))]) })))
    }
    if let choice = keys.choice {
      let companions = choice.variants.flatMap { variant in
        (variant.companions + variant.options).map { ($0, SchemaValue.list([.text(variant.name)])) }
      }
      if !companions.isEmpty { members.append(("dependentRequired", .object(companions))) }
      members.append(("oneOf", .list(choice.variants.map(variant) + [otherwise(choice)])))
    }
    return .object(members)
  }

  private static func variant(_ variant: FileKeys.Variant) -> SchemaValue {
    let required = ([variant.name] + variant.companions).map { SchemaValue.text($0) }
    var members: [(String, SchemaValue)] = [("required", .list(required))]
    if !variant.excluded.isEmpty { members.append(("not", anyRequired(variant.excluded))) }
    return .object(members)
  }

  private static func otherwise(_ choice: FileKeys.Choice) -> SchemaValue {
    .object([("propertyNames", word(choice.otherwise))])
  }

  private static func anyRequired(_ names: [String]) -> SchemaValue {
    .object([("anyOf", .list(names.map { .object([("required", .list([.text($0)]))]) }))])
  }

  /// The keywords for a value.
  private static func keywords(for value: FileValue) -> [(String, SchemaValue)] {
    switch value {
    case .text, .expression: [("$ref", .text("#/$defs/text"))]
    case .form(let pattern, _, let isNumeric):
      [isNumeric ? ("$ref", .text("#/$defs/text")) : ("type", .text("string")), ("pattern", .text(pattern))]
    case .word(let words) where words == RuleSetKeys.severities: [("$ref", .text("#/$defs/severity"))]
    case .word(let words): [("enum", .list(words.map { .text($0) }))]
    case .yes: [("const", .bool(true))]
    case .integer(let least): [("type", .text("integer")), ("minimum", .number("\(least)"))]
    case .number(let bounds):
      [
        ("type", .text("number")),
        (bounds.isLeastExcluded ? "exclusiveMinimum" : "minimum", .number("\(bounds.least)")),
      ] + (bounds.below.map { [("exclusiveMaximum", .number("\($0)"))] } ?? [])
    case .parameter: [("type", .text("string")), ("pattern", .text("^params[.]"))]
    case .anything: []
    case .nothing: [("type", .text("null"))]
    case .mapping(let keys) where keys.choice != nil: [("$ref", .text("#/$defs/rule"))]
    case .mapping(let keys): mapping(keys).members
    case .names(let value, let pattern):
      [("type", .text("object")), ("additionalProperties", .object(keywords(for: value)))]
        + (pattern.map { [("propertyNames", .object([("pattern", .text($0))]))] } ?? [])
    case .list(let element): [("type", .text("array")), ("items", .object(keywords(for: element)))]
    case .listOrOne(let element):
      [("anyOf", .list([.object(keywords(for: element)), .object(keywords(for: .list(element)))]))]
    case .either(let values): [("anyOf", .list(values.map { .object(keywords(for: $0)) }))]
    }
  }
}
