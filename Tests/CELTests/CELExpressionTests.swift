import CEL
import SourceText
import Testing

@Suite struct CELExpressionTests {
  @Test(arguments: [
    ("asset.metadata.width", "640"),
    ("asset.metadata.width * 2 + 1", "1281"),
    ("asset.metadata.ratio", "1.5"),
    ("asset.metadata.height", "error: no such key: height"),
    ("asset.name.first", "error: a value of type string has no member 'first'"),
    ("asset.none.first", "error: a value of type null_type has no member 'first'"),
    ("has(asset.metadata.width)", "true"),
    ("has(asset.metadata.height)", "false"),
    ("has(asset.none)", "true"),
    ("has(asset.missing.width)", "error: no such key: missing"),
    ("asset.name == 'caf\\u00e9'", "true"),
    ("asset.name == 'cafe'", "false"),
    ("'café' == asset.name && asset.name != asset.metadata", "true"),
    ("asset.name in ['tea', 'café']", "true"),
    ("asset.name in asset.tags", "true"),
    ("asset.name + '!'", "\"café!\""),
    ("asset.name.size() == 4 && size(asset) == 6", "true"),
    ("asset.tags[1]", "\"café\""),
    ("asset.tags[2]", "error: index 2 out of range of 2 elements"),
    ("asset.tags", "[\"a\",\"café\"]"),
    ("asset.tags == ['a', 'café']", "true"),
    ("asset.tags + ['b']", "[\"a\",\"café\",\"b\"]"),
    ("asset.tags.map(t, t.size())", "[1,4]"),
    ("asset.metadata.all(k, k in ['width', 'ratio'])", "true"),
    ("asset.metadata == {'ratio': 1.5, 'width': 640}", "true"),
    ("asset.metadata['width']", "640"),
    ("asset.metadata[?'height'].orValue(7)", "7"),
    ("asset.?metadata.?width.orValue(7)", "640"),
    ("asset.`bounding-box`.x < 0", "true"),
    ("asset.name.matches('^c.f.$')", "true"),
    ("asset.none == null", "true"),
    ("type(asset) == map && type(asset.tags) == list && type(asset.name) == string", "true"),
    ("asset.metadata.width == 640.0 && asset.metadata.ratio > 1", "true"),
    ("1 / 0", "error: division by zero"),
    ("asset.metadata.width", "640"),
  ])
  func `evaluates on a record`(source: String, expected: String) throws {
    let record = #"""
      {"asset": {"name": "caf\u00e9", "metadata": {"width": 640, "ratio": 1.5}, "tags": ["a", "caf\u00e9"],
       "none": null, "bounding-box": {"x": -2}, "n": 1}}
      """#
    #expect(try answer(source, on: record) == expected)
  }

  @Test(arguments: [
    ("asset.metdata.width > aset.x", "invalid: unknown name 'aset' (asset?)"),
    ("sise(asset) + foo", "invalid: unknown function 'sise' (size?); unknown name 'foo'"),
    ("asset.name.startWith('a')", "invalid: unknown function 'startWith' (startsWith?)"),
    ("mth.abs(1)", "invalid: unknown function 'mth.abs' (math.abs?)"),
    ("1 + 'a'", "invalid: no overload of '_+_' takes (int, string)"),
    ("1 == 'a'", "invalid: no overload of '_==_' takes (int, string)"),
    ("'a' ? 1 : 2", "invalid: expected bool, found string"),
    ("asset.x.matches('(')", "invalid: '(' is no pattern: missing )"),
    ("asset = 1", "invalid: '=' is no operator; equality is '=='"),
    ("asset.", "invalid: expected a member's name, found the end"),
    ("(1", "invalid: expected ')', found the end"),
    ("for", "invalid: 'for' is a reserved word"),
    ("9223372036854775808", "invalid: integer out of range"),
    ("'a", "invalid: unclosed string"),
    ("'\\q'", "invalid: unknown escape '\\q'"),
    ("has(asset)", "invalid: has() takes one member selection, such as has(a.b)"),
    ("[1].all(1, true)", "invalid: expected the name of a new variable"),
  ])
  func `says what is wrong with an expression`(source: String, expected: String) throws {
    let found = try answer(source, on: #"{"asset": {}}"#)
    #expect(found == expected)
  }

  @Test(arguments: [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ])
  func `a reserved word is a member's name but no variable's`(word: String) throws {
    #expect(try answer(word, on: #"{"asset": {}}"#) == "invalid: '\(word)' is a reserved word")
    #expect(try answer("asset.\(word)", on: #"{"asset": {"\#(word)": 1}}"#) == "1")
    #expect(try answer("asset.\(word)s", on: #"{"asset": {"\#(word)s": 2}}"#) == "2")
  }

  @Test(arguments: ["in", "true", "false", "null"])
  func `a word that is an operator or a value is no member's name`(word: String) throws {
    #expect(
      try answer("asset.\(word)", on: #"{"asset": {}}"#) == "invalid: expected a member's name, found '\(word)'")
  }

  @Test func `places every error in the source`() throws {
    let source = "é == 'é'"
    let syntax = #expect(throws: CELErrors.self) { try CELExpression(source, in: CELEnvironment()) }
    #expect(
      syntax == CELErrors([CELError(message: "unexpected character 'é'", span: SourceSpan(start: 0, end: 2))]))
    var environment = CELEnvironment()
    environment.declare("asset")
    let expression = try CELExpression("true && asset.width / 0 > 1", in: environment)
    var activation = CELActivation(environment: environment)
    activation[0] = .map(CELMap(["width": .int(2)]))
    #expect(throws: CELEvaluationError("division by zero", span: SourceSpan(start: 8, end: 23))) {
      try expression.evaluate(&activation)
    }
  }

  @Test func `wants a boolean where one is asked for`() throws {
    let environment = CELEnvironment()
    var activation = CELActivation(environment: environment)
    let expression = try CELExpression("dyn(1)", in: environment)
    #expect(throws: CELEvaluationError("expected bool, found int", span: SourceSpan(start: 0, end: 6))) {
      try expression.evaluateBool(&activation)
    }
  }

  @Test func `fails on a variable that has no value`() throws {
    var environment = CELEnvironment()
    let slot = environment.declare("a")
    let expression = try CELExpression("a == null", in: environment)
    var activation = CELActivation(environment: environment)
    #expect(throws: CELEvaluationError("no value for 'a'", span: SourceSpan(start: 0, end: 1))) {
      try expression.evaluate(&activation)
    }
    activation[slot] = .null
    #expect(try expression.evaluateBool(&activation))
  }

  @Test(arguments: [
    ("asset.metadata.width > 1 && 'width' in asset.metadata && size(asset) == 1", "valid"),
    ("asset.metadata.widht > 1", "metadata has no member 'widht' (width?)"),
    ("has(asset.metdata)", "asset has no member 'metdata' (metadata?)"),
    ("asset.metadata.width + 'a'", "no overload of '_+_' takes (int, string)"),
    ("asset.metadata.all(k, v, k != 'a' && v > 1)", "valid"),
    ("asset['metadata'].width == 1 && asset[?'other'].hasValue()", "valid"),
    ("asset == {'metadata': 1} || asset.metadata == asset.metadata", "valid"),
    ("asset.?metadata.?widht", "metadata has no member 'widht' (width?)"),
  ])
  func `knows the members of objects that are described`(source: String, expected: String) throws {
    var environment = CELEnvironment()
    let metadata = CELObjectType(name: "metadata", members: ["width": .int, "height": .int])
    environment.declare("asset", .object(CELObjectType(name: "asset", members: ["metadata": .object(metadata)])))
    var found = "valid"
    do throws(CELErrors) { _ = try CELExpression(source, in: environment) } catch {
      found = error.errors.map { $0.message + ($0.suggestion.map { " (\($0)?)" } ?? "") }.joined(separator: "; ")
    }
    #expect(found == expected)
  }

  @Test func `calls functions of one's own`() throws {
    var environment = CELEnvironment()
    environment.add(
      CELFunction("twice", isMember: true, parameters: [.string], result: .string) { arguments in
        .string((arguments[0].stringValue ?? "") + (arguments[0].stringValue ?? ""))
      })
    let expression = try CELExpression("'ab'.twice()", in: environment)
    var activation = CELActivation(environment: environment)
    #expect(try expression.evaluate(&activation).text == "abab")
  }
}
