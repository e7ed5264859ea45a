import RuleSets
import SourceText
import TestSupport
import Testing

@Suite struct RuleSetErrorTests {
  @Test func `thirteen mistakes are thirteen errors at their places`() throws {
    let text = """
      ruleset: acme/ingest
      format: zoo.yaml
      descripton: all wrong
      params:
        min_side: {default: 2}
      rules:
        Bad-Id: {assert: 'true'}
        two-checks: {assert: 'true', forbid: true}
        wrong-type: {assert: asset.name + 1 == 2 && 'x' - 1}
        no-bool: {assert: "'text'"}
        wrong-variable: {on: tool, assert: tol.width > 0}
        wrong-subject: {on: tooll, assert: 'true'}
        wrong-severity: {assert: 'true', severity: eror}
        wrong-path: {require: [metadata..width]}
        wrong-query: {on: '$.a[', assert: 'true'}
        wrong-message: {assert: 'true', message: 'size {asset.size'}
        wrong-param: {assert: 'true', params: {min_sid: 3}}
        not-inherited: off
      """
    let errors = #expect(throws: RuleSetErrors.self) { try Rules.load(["rules.yaml": text]) }
    let printed = errors?.errors.map(\.description).joined(separator: "\n") ?? ""
    #expect(errors?.errors.count == 13)
    #expect(printed == Self.golden)
  }

