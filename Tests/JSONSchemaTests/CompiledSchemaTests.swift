import JSONReading
import JSONSchema
import Testing

/// What is wrong with schemas, and where.
@Suite struct CompiledSchemaTests {
  @Test(arguments: [
    (#"{"minLength": "3"}"#, ["/minLength: minLength is '3', not a whole number from 0"]),
    (#"{"minLength": 1.5}"#, ["/minLength: minLength is 1.5, not a whole number from 0"]),
    (#"{"multipleOf": 0}"#, ["/multipleOf: multipleOf is 0, not a number above 0"]),
    (#"{"type": "strnig"}"#, ["/type: type is 'strnig', not the name of a type: did you mean 'string'?"]),
    (#"{"type": ["null", "null"]}"#, ["/type/1: type names 'null' twice"]),
    (#"{"required": ["a", 1]}"#, ["/required/1: required has 1, not a name"]),
    (#"{"properties": {"a": 1}}"#, ["/properties/a: 1 is no schema: it must be an object, true or false"]),
    (#"{"allOf": []}"#, ["/allOf: allOf is empty, which is not allowed"]),
    (#"{"enum": 1}"#, ["/enum: enum is 1, not an array"]),
    (
      ##"{"$anchor": "#a"}"##,
      ["/$anchor: $anchor is '#a', not a name of letters, digits, '-', '_' and '.' that starts with a letter or '_'"]
    ),
    (#"{"$defs": {"x": {"pattern": "("}}}"#, ["/$defs/x/pattern: '(' is no pattern: '(' without ')' (at byte 0)"]),
    (
      #"{"pattern": "a{1000}{1000}"}"#,
      ["/pattern: 'a{1000}{1000}' is no pattern: there is nothing to repeat (at byte 7)"]
    ),
    (
      #"{"minLength": -1, "maxLength": -2}"#,
      [
        "/minLength: minLength is -1, not a whole number from 0",
        "/maxLength: maxLength is -2, not a whole number from 0",
      ]
    ),
    ("3", [": 3 is no schema: it must be an object, true or false"]),
    (#"{"type": "null", "type": "string"}"#, ["/type: the name 'type' occurs twice in one object"]),
  ])
  func `keywords of the wrong form are errors`(schema: String, expected: [String]) throws {
    let found = try errors(schema)
    #expect(found == expected, "\(found)")
  }

  @Test(arguments: [
    (
      ##"{"$ref": "#/$defs/pint", "$defs": {"point": {}}}"##,
      ["/$ref: $ref leads to '#/$defs/pint', where there is nothing: did you mean 'point'?"]
    ),
    (
      ##"{"$ref": "#point", "$defs": {"point": {}}}"##,
      ["/$ref: $ref leads to '#point', an anchor that there is not: did you mean '#/$defs/point'?"]
    ),
    (
      ##"{"$ref": "#pont", "$defs": {"p": {"$anchor": "point"}}}"##,
      ["/$ref: $ref leads to '#pont', an anchor that there is not: did you mean '#point'?"]
    ),
    (
      #"{"items": {"$ref": "https://example.com/other"}}"#,
      ["/items/$ref: there is no schema at 'https://example.com/other', and none is fetched"]
    ),
    (##"{"$ref": "#"}"##, [": the schema refers to itself without end"]),
    (
      ##"{"$defs": {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"anyOf": [true, {"$ref": "#/$defs/a"}]}}}"##,
      ["/$defs/b/anyOf/1: the schema refers to itself without end"]
    ),
    (
      #"{"$schema": "http://json-schema.org/draft-07/schema#"}"#,
      [
        "/$schema: the draft 'http://json-schema.org/draft-07/schema#' is not supported; schemas are written for "
          + "https://json-schema.org/draft/2020-12/schema"
      ]
    ),
    (
      #"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"#,
      ["/$defs/b/$anchor: the anchor 'x' is given to two schemas"]
    ),
  ])
  func `references that lead nowhere are errors`(schema: String, expected: [String]) throws {
    let found = try errors(schema)
    #expect(found == expected, "\(found)")
  }

  @Test func `errors in documents of the library name their document`() throws {
    var library = SchemaLibrary()
    library.add(try JSONDocument(#"{"type": 1}"#), at: "https://example.com/a")
    #expect(
      try errors(#"{"$ref": "https://example.com/a"}"#, library: library) == [
        "https://example.com/a/type: type is 1, not the name of a type"
      ])
  }

  @Test func `documents that the library lacks are asked for`() throws {
    let schema = try JSONDocument(
      #"{"$ref": "b", "items": {"$ref": "c"}, "not": {"$ref": "other.json"}}"#)
    let found = #expect(throws: JSONSchemaErrors.self) {
      try CompiledSchema(schema, options: SchemaOptions(address: "file:///x/a")) { address throws(SchemaSearchError) in
        switch address {
        case "file:///x/b": try? JSONDocument(#"{"type": 1}"#)
        case "file:///x/c": throw SchemaSearchError("it is on the moon")
        default: nil
        }
      }
    }
    #expect(
      found?.errors.map { "\($0.document)\($0.pointer): \($0.message)" } == [
        "file:///x/b/type: type is 1, not the name of a type",
        "/items/$ref: there is no schema at 'c': it is on the moon",
        "/not/$ref: there is no schema at 'other.json', and none is fetched",
      ])
  }

  @Test func `a recursion through members is no loop`() throws {
    let list = ##"{"properties": {"next": {"$ref": "#"}}, "required": ["value"]}"##
    #expect(try verdict(list, #"{"value": 1, "next": {"value": 2}}"#) == .valid)
    #expect(try verdict(list, #"{"value": 1, "next": {}}"#) == .invalid)
  }

  @Test func `misspelt keywords are warnings`() throws {
    let schema = try compile(#"{"requird": ["a"], "x-note": 1, "items": {"minimun": 2}}"#)
    #expect(
      schema.warnings.map { "\($0.pointer): \($0.message)" } == [
        "/requird: 'requird' is no keyword: did you mean 'required'?",
        "/items/minimun: 'minimun' is no keyword: did you mean 'minimum'?",
      ])
  }

  @Test func `formats are judged only on request`() throws {
    #expect(try verdict(#"{"format": "date"}"#, #""never""#) == .valid)
    #expect(try verdict(#"{"format": "date"}"#, #""never""#, options: SchemaOptions(judgesFormats: true)) == .invalid)
  }

  @Test func `the meta-schema judges schemas, itself too`() throws {
    let meta = try compile(#"{"$ref": "https://json-schema.org/draft/2020-12/schema"}"#)
    var validator = SchemaValidator(meta)
    for (text, expected) in [
      (#"{"properties": {"a": {"type": "string"}}}"#, SchemaVerdict.valid),
      (#"{"properties": {"a": {"type": "strnig"}}}"#, .invalid),
      (#"{"$ref": "https://json-schema.org/draft/2020-12/schema"}"#, .valid),
    ] {
      let document = try JSONDocument(text)
      #expect(withExtendedLifetime(document) { validator.verdict(on: document.root) } == expected)
    }
  }
}
