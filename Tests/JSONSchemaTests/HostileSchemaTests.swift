import JSONReading
import JSONSchema
import Testing

/// Schemas and values that are made to take time, memory or stack.
@Suite struct HostileSchemaTests {
  @Test func `schemas deep within each other are refused`() throws {
    let depth = 10_000
    let text = String(repeating: #"{"not":"#, count: depth) + "true" + String(repeating: "}", count: depth)
    #expect(throws: JSONSyntaxError.self) { try JSONDocument(text) }
    let document = try JSONDocument(text, limits: JSONLimits(depth: 20_000))
    let error = #expect(throws: JSONSchemaErrors.self) { try CompiledSchema(document) }
    #expect(error?.errors.map(\.message) == ["schemas lie deeper than 256 within each other"])
  }

  @Test func `long chains of references are refused`() throws {
    let links = (0..<5000).map { ##""d\##($0)": {"$ref": "#/$defs/d\##($0 + 1)", "minimum": 0}"## }
    let schema = ##"{"$ref": "#/$defs/d0", "$defs": {\##(links.joined(separator: ", ")), "d5000": {}}}"##
    #expect(
      try errors(schema).map { $0.split(separator: ": ").last } == [
        "more than 200 schemas apply to one value, each through the one before"
      ])
  }

  @Test func `a schema that applies many times says once what is wrong`() throws {
    // Every definition applies the next one twice: 2^26 times the last.
    let links = (0..<26).map { number in
      ##""d\##(number)": {"allOf": [{"$ref": "#/$defs/d\##(number + 1)"}, {"$ref": "#/$defs/d\##(number + 1)"}]}"##
    }
    let schema = ##"{"$ref": "#/$defs/d0", "$defs": {\##(links.joined(separator: ", ")), "d26": {"type": "string"}}}"##
    var validator = SchemaValidator(try compile(schema))
    let document = try JSONDocument("1")
    withExtendedLifetime(document) {
      let failures = validator.failures(of: document.root, stepLimit: 1_000_000)
      #expect(failures.map(\.message) == ["the value is 1, not a text"])
    }
  }

  @Test func `more failures than can be held end with a word of it`() throws {
    let names = (0..<300).map { "\"m\($0)\"" }.joined(separator: ", ")
    var validator = SchemaValidator(try compile(#"{"items": {"required": [\#(names)]}}"#))
    let document = try JSONDocument("[" + Array(repeating: "{}", count: 1000).joined(separator: ",") + "]")
    withExtendedLifetime(document) {
      let failures = validator.failures(of: document.root, stepLimit: 2_000_000)
      #expect((1000...2400).contains(failures.count))
      #expect(failures.last?.message == "the array has more that does not match its schema than can be told")
    }
  }

  @Test func `definitions are told apart by the bytes of their names`() throws {
    let others = (0..<9).map { "\"d\($0)\": true" }.joined(separator: ", ")
    let schema = ##"""
      {"$ref": "#/$defs/%C3%A9",
       "$defs": {\##(others), "e\u0301": {"type": "integer"}, "\u00e9": {"type": "string"}}}
      """##
    var validator = SchemaValidator(try compile(schema))
    let document = try JSONDocument("1")
    withExtendedLifetime(document) { #expect(validator.verdict(on: document.root) == .invalid) }
  }

  @Test func `branches that multiply end the run`() throws {
    // Every definition tries the next one twice: 2^60 ways.
    let links = (0..<60).map { number in
      ##""d\##(number)": {"anyOf": [{"$ref": "#/$defs/d\##(number + 1)"}, {"$ref": "#/$defs/d\##(number + 1)"}]}"##
    }
    let schema = ##"{"$ref": "#/$defs/d0", "$defs": {\##(links.joined(separator: ", ")), "d60": {"type": "string"}}}"##
    let negated = #"{"not": \#(schema.replacing("#/", with: "#/not/"))}"#
    for (schema, value, expected) in [
      (schema, "1", SchemaVerdict.notJudged), (schema, #""a""#, .valid), (negated, "1", .notJudged),
      (negated, #""a""#, .invalid),
    ] {
      var validator = SchemaValidator(try compile(schema))
      let document = try JSONDocument(value)
      withExtendedLifetime(document) {
        #expect(validator.verdict(on: document.root, stepLimit: 100_000) == expected)
        #expect(validator.report(on: document.root, stepLimit: 100_000).verdict == expected)
      }
    }
  }

  @Test func `deep values are judged down to a limit`() throws {
    let schema = ##"{"items": {"$ref": "#"}, "type": "array"}"##
    var validator = SchemaValidator(try compile(schema))
    for (depth, expected) in [(512, SchemaVerdict.valid), (1900, .valid), (30_000, .notJudged)] {
      let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let document = try JSONDocument(text, limits: JSONLimits(depth: 40_000))
      withExtendedLifetime(document) {
        #expect(validator.verdict(on: document.root) == expected)
        #expect(validator.report(on: document.root).verdict == expected)
      }
    }
  }

  @Test func `ten thousand long numbers are told apart at once`() throws {
    let numbers = (0..<10_000).map { "1\(String(repeating: "0", count: 30))\(10_000 + $0)" }
    #expect(try verdict(#"{"uniqueItems": true}"#, "[\(numbers.joined(separator: ","))]") == .valid)
    #expect(
      try verdict(#"{"uniqueItems": true}"#, "[\((numbers + [numbers[7]]).joined(separator: ","))]") == .invalid)
  }

  @Test func `objects of ever new shapes are judged`() throws {
    let schema = try compile(
      #"{"items": {"additionalProperties": {"type": "integer"}, "propertyNames": {"minLength": 2}}}"#)
    var validator = SchemaValidator(schema)
    for last in ["1", "null"] {
      let objects = (0..<20_000).map { #"{"key\#($0)": 1, "other\#($0 % 77)": \#($0 == 19_999 ? last : "2")}"# }
      let document = try JSONDocument("[\(objects.joined(separator: ","))]")
      withExtendedLifetime(document) {
        #expect(validator.verdict(on: document.root) == (last == "1" ? .valid : .invalid))
      }
    }
  }

  @Test(arguments: ["(a{1000}){1000}", #"(\pL{500}\pM{500}){1,2}"#]) func `huge patterns are refused`(pattern: String)
    throws
  {
    let escaped = pattern.replacing("\\", with: "\\\\")
    let found = try errors(#"{"pattern": "\#(escaped)"}"#)
    #expect(found.count == 1 && found[0].hasPrefix("/pattern: '\(pattern)' is no pattern: "), "\(found)")
  }

  @Test func `members that are not expected are all named, few with a suggestion`() throws {
    let members = (1...5000).map { #""height\#($0)": 1"# }.joined(separator: ",")
    let found = try failures(#"{"properties": {"height0": {}}, "additionalProperties": false}"#, "{\(members)}")
    #expect(found.count == 5000)
    #expect(found.count { $0.hasSuffix("did you mean 'height0'?") } == 200)
  }

  @Test func `errors without end are cut`() throws {
    let members = (0..<5000).map { #""a\#($0)": 1"# }.joined(separator: ",")
    #expect(try errors(#"{"properties": {\#(members)}}"#).count == 100)
  }
}
