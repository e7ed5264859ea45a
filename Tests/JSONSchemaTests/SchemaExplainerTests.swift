import JSONSchema
import Testing

/// What failures say and where they point.
@Suite struct SchemaExplainerTests {
  private static let metadata = """
    {"properties": {"height": {"type": "integer", "minimum": 1, "maximum": 100000}, "rate": {"exclusiveMinimum": 0, \
    "maximum": 240, "type": "number"}}}
    """

  @Test(arguments: [
    (
      metadata, #"{"height": -1080}"#,
      ["/height minimum /properties/height/minimum: height is -1080, not a whole number from 1 to 100000"]
    ),
    (
      metadata, #"{"height": "1080", "rate": 0}"#,
      [
        "/height type /properties/height/type: height is '1080', not a whole number from 1 to 100000",
        "/rate exclusiveMinimum /properties/rate/exclusiveMinimum: rate is 0, not a number above 0 and up to 240",
      ]
    ),
    (
      metadata, #"{"height": 1.5}"#,
      ["/height type /properties/height/type: height is 1.5, not a whole number from 1 to 100000"]
    ),
    (#"{"multipleOf": 0.1}"#, "0.25", [" multipleOf /multipleOf: the value is 0.25, not a multiple of 0.1"]),
    (
      #"{"properties": {"a": {"type": ["array", "null"]}}}"#, #"{"a": {"b": 1}}"#,
      ["/a type /properties/a/type: a is an object of 1 member, not an array or null"]
    ),
  ])
  func `numbers and kinds are named with what was wanted`(schema: String, value: String, expected: [String]) throws {
    #expect(try failures(schema, value) == expected)
  }

  @Test(arguments: [
    (#"{"minLength": 3}"#, #""éa""#, " minLength /minLength: the value is 'éa', shorter than 3 characters"),
    (#"{"maxLength": 1}"#, #""ab""#, " maxLength /maxLength: the value is 'ab', longer than 1 character"),
    (
      #"{"pattern": "^[0-9a-f]{24}$"}"#, #""nope""#,
      " pattern /pattern: the value is 'nope', which does not match ^[0-9a-f]{24}$"
    ),
    (
      #"{"format": "date"}"#, #""2025-02-30""#,
      " format /format: the value is '2025-02-30', not a date such as 2025-03-04"
    ),
    (#"{"const": {"a": [1]}}"#, #"{"a": [2]}"#, #" const /const: the object is {"a":[2]}, not {"a":[1]}"#),
    (
      #"{"enum": ["straight", "reverse"]}"#, #""straigth""#,
      " enum /enum: the value is 'straigth', not one of 'straight' and 'reverse': did you mean 'straight'?"
    ),
    (#"{"not": {"type": "string"}}"#, #""a""#, " not /not: the value is 'a', which must not be a text"),
    (#"{"not": {"minimum": 1}}"#, "2", " not /not: the value is 2, which 'not' forbids"),
    ("false", "1", "  : the value is not allowed"),
  ])
  func `texts and values are named`(schema: String, value: String, expected: String) throws {
    #expect(try failures(schema, value, options: SchemaOptions(judgesFormats: true)) == [expected])
  }

  @Test(arguments: [
    (#"{"minItems": 3}"#, "[1]", [" minItems /minItems: the array has 1 element, fewer than 3"]),
    (#"{"maxItems": 1}"#, "[1, 2]", [" maxItems /maxItems: the array has 2 elements, more than 1"]),
    (
      #"{"uniqueItems": true}"#, "[1, 2, 1.0, 1]",
      [
        "/2 uniqueItems /uniqueItems: value[2] is 1.0, which is there already at 0",
        "/3 uniqueItems /uniqueItems: value[3] is 1, which is there already at 0",
      ]
    ),
    (
      #"{"properties": {"point": {"prefixItems": [{"type": "number"}], "items": false}}}"#, #"{"point": [null, 2]}"#,
      [
        "/point/0 type /properties/point/prefixItems/0/type: point[0] is null, not a number",
        "/point/1 items /properties/point/items: point[1] is not expected",
      ]
    ),
    (
      #"{"contains": {"type": "string"}}"#, "[1]",
      [" contains /contains: the array has no element that is a text"]
    ),
    (
      #"{"contains": {"type": "string"}, "maxContains": 1}"#, #"["a", "b"]"#,
      [" maxContains /maxContains: the array has 2 elements that is a text, more than 1"]
    ),
    (
      #"{"prefixItems": [{}], "unevaluatedItems": false}"#, "[1, 2]",
      ["/1 unevaluatedItems /unevaluatedItems: value[1] is not expected"]
    ),
  ])
  func `elements are named`(schema: String, value: String, expected: [String]) throws {
    #expect(try failures(schema, value) == expected)
  }

  @Test(arguments: [
    (
      #"{"required": ["width", "height"]}"#, "{}",
      [
        "/width required /required: the object without width", "/height required /required: the object without height",
      ]
    ),
    (
      #"{"properties": {"height": {}}, "additionalProperties": false}"#, #"{"hieght": 1, "zzz": 2}"#,
      [
        "/hieght additionalProperties /additionalProperties: hieght is not expected: did you mean 'height'?",
        "/zzz additionalProperties /additionalProperties: zzz is not expected",
      ]
    ),
    (
      #"{"allOf": [{"properties": {"height": {}}}], "unevaluatedProperties": false}"#, #"{"hieght": 1}"#,
      ["/hieght unevaluatedProperties /unevaluatedProperties: hieght is not expected: did you mean 'height'?"]
    ),
    (
      #"{"properties": {"task": {"dependentRequired": {"brush": ["stage"]}}}}"#, #"{"task": {"brush": 1}}"#,
      ["/task/stage dependentRequired /properties/task/dependentRequired: task has brush, but no stage"]
    ),
    (
      #"{"propertyNames": {"maxLength": 2}}"#, #"{"abc": 1}"#,
      ["/abc maxLength /propertyNames/maxLength: the name of a member is 'abc', longer than 2 characters"]
    ),
    (#"{"properties": {"a": false}}"#, #"{"a": 1}"#, ["/a properties /properties/a: a is not allowed"]),
    (#"{"minProperties": 2}"#, "{}", [" minProperties /minProperties: the object has 0 members, fewer than 2"]),
    (
      ##"{"$ref": "#/$defs/x~1y", "$defs": {"x/y": {"required": ["a"]}}}"##, "{}",
      ["/a required /$defs/x~1y/required: the object without a"]
    ),
  ])
  func `members are named`(schema: String, value: String, expected: [String]) throws {
    #expect(try failures(schema, value) == expected)
  }

  private static let shapes = """
    {"oneOf": [
      {"properties": {"kind": {"const": "box"}, "width": {"minimum": 0, "type": "number"}}, "required": ["kind", "width"]},
      {"properties": {"kind": {"const": "point"}, "x": {"type": "number"}}, "required": ["kind", "x"]}]}
    """

  @Test(arguments: [
    (
      shapes, #"{"kind": "point", "x": "1"}"#,
      ["/x type /oneOf/1/properties/x/type: x is '1', not a number"]
    ),
    (
      shapes, #"{"kind": "box", "width": -1}"#,
      ["/width minimum /oneOf/0/properties/width/minimum: width is -1, not a number from 0"]
    ),
    (
      """
      {"anyOf": [{"required": ["box"], "properties": {"box": {"items": {"type": "number"}}}}, {"required": ["point"]}]}
      """, #"{"box": ["1", "2"]}"#,
      [
        "/box/0 type /anyOf/0/properties/box/items/type: box[0] is '1', not a number",
        "/box/1 type /anyOf/0/properties/box/items/type: box[1] is '2', not a number",
      ]
    ),
    (#"{"type": "string"}"#, "{}", [" type /type: the value is an empty object, not a text"]),
    (
      #"{"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"#, #"["a", 1]"#,
      ["/1 type /anyOf/1/items/type: value[1] is 1, not a text"]
    ),
    (
      #"{"anyOf": [{"type": "string"}, {"type": "array"}, {"const": 7}]}"#, "true",
      [" anyOf /anyOf: the value is true, not a text, an array or 7"]
    ),
    (
      #"{"oneOf": [{"minimum": 1}, {"minimum": 10}, {"minimum": 2}]}"#, "5",
      [" oneOf /oneOf: the value matches 2 schemas of oneOf, numbers 0 and 2, where only one may match"]
    ),
  ])
  func `branches are explained by the one that was meant`(schema: String, value: String, expected: [String]) throws {
    #expect(try failures(schema, value) == expected)
  }

  @Test func `long values are shortened`() throws {
    let text = String(repeating: "ä", count: 100)
    let shown = String(repeating: "ä", count: 60)
    #expect(
      try failures(#"{"const": 1}"#, "\"\(text)\"") == [" const /const: the value is '\(shown)…', not 1"])
  }

  @Test func `reasons are given for every element, however many`() throws {
    let value = "[" + [String](repeating: "0", count: 3000).joined(separator: ",") + "]"
    let found = try failures(#"{"items": {"minimum": 1}}"#, value)
    #expect(found.count == 3000)
    #expect(found.last == "/2999 minimum /items/minimum: value[2999] is 0, not a number from 1")
  }
}
