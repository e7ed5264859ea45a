import TestSupport

/// Schemas by chance, and values that often come near them.
struct RandomSchema {
  var random: RandomJSON

  init(seed: Int) { random = RandomJSON(seed: seed) }

  private static let names = ["a", "b", "ab", "name", "é"]

  /// A schema with definitions `x` and `y`, which its parts refer to.
  mutating func schema() -> String {
    let body = members(depth: 3, canRefer: true)
    // Definitions refer to each other from within members only, so that there is no loop.
    let inner = members(depth: 1, canRefer: false).filter { !$0.hasPrefix("\"properties\"") }
    let x = "{" + (inner + [##""properties": {"a": {"$ref": "#/$defs/y"}}"##]).joined(separator: ", ") + "}"
    let y = "{\(members(depth: 1, canRefer: false).joined(separator: ", "))}"
    return "{\((body + ["\"$defs\": {\"x\": \(x), \"y\": \(y)}"]).joined(separator: ", "))}"
  }

  private mutating func subschema(_ depth: Int, _ canRefer: Bool) -> String {
    if depth == 0 || random.number(in: 0...9) == 0 {
      return random.pick(["true", "false", "{}", "{\"type\": \"string\"}"])
    }
    return "{\(members(depth: depth, canRefer: canRefer).joined(separator: ", "))}"
  }

  private mutating func list(_ depth: Int, _ canRefer: Bool) -> String {
    "[" + (0..<random.number(in: 1...3)).map { _ in subschema(depth, canRefer) }.joined(separator: ", ") + "]"
  }

  private mutating func map(_ names: [String], _ depth: Int, _ canRefer: Bool) -> String {
    let chosen = names.filter { _ in random.number(in: 0...1) == 0 }
    return "{" + chosen.map { "\"\($0)\": " + subschema(depth, canRefer) }.joined(separator: ", ") + "}"
  }

  /// Keywords, none of them twice.
  private mutating func members(depth: Int, canRefer: Bool) -> [String] {
    var members: [String: String] = [:]
    for _ in 0..<random.number(in: 1...4) {
      let (keyword, value) = member(depth, canRefer)
      members[keyword] = value
    }
    return members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
  }

  private mutating func member(_ depth: Int, _ canRefer: Bool) -> (String, String) {
    let inner = depth - 1
    switch random.number(in: 0...(depth > 0 ? 31 : 13)) {
    case 0, 1:
      return (
        "type",
        random.pick([
          "\"object\"", "\"array\"", "\"string\"", "\"integer\"", "\"number\"", "[\"object\", \"array\"]",
          "[\"string\", \"null\", \"integer\"]",
        ])
      )
    case 2: return ("enum", "[1, \"a\", null, [1], {\"a\": 1}]")
    case 3: return ("const", random.pick(["1", "\"a\"", "[]", "{}", "1.0"]))
    case 4:
      return (
        random.pick(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]),
        random.pick(["0", "1", "1.5", "2"])
      )
    case 5: return ("multipleOf", random.pick(["1", "2", "0.5", "0.1"]))
    case 6: return (random.pick(["minLength", "maxLength"]), random.pick(["0", "1", "2"]))
    case 7: return ("pattern", random.pick(["\"^a\"", "\"b$\"", "\"^[a-z]+$\"", "\"^.$\""]))
    case 8:
      return (random.pick(["minItems", "maxItems", "minProperties", "maxProperties"]), random.pick(["0", "1", "2"]))
    case 9: return ("uniqueItems", "true")
    case 10: return ("required", random.pick(["[\"a\"]", "[\"a\", \"b\"]", "[]"]))
    case 11: return ("dependentRequired", "{\"a\": [\"b\"]}")
    case 12, 13:
      return canRefer ? ("$ref", random.pick(["\"#/$defs/x\"", "\"#/$defs/y\""])) : ("maxLength", "3")
    case 14, 15, 16: return ("properties", map(Self.names, inner, canRefer))
    case 17: return ("patternProperties", map(["^a", "b$", "."], inner, canRefer))
    case 18: return ("additionalProperties", subschema(inner, canRefer))
    case 19: return ("propertyNames", subschema(inner, canRefer))
    case 20: return ("items", subschema(inner, canRefer))
    case 21: return ("prefixItems", list(inner, canRefer))
    case 22: return ("contains", subschema(inner, canRefer))
    case 23: return (random.pick(["minContains", "maxContains"]), random.pick(["0", "1", "2"]))
    case 24: return ("allOf", list(inner, canRefer))
    case 25: return ("anyOf", list(inner, canRefer))
    case 26: return ("oneOf", list(inner, canRefer))
    case 27: return ("not", subschema(inner, canRefer))
    case 28: return (random.pick(["if", "then", "else"]), subschema(inner, canRefer))
    case 29: return ("dependentSchemas", map(["a", "b"], inner, canRefer))
    case 30: return ("unevaluatedItems", subschema(inner, canRefer))
    default: return ("unevaluatedProperties", subschema(inner, canRefer))
    }
  }

  /// A value.
  mutating func value(depth: Int = 3) -> String {
    switch random.number(in: 0...(depth > 0 ? 9 : 5)) {
    case 0: return random.pick(["null", "true", "false"])
    case 1, 2: return random.pick(["0", "1", "1.0", "1.5", "2", "-1", "3e0", "0.3"])
    case 3, 4, 5: return random.pick(["\"\"", "\"a\"", "\"b\"", "\"ab\"", "\"é\"", "\"\\u0061b\"", "\"long text\""])
    case 6, 7:
      return "[" + (0..<random.number(in: 0...4)).map { _ in value(depth: depth - 1) }.joined(separator: ",") + "]"
    default:
      let chosen = Self.names.filter { _ in random.number(in: 0...1) == 0 }
      return "{" + chosen.map { "\"\($0)\":" + value(depth: depth - 1) }.joined(separator: ",") + "}"
    }
  }
}
