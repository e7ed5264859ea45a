import JSONReading
import SourceText
import TestSupport
import Testing

@testable import CEL

@Suite struct SchemaShapeTests {
  private func type(_ schema: String) throws -> CELType {
    SchemaShape(try JSONDocument(schema)).type(named: "record")
  }

  /// What is wrong with an expression about `record`, each at its place.
  private func problems(_ source: String, _ schema: String) throws -> [String] {
    var environment = CELEnvironment()
    environment.declare("record", try type(schema))
    do throws(CELErrors) {
      _ = try CELExpression(source, in: environment)
      return []
    } catch {
      return error.errors.map { "\($0.span.start): \($0.message)\($0.suggestion.map { " (\($0)?)" } ?? "")" }
    }
  }

  @Test(arguments: [
    (#"{"type": "string"}"#, "string"), (#"{"type": ["null", "string"]}"#, "string"), (#"{"type": "integer"}"#, "int"),
    (#"{"type": "number"}"#, "dyn"), (#"{"type": "boolean"}"#, "bool"), (#"{"type": ["string", "integer"]}"#, "dyn"),
    (#"{"type": "array"}"#, "list(dyn)"), (#"{"type": "array", "items": {"type": "string"}}"#, "list(string)"),
    (#"{"type": "array", "prefixItems": [{}], "items": {"type": "string"}}"#, "list(dyn)"),
    (#"{"type": "object"}"#, "map(string, dyn)"), (#"{"type": "null"}"#, "dyn"),
    (#"{"type": "object", "additionalProperties": {"type": "string"}}"#, "map(string, string)"),
    (#"{"type": "object", "properties": {}}"#, "record"),
    (#"{"title": "thing", "type": "object", "properties": {}}"#, "thing"),
    ("true", "dyn"), ("{}", "dyn"), ("3", "dyn"), (#"{"type": 3}"#, "dyn"),
    (##"{"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}"##, "string"),
    (##"{"$ref": "#/$defs/a", "type": "string", "$defs": {"a": {"type": "string"}}}"##, "dyn"),
    (##"{"$ref": "#/$defs/b", "$defs": {"a": {"type": "string"}}}"##, "dyn"),
    (##"{"$ref": "other.json", "$defs": {"a": {"type": "string"}}}"##, "dyn"),
    (##"{"$ref": "#"}"##, "dyn"),
    (##"{"anyOf": [{"$ref": "#"}, {"$ref": "#"}, {"$ref": "#"}]}"##, "dyn"),
    (#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#, "string"),
    (#"{"oneOf": [{"type": "string"}, {"type": "boolean"}]}"#, "dyn"),
    (#"{"oneOf": [{"type": "string"}], "type": "string"}"#, "dyn"), (#"{"anyOf": []}"#, "dyn"),
    (#"{"allOf": [{"type": "string"}]}"#, "dyn"),
  ])
  func `reads what is plain and leaves the rest open`(schema: String, expected: String) throws {
    #expect(try type(schema).description == expected)
  }

  @Test func `ends in schemas of lists of themselves`() throws {
    var type = try type(##"{"type": "array", "items": {"$ref": "#"}}"##)
    var depth = 0
    while case .list(let inner) = type {
      type = inner
      depth += 1
    }
    #expect(type == .dyn)
    #expect(depth > 50 && depth <= 200)
  }

  static let tree = ##"""
    {"title": "node", "type": "object",
     "properties": {"name": {"type": "string"}, "left": {"$ref": "#"}, "children": {"type": "array", "items": {"$ref": "#"}},
       "extra": {"type": "object", "properties": {"known": {}}, "additionalProperties": true},
       "names": {"type": "object", "properties": {"fixed": {}}, "patternProperties": {"^x-": {}}},
       "shape": {"oneOf": [{"type": "object", "properties": {"radius": {"type": "number"}, "id": {"type": "string"}}},
                           {"type": "object", "properties": {"side": {"type": "number"}, "id": {"type": "integer"}}}]}}}
    """##

  @Test(arguments: [
    ("record.left.left.children.exists(n, n.left.name == 'x')", []),
    ("record.extra.anything && record.names.any.thing && record.shape.radius > record.shape.side", []),
    ("record['nam'] == record[record.name] && 'nam' in record && record.?left.?name.hasValue()", []),
    ("record.left == null || record.children != null || null == record.name", []),
    ("record.left == record || record.left != record.shape", []),
    ("(record.name == '' ? record : record.shape).anything", []),
    ("[record, record.shape].all(r, r.id == 1) && size(record) > 0 && record.all(key, key != '')", []),
    ("record.left.nam", ["12: node has no member 'nam' (name?)"]),
    ("has(record.lefft) && true", ["11: node has no member 'lefft' (left?)"]),
    ("record.children.all(c, c.`nme` == '')", ["25: node has no member 'nme' (name?)"]),
    ("record.shape.radios > 1 || record.shape.side.x", ["13: node.shape has no member 'radios' (radius?)"]),
    (
      "record.lft && record.?rigt.hasValue() && record.name + 1 == 2 && unknown",
      [
        "7: node has no member 'lft' (left?)", "22: node has no member 'rigt'",
        "41: no overload of '_+_' takes (string, int)",
        "65: unknown name 'unknown'",
      ]
    ),
    ("record.name.first", ["0: a value of type string has no members"]),
  ])
  func `finds all misspelt members at their places`(source: String, expected: [String]) throws {
    #expect(try problems(source, Self.tree) == expected)
  }
}
