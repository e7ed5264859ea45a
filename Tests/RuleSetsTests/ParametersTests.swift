import JSONReading
import RuleSets
import TestSupport
import Testing

@Suite struct ParametersTests {
  static func load(default value: String, given: String?, own: String? = nil) throws(RuleSetErrors) -> Program {
    var options = RuleSetOptions()
    if let given { options.params = ["p": given] }
    let params = own.map { ", params: {p: \($0)}" } ?? ""
    let text = """
      ruleset: t
      format: zoo.yaml
      params: {p: {default: \(value)}}
      rules: {r: {assert: 'true'\(params)}}
      """
    return try Rules.load(["rules.yaml": text], options: options)
  }

  @Test(arguments: [
    ("3", "4", "4"), ("3", "-1.5", "-1.5"), ("0.5", "2", "2"), ("text", "plain", #""plain""#), ("text", "4", #""4""#),
    ("text", "\"q\"", #""\"q\"""#), ("text", "", #""""#), ("'3'", "true", #""true""#), ("true", "false", "false"),
    ("[a]", "[1, 2]", "[1,2]"), ("{a: 1}", #"{"b": 2}"#, #"{"b":2}"#), ("null", "4", "4"), ("null", "x", #""x""#),
  ])
  func `a value from the command line has the type of the default`(
    default value: String, given: String, expected: String
  ) throws {
    let rule = try #require(try Self.load(default: value, given: given).rules.first)
    #expect(rule.params.root.compactText == #"{"p":\#(expected)}"#)
  }

  @Test(arguments: [
    ("assert: '!has(params.lmit) || root == 1'", "5:28: params has no member 'lmit', did you mean 'limit'?"),
    ("where: has(params.lmit), assert: 'true'", "5:25: params has no member 'lmit', did you mean 'limit'?"),
    ("assert: 'true', message: '{params.lmit}'", "5:41: params has no member 'lmit', did you mean 'limit'?"),
    (
      "aggregate: {on: root, count_if: 'true'}, limit: {count: 3}, message: '{params.lmit}'",
      "5:85: params has no member 'lmit', did you mean 'limit'?"
    ),
  ])
  func `a misspelt parameter is an error with its place`(rule: String, expected: String) {
    let text = "ruleset: r\nformat: json\nparams: {limit: {default: 3}}\nrules:\n  a: {\(rule)}\n"
    let loader = RuleSetLoader { _ throws(RuleSetReadError) in Array(text.utf8) }
    let error = #expect(throws: RuleSetErrors.self) { try loader.load(["r.yaml"]) }
    #expect(error?.errors.first.map { "\($0.position): \($0.message)" } == expected)
  }

  @Test(arguments: [("'10'", "a text"), ("[10]", "a list"), ("2.5", nil), ("null", nil)])
  func `a rule set that extends another keeps the type of its parameters`(value: String, type: String?) {
    let files = [
      "base.yaml": "ruleset: b\nformat: zoo.yaml\nparams: {p: {default: 3}}\nrules: {r: {assert: 'true'}}\n",
      "rules.yaml": "ruleset: t\nextends: [base.yaml]\nparams: {p: {default: \(value)}}\n",
    ]
    let expected = type.map { ["3:23: parameter p is a number in a rule set that this one extends, not \($0)"] } ?? []
    do throws(RuleSetErrors) {
      _ = try Rules.load(files)
      #expect(expected == [])
    } catch {
      #expect(error.errors.map { "\($0.position): \($0.message)" } == expected)
    }
  }

  @Test(arguments: [
    ("3", "x", "a number"), ("3", "", "a number"), ("3", "'4'", "a number"), ("3", "[4]", "a number"),
    ("true", "yes", "a boolean"), ("[a]", "a", "a list"), ("[a]", "{}", "a list"), ("{}", "[]", "a mapping"),
  ])
  func `a value of another type is an error`(default value: String, given: String, type: String) {
    let error = #expect(throws: RuleSetErrors.self) { try Self.load(default: value, given: given) }
    #expect(error?.errors.map(\.description) == ["error: parameter p is \(type), not '\(given)'"])
  }

  @Test func `the command line wins over the rule, the rule over the default`() throws {
    func value(given: String?, own: String?) throws -> String? {
      let params = try Self.load(default: "1", given: given, own: own).rules.first?.params
      return withExtendedLifetime(params) { params?.root.compactText }
    }
    #expect(try value(given: nil, own: nil) == #"{"p":1}"#)
    #expect(try value(given: nil, own: "2.5") == #"{"p":2.5}"#)
    #expect(try value(given: "3", own: "2") == #"{"p":3}"#)
    #expect(throws: RuleSetErrors.self) { try Self.load(default: "1", given: nil, own: "'2'") }
  }
}