  static let golden = #"""
    rules.yaml:3:1: error: unknown key 'descripton', did you mean 'description'?
       |
     3 | descripton: all wrong
       | ^
    rules.yaml:7:3: error: 'Bad-Id' is not a rule's id: small letters, digits and hyphens, as in box-zero-area
       |
     7 |   Bad-Id: {assert: 'true'}
       |   ^
    rules.yaml:8:32: error: rule two-checks has 'forbid' beside 'assert'; a rule asks one question
       |
     8 |   two-checks: {assert: 'true', forbid: true}
       |                                ^
    rules.yaml:9:47: error: no overload of '_-_' takes (string, int)
       |
     9 |   wrong-type: {assert: asset.name + 1 == 2 && 'x' - 1}
       |                                               ^
    rules.yaml:10:21: error: the expression's type is string, not bool
        |
     10 |   no-bool: {assert: "'text'"}
        |                     ^
    rules.yaml:11:38: error: unknown name 'tol', did you mean 'tool'?
        |
     11 |   wrong-variable: {on: tool, assert: tol.width > 0}
        |                                      ^
    rules.yaml:12:23: error: unknown subject 'tooll', did you mean 'tool'?
        |
     12 |   wrong-subject: {on: tooll, assert: 'true'}
        |                       ^
    rules.yaml:13:46: error: severity of rule wrong-severity is 'eror', did you mean 'error'?
        |
     13 |   wrong-severity: {assert: 'true', severity: eror}
        |                                              ^
    rules.yaml:14:26: error: 'metadata..width' is not a chain of members, as in metadata.frameTotal
        |
     14 |   wrong-path: {require: [metadata..width]}
        |                          ^
    rules.yaml:15:26: error: expected a name in quotes, an index, '*', ':' or '?', found the end of the query
        |
     15 |   wrong-query: {on: '$.a[', assert: 'true'}
        |                          ^
    rules.yaml:16:50: error: '{' without a '}' behind it; write '{{' for a brace
        |
     16 |   wrong-message: {assert: 'true', message: 'size {asset.size'}
        |                                                  ^
    rules.yaml:17:51: error: unknown parameter 'min_sid', did you mean 'min_side'?
        |
     17 |   wrong-param: {assert: 'true', params: {min_sid: 3}}
        |                                                   ^
    rules.yaml:18:3: error: unknown rule 'not-inherited'
        |
     18 |   not-inherited: off
        |   ^
    """#

  @Test(arguments: [
    ("", "1:1: a rule set is nothing, not a mapping"),
    ("[]", "1:1: a rule set is a list, not a mapping"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {a-rule: {}}",
      "3:9: rule a-rule has no check, such as assert or require, and there is no rule of that name to change"
    ),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {where: 'true'}}", "3:13: 'where' without a check"),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {unique: {within: file}}}", "3:21: unique needs 'key'"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {unique: {key: asset.name, within: fil}}}",
      "3:47: within is 'fil', did you mean 'file'?"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {references: {keys: '[asset.a]', within: file}}}",
      "3:25: references needs 'to'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {references: {keys: '[asset.a]', to: {on: tol, key: tool.id}}}}",
      "3:54: unknown subject 'tol', did you mean 'tool'?"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {references: {keys: '[asset.a]', to: {on: tool, key: asset.id +}}}}",
      "3:75: "
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {references: {keys: \"'x'\", to: {on: tool, key: tool.id}}}}",
      "3:32: the expression's type is string, not list"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}}}",
      "3:13: 'aggregate' needs 'limit' beside it"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {min_count: 3}}}",
      "3:51: limit needs 'ratio' or 'count' or 'most' or 'least' or 'share' or 'iqr' or 'factor' or 'range'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {ratio: 1}}}",
      "3:59: ratio is 1, not from 0 to less than 1"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {count: -1}}}",
      "3:59: count is -1, not 0 or more"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {count: 1.5}}}",
      "3:59: count is a number, not a whole number"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {count: 1, confidence: 0.9}}}",
      "3:62: 'confidence' without 'ratio' says nothing"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {ratio: 0.1, confidence: 0}}}",
      "3:76: confidence is 0, not more than 0 and less than 1"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {on: tool}, limit: {count: 1}}}",
      "3:24: aggregate needs 'count_if' or 'distinct' or 'value'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {value: asset.a, distinct: asset.a}, limit: {most: 1}}}",
      "3:41: 'distinct' has no place beside 'value'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {distinct: asset.a}, limit: {most: 1, side: above}}}",
      "3:62: 'side' belongs to 'value', not to 'distinct'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {value: asset.a}, limit: {factor: 1}}}",
      "3:58: factor is 1, not more than 1"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {value: asset.a}, limit: {factor: params.far}}}",
      "3:58: unknown parameter 'far'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nparams: {far: {default: 0.5}}\n"
        + "rules: {r: {aggregate: {value: asset.a}, limit: {factor: params.far}}}",
      "4:58: factor is params.far, which is 0.5, not more than 1"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nparams: {few: {default: 1.5}}\n"
        + "rules: {r: {aggregate: {distinct: asset.a}, limit: {most: params.few}}}",
      "4:59: most is params.few, which is 1.5, not a whole number"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {consistent: {key: asset.a}}}", "3:25: consistent needs 'value'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {on: tool, aggregate: {count_if: 'true'}, limit: {count: 1}}}",
      "3:13: 'on' has no place beside 'aggregate'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', limit: {count: 1}}}",
      "3:29: 'limit' belongs to 'aggregate', not to 'assert'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {count: 1}, message: '{asset}'}}",
      "3:74: unknown name 'asset'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true'}}\noverrides: [{where: 'true'}]",
      "4:13: an override needs 'rules'"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {rule: {assert: 'true'}}\noverrides: [{where: 'true', rules: {rul: off}}]",
      "4:37: unknown rule 'rul', did you mean 'rule'?"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true'}}\noverrides: [{where: 'true', rules: {r: of}}]",
      "4:40: severity of rule r is 'of', did you mean 'off'?"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true'}}\noverrides: [{where: aset.a, rules: {r: off}}]",
      "4:21: unknown name 'aset', did you mean 'asset'?"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true'}}\noverrides: [{where: \"'a'\", rules: {r: off}}]",
      "4:21: the expression's type is string, not bool"
    ),
    ("ruleset: a\nformat: zoo.yaml\nrules: {}\noverrides: {where: 'true'}", "4:12: overrides is a mapping, not a list"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {aggregate: {count_if: 'true'}, limit: {count: 1}}}\n"
        + "overrides: [{where: 'true', rules: {r: info}}]",
      "4:37: rule r is about the whole run; for a record it can only be off"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nparams: {p: {default: 2}}\nrules: {r: {assert: 'true', params: {p: x}}}",
      "4:41: parameter p is a number by its default, not a text"
    ),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {forbid: false}}", "3:21: forbid takes nothing but true"),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {require: []}}", "3:22: require names nothing"),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', severity: off}}", "3:39: a new rule cannot be off"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', on_error: ignore}}",
      "3:39: on_error is 'ignore', not one of incomplete"
    ),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', examples: {good: []}}}", "3:40: unknown key 'good'"),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: ''}}", "3:21: assert is empty"),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {on: [], assert: 'true'}}", "3:17: on is an empty list"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {on: ['$.a', tool], assert: 'true'}}",
      "3:25: 'tool' is no JSONPath; a list has nothing else"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', masked: false}}",
      "3:37: masked takes nothing but true; leave it out to show values"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', examples: {now: 2025-03-05}}}",
      "3:45: now is '2025-03-05', no time such as 2025-03-05T09:00:00Z"
    ),
    ("ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: [a]}}", "3:21: assert is a list, not a text"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', tasg: [a]}}",
      "3:29: unknown key 'tasg', did you mean 'tags'?"
    ),
    ("ruleset: a\nformat: zoo.yaml\nparams: {p: 3}", "3:13: parameter p is an integer, not a mapping"),
    ("ruleset: a\nformat: zoo.yaml\nparams: {p: {description: x}}", "3:13: parameter p needs 'default'"),
    ("format: zoo.yaml\nrules: {}", "1:1: a rule set needs 'ruleset'"),
    (
      "ruleset: a\nformat: ango2", "2:9: format 'ango2' cannot be read: No such file or directory, did you mean 'ango'?"
    ),
    (
      "ruleset: a\nformat: zoo.yaml\nextends: [ango/recommendet]",
      "3:11: rule set 'ango/recommendet' cannot be read: No such file or directory, did you mean 'ango/recommended'?"
    ),
    ("ruleset: a\nformat: zoo.yaml\nruleset: b", "3:1: the key 'ruleset' is already on line 1"),
    (
      "ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'true', at: \"'x'\"}}",
      "3:33: 'at' names no value of the record"
    ),
    ("ruleset: [a", "1:12: "),
    ("\u{FEFF}ruleset: a\nformat: zoo.yaml\nrules: {r: {assert: 'asset.name ='}}", "3:33: '=' is no operator"),
  ])
  func `one mistake is one error at its place`(text: String, problem: String) {
    let problems = Rules.problems(["rules.yaml": text])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("rules.yaml:" + problem) == true, "\(problems)")
  }

  @Test(arguments: [
    ("subjects: {asset: $}", "1:1: a format definition needs 'format'"),
    ("format: f", "1:1: a format definition needs 'subjects'"),
    ("format: f\nsubjects: {asset: $}\nkinds: {a: 'true'}", "3:8: kinds is a mapping, not a list"),
    ("format: f\nsubjects: {asset: '$['}", "2:22: "),
    (
      "format: f\nsubjects: {asset: $}\nidentity: {aset: asset.id}",
      "3:18: unknown subject 'aset', did you mean 'asset'?"
    ),
    ("format: f\nsubjects: {asset: $}\nidentity: {asset: id}", "3:19: the identity of asset is a chain of its members"),
    ("format: f\nsubjects: {asset: $}\ndetect: record.a ==", "3:20: "),
    ("format: f\nsubjects: {asset: $}\nkind: []", "3:1: unknown key 'kind', did you mean 'kinds'?"),
  ])
  func `mistakes in a format definition are found there`(format: String, problem: String) {
    let problems = Rules.problems(["f.yaml": format, "rules.yaml": "ruleset: a\nformat: f.yaml\nrules: {}"])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("f.yaml:" + problem) == true, "\(problems)")
  }

  @Test func `the command line's names are checked too`() {
    let files = ["rules.yaml": Rules.set("box-tiny: {assert: 'true'}")]
    var options = RuleSetOptions()
    options.only = ["box-tny"]
    options.skip = ["nothing-like-it"]
    options.params = ["limt": "4"]
    #expect(
      Rules.problems(files, options: options) == [
        ":1:1: unknown rule 'box-tny', did you mean 'box-tiny'?",
        ":1:1: unknown rule 'nothing-like-it'", ":1:1: unknown parameter 'limt', did you mean 'limit'?",
      ])
    options = RuleSetOptions()
    options.params = ["limt": "4"]
    #expect(
      Rules.problems(files, options: options) == [":1:1: unknown parameter 'limt', did you mean 'limit'?"])
    options = RuleSetOptions()
    options.format = "zo.yaml"
    #expect(Rules.problems(files, options: options).count == 1)
    #expect(Rules.problems([:], ["none.yaml"]).first?.hasPrefix(":1:1: rule set 'none.yaml' cannot be read") == true)
    #expect(
      Rules.problems(["a.yaml": "ruleset: a"], ["a.yaml"]) == [
        "a.yaml:1:1: no rule set names a format: add 'format' or 'extends'"
      ])
  }

  @Test func `of a long line the part around the place is printed`() {
    let line = "\t" + String(repeating: "é", count: 499) + "x" + String(repeating: "y", count: 499)
    func printed(_ column: Int) -> String {
      RuleSetError("odd", path: "r.yaml", position: SourcePosition(line: 2, column: column), line: line).description
    }
    func run(_ character: String, _ count: Int) -> String { String(repeating: character, count: count) }
    #expect(
      printed(501)
        == "r.yaml:2:501: error: odd\n   |\n 2 | …\(run("é", 120))x\(run("y", 119))…\n   | \(run(" ", 121))^")
    #expect(printed(2) == "r.yaml:2:2: error: odd\n   |\n 2 | \t\(run("é", 239))…\n   | \t^")
    #expect(printed(1001) == "r.yaml:2:1001: error: odd\n   |\n 2 | …\(run("y", 120))\n   | \(run(" ", 121))^")
  }

  @Test func `of a long message the beginning is printed`() {
    let error = RuleSetError(
      String(repeating: "m", count: 601), path: "", position: SourcePosition(line: 1, column: 1), line: "")
    #expect(error.description == "error: \(String(repeating: "m", count: 600))…")
  }
}
