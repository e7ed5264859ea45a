import Findings
import RuleSets
import TestSupport
import Testing

/// Schemas in rules: how they are found, and where errors in them are said to be.
@Suite struct SchemaRuleTests {
  @Test func `a schema stands in the rule, in a file or in the tool`() throws {
    let files = [
      "rules.yaml": Rules.set(
        """
        inline: {on: tool, schema: {type: object, $ref: './schemas/shapes.yaml#/$defs/box'}}
        file: {schema: schemas/asset.schema.json, formats: assert}
        built-in: {schema: ango/asset}
        """),
      "schemas/shapes.yaml": "$defs: {box: {required: [w, h], properties: {w: {$ref: '../number.json'}}}}",
      // Beside it by its `$id`, and so beside it as a file.
      "schemas/asset.schema.json": ##"{"$id": "https://example.com/s/asset.json", "$ref": "more/one.json"}"##,
      "schemas/more/one.json": ##"{"$ref": "../two.json"}"##,
      "schemas/two.json": "true",
      "number.json": #"{"type": "number"}"#,
    ]
    let program = try Rules.load(files)
    #expect(
      program.rules.map(\.source.check) == [
        "schema: {type, $ref}", "schema: schemas/asset.schema.json, formats: assert", "schema: ango/asset",
      ])
    #expect(program.rules.map(\.cost) == [nil, nil, nil])
  }

  @Test func `references lead out of the folder, and by percent-encoded names`() throws {
    let files = [
      "rules.yaml": Rules.set("r: {schema: {$ref: '../../a%20b.json#/$defs/x', not: {$ref: /etc/c.json}}}"),
      "../../a b.json": ##"{"$defs": {"x": {"$ref": "down/d.yml"}}}"##, "/etc/c.json": "true",
      "../../down/d.yml": "$ref: ../../e.json", "../../../e.json": "{}",
    ]
    #expect(Rules.problems(files) == [])
  }

  @Test func `errors in a schema have their places in the rule set`() {
    let text = Rules.set(
      """
      shape:
        schema:
          type: objekt
          properties:
            a: {minLength: -1}
            b: {$ref: '#/$defs/siz'}
            c: {$ref: ./none.json}
            d: {$ref: 'https://example.com/a.json'}
          $defs: {size: {}}
      circle: {schema: {$ref: '#'}}
      misspelt: {schema: {requred: [a]}}
      infinite: {schema: {default: .inf}}
      pattern: {schema: {patternProperties: {'(?=x)': {}}}}
      """)
    #expect(
      Rules.problems(["rules.yaml": text]) == [
        "rules.yaml:8:13: type is 'objekt', not the name of a type: did you mean 'object'?",
        "rules.yaml:10:24: minLength is -1, not a whole number from 0",
        "rules.yaml:11:19: $ref leads to '#/$defs/siz', where there is nothing: did you mean 'size'?",
        "rules.yaml:12:19: there is no schema at './none.json': none.json: No such file or directory",
        "rules.yaml:13:19: there is no schema at 'https://example.com/a.json', and none is fetched",
        "rules.yaml:15:20: the schema refers to itself without end",
        "rules.yaml:16:23: 'requred' is no keyword: did you mean 'required'?",
        "rules.yaml:17:32: JSON cannot hold the number .inf",
        "rules.yaml:18:42: '(?=x)' is no pattern: look-ahead is not supported: it cannot be matched in linear time "
          + "(at byte 0)",
      ])
  }

  @Test func `errors in files of schemas have their places there`() {
    let files = [
      "sets/rules.yaml": Rules.set(
        """
        json: {schema: ./a.json}
        broken: {schema: broken.json}
        again: {schema: ./a.json}
        far: {schema: {$ref: b.yaml}}
        yaml: {schema: broken.yaml}
        """),
      "sets/a.json": "{\"properties\":\n {\"é\": {\"minimum\": \"3\"}}}",
      "sets/b.yaml": "type: object\nproperties:\n  a: {maximum: x}",
      "sets/broken.json": "{\"type\":\n }",
      "sets/broken.yaml": "type: [a",
      "sets/zoo.yaml": Rules.zoo,
    ]
    #expect(
      Rules.problems(files, ["sets/rules.yaml"]) == [
        "sets/a.json:2:20: minimum is '3', not a number",
        "sets/broken.json:2:2: '}' where a value should stand",
        "sets/b.yaml:3:16: maximum is 'x', not a number",
        "sets/broken.yaml:1:9: expected ',' or ']' of the list that begins on line 1",
      ])
  }

  @Test func `what is no schema or has no place beside one is said`() {
    let text = Rules.set(
      """
      list: {schema: []}
      none: {schema: }
      unknown: {schema: ango/aset}
      word: {schema: {}, formats: asert}
      place: {schema: {}, at: asset.name}
      stray: {require: [a], formats: assert}
      message: {schema: {}, message: '{reson}'}
      """)
    #expect(
      Rules.problems(["rules.yaml": text]) == [
        "rules.yaml:6:18: schema is a list, not a mapping, a file or a built-in name",
        "rules.yaml:7:18: schema is nothing, not a mapping, a file or a built-in name",
        "rules.yaml:8:21: schema 'ango/aset' cannot be read: No such file or directory, did you mean 'ango/asset'?",
        "rules.yaml:9:31: formats is 'asert', did you mean 'assert'?",
        "rules.yaml:10:23: 'at' has no place beside 'schema'",
        "rules.yaml:11:25: 'formats' belongs to 'schema', not to 'require'",
        "rules.yaml:12:36: unknown name 'reson', did you mean 'reason'?",
      ])
  }

  @Test(.timeLimit(.minutes(1)))
  func `hostile schemas are refused`() {
    let deep = String(repeating: "{not: ", count: 50) + "{}" + String(repeating: "}", count: 50)
    let chain = (0..<1000).map { "d\($0): {$ref: '#/$defs/d\($0 + 1)', minimum: 0}" }.joined(separator: ", ")
    let text = Rules.set(
      """
      large: {schema: {pattern: 'a{1000}{1000}'}}
      chain: {schema: {$ref: '#/$defs/d0', $defs: {\(chain), d1000: {}}}}
      circle: {schema: {allOf: [{$ref: '#/$defs/a'}], $defs: {a: {anyOf: [{$ref: '#/$defs/b'}]}, b: {$ref: '#/$defs/a'}}}}
      """)
    let problems = Rules.problems(["rules.yaml": text])
    #expect(problems.count == 3)
    #expect(problems.first?.hasPrefix("rules.yaml:6:29: ") == true)
    #expect(Rules.problems(["rules.yaml": Rules.set("r: {schema: \(deep)}")]) == [])
    let file = String(repeating: #"{"not":"#, count: 10_000) + "true" + String(repeating: "}", count: 10_000)
    #expect(
      Rules.problems(["rules.yaml": Rules.set("r: {schema: a.json}"), "a.json": file]).count == 1)
  }

  @Test func `the digest of a rule set covers its schemas`() throws {
    func digest(_ schema: String) throws -> String {
      let files = ["rules.yaml": Rules.set("r: {schema: {$ref: a.json}}"), "a.json": schema]
      return try Rules.load(files).ruleSets[0].digest
    }
    #expect(try digest("{}") != digest("{ }"))
    #expect(try digest("{}") == digest("{}"))
  }

  @Test func `a schema alone makes a program of any JSON values`() throws {
    var options = RuleSetOptions()
    options.schema = "a.json"
    let program = try Rules.load(["a.json": "{}"], [], options: options)
    #expect(program.rules.map(\.description.id) == ["schema"])
    #expect(program.format.takesAnyValue)
    #expect(program.ruleSets.map(\.name) == ["--schema"])
    #expect(Rules.problems(["a.json": "{\"type\": 1}"], [], options: options).count == 1)
    #expect(
      Rules.problems([:], [], options: options) == [":1:1: schema 'a.json' cannot be read: No such file or directory"])
    let both = try Rules.load(
      ["a.json": "{}", "rules.yaml": Rules.set("r: {require: [a]}")], options: options)
    #expect(both.rules.map(\.description.id) == ["r", "schema"])
    #expect(both.format.name == "zoo")
    #expect(
      Rules.problems(["a.json": "{}", "rules.yaml": Rules.set("schema: {require: [a]}")], options: options) == [
        ":1:1: rule 'schema' is already defined in rules.yaml, line 6; switch that one off and give this one a name of "
          + "its own, or change its severity, message or params"
      ])
  }
}
