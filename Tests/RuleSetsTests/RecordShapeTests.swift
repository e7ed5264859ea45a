import RuleSets
import Testing

@Suite struct RecordShapeTests {
  static let format = """
    format: box
    subjects: {asset: $, task: $.task, tool: '$.task.tools[*]', answer: '$.task..answers[*]', any: '$.task.*'}
    identity: {tool: tool.id}
    kinds: [{big: asset.metadata.width > 1000}]
    schema: shapes/asset.json
    """

  static let schema = ##"""
    {"title": "asset", "type": "object",
     "properties": {"name": {"type": "string"}, "metadata": {"title": "metadata", "type": "object", "properties": {"width": {}}},
       "task": {"title": "task", "type": "object", "properties": {"tools": {"type": "array", "items": {
         "title": "tool", "type": "object", "properties": {"id": {"type": "string"}, "two words": {}, "answers": {"$ref": "#/$defs/answers"}}}}}}},
     "$defs": {"answers": {"type": "array", "items": {
       "title": "answer", "type": "object", "properties": {"text": {}, "answers": {"$ref": "#/$defs/answers"}}}}}}
    """##

  private func problems(_ rules: String, format: String = format, schema: String? = schema) -> [String] {
    var files = ["rules.yaml": "ruleset: r\nformat: formats/box.yaml\nrules:\n\(rules)", "formats/box.yaml": format]
    files["formats/shapes/asset.json"] = schema
    return Rules.problems(files)
  }

  @Test(arguments: [
    ("  a: {assert: asset.metdata.width > 1}", "4:21: asset has no member 'metdata', did you mean 'metadata'?"),
    (
      "  a: {on: tool, assert: tool.idd != '' && task.tols == null}",
      "4:30: tool has no member 'idd', did you mean 'id'?"
    ),
    ("  a: {on: tool, where: has(asset.nme), assert: 'true'}", "4:34: asset has no member 'nme', did you mean 'name'?"),
    ("  a: {where: kind == 'bigg', assert: 'true'}", "4:22: kind is never 'bigg', did you mean 'big'?"),
    (
      "  a: {assert: \"kind in ['big', 'unknwon'] || layout != 'unknown'\"}",
      "4:32: kind is never 'unknwon', did you mean 'unknown'?"
    ),
    ("  a: {assert: \"'lgacy' != layout\"}", "4:16: layout is never 'lgacy'"),
    ("  a: {on: '$.task.tools.id', assert: 'true'}", "4:24: a list has no member 'id'; write [*] before it"),
    (
      "  a: {on: '$[0].task', assert: 'true'}",
      "4:13: asset is an object and has no elements; a path begins at the record"
    ),
    ("  a: {on: '$.name.x', assert: 'true'}", "4:18: a value of type string has neither members nor elements"),
    ("  a: {on: answer, assert: answer.texd == 1}", "4:34: answer has no member 'texd', did you mean 'text'?"),
    (
      "  a: {on: '$.task.tools[*].answers[0]', assert: node.texd == 1}",
      "4:54: answer has no member 'texd', did you mean 'text'?"
    ),
    (
      "  a: {on: ['$.task.tools[*].answers[0]', '$.task..answers[*]'], assert: node.texd == 1}",
      "4:78: answer has no member 'texd', did you mean 'text'?"
    ),
    ("  a: {assert: record.nme == ''}", "4:22: asset has no member 'nme', did you mean 'name'?"),
    ("  a: {assert: 'true', message: 'of {asset.nme}'}", "4:43: asset has no member 'nme', did you mean 'name'?"),
    ("  a: {require: [name, metadata.widht]}", "4:32: metadata has no member 'widht', did you mean 'width'?"),
    ("  a: {on: tool, require: '`two wrds`'}", "4:27: tool has no member 'two wrds', did you mean 'two words'?"),
    ("  a: {on: '$.task.tols[*]', assert: 'true'}", "4:18: task has no member 'tols', did you mean 'tools'?"),
    (
      "  a: {on: ['$.task.tools[*]', $.nme], assert: 'true'}",
      "4:32: asset has no member 'nme', did you mean 'name'?"
    ),
    ("  a: {unique: {key: asset.nam}}", "4:27: asset has no member 'nam', did you mean 'name'?"),
  ])
  func `a misspelt member is an error with its place`(rule: String, expected: String) {
    #expect(problems(rule).first == "rules.yaml:\(expected)")
  }

  @Test func `takes what the schema has, and what it leaves open`() {
    let rules = """
        a: {on: tool, assert: "tool.`two words` == 1 && tool['other'] == null && task.tools.all(t, t.id != '')"}
        b: {on: any, assert: any.what.ever}
        c: {on: '$.task.tools[?@.x]..y', assert: node.z, require: []}
        d: {on: ['$.task.tools[*]', $.task], assert: node.z}
        e: {on: $.task.tols, forbid: true}
        g: {on: "$['name', 'nme']", assert: node != null}
        f: {on: $..tols, assert: node.z}
      """.replacing(", require: []", with: "")
    #expect(problems(rules) == [])
  }

  @Test func `checks the format's own expressions`() {
    let format = Self.format.replacing("metadata.width >", with: "metadata.widht >")
    #expect(
      problems("  a: {assert: 'true'}", format: format) == [
        "formats/box.yaml:4:30: metadata has no member 'widht', did you mean 'width'?"
      ])
  }

  @Test func `says what is wrong with a schema's file`() {
    #expect(
      problems("  a: {assert: asset.x}", schema: nil) == [
        "formats/box.yaml:5:9: schema 'shapes/asset.json' cannot be read: No such file or directory"
      ])
    #expect(
      problems("  a: {assert: asset.x}", schema: "{\n  \"type\": }") == [
        "formats/shapes/asset.json:2:11: '}' where a value should stand"
      ])
  }

  @Test func `reads a schema in YAML`() {
    let files = [
      "rules.yaml": "ruleset: r\nformat: box.yaml\nrules: {a: {assert: asset.nam}}",
      "box.yaml": "format: box\nsubjects: {asset: $}\nschema: s.yaml", "s.yaml": "type: object\nproperties: {name: {}}",
    ]
    #expect(
      Rules.problems(files) == ["rules.yaml:3:27: record has no member 'nam', did you mean 'name'?"])
    #expect(
      Rules.problems(files.merging(["s.yaml": "a: ["]) { $1 }).first?.hasPrefix("s.yaml:") == true)
  }

  @Test func `rule sets of other people are checked although built-in ones alone need not be`() throws {
    var options = RuleSetOptions()
    options.wantsShape = false
    _ = try Rules.load([:], ["ango/recommended"], options: options)
    let files = ["rules.yaml": "ruleset: r\nformat: ango\nrules: {a: {assert: asset.metdata == null}}"]
    let expected = ["rules.yaml:3:27: asset has no member 'metdata', did you mean 'metadata'?"]
    #expect(Rules.problems(files, ["ango/recommended", "rules.yaml"], options: options) == expected)
    #expect(Rules.problems(files, ["rules.yaml", "ango/recommended"], options: options) == expected)
  }

  @Test func `the shape of Ango Hub exports fits its rule set and knows a misspelt member`() throws {
    _ = try Rules.load([:], ["ango/recommended"])
    let rules = """
      ruleset: r
      format: ango
      rules:
        a: {assert: asset.metdata.width > 1}
        b: {on: classification, assert: classification.titel != ''}
        c: {on: tool, assert: "geom.area(tool.`bouding-box`) > 0.0 && tool.metadata.createdBy != null"}
        d: {on: stage, assert: "stage.tools.all(t, t.objectid != '') && asset.metadata.anything == 1"}
        e: {on: relation, require: form}
      """
    #expect(
      Rules.problems(["rules.yaml": rules]) == [
        "rules.yaml:4:21: asset has no member 'metdata', did you mean 'metadata'?",
        "rules.yaml:5:50: classification has no member 'titel', did you mean 'title'?",
        "rules.yaml:6:41: tool has no member 'bouding-box', did you mean 'bounding-box'?",
        "rules.yaml:7:48: tool has no member 'objectid', did you mean 'objectId'?",
        "rules.yaml:8:30: relation has no member 'form', did you mean 'from'?",
      ])
  }
}
