import Findings
import RuleSets
import TestSupport
import Testing

@Suite struct FixDraftTests {
  private func errors(_ fix: String, check: String = "assert: asset.name != ''") -> [String] {
    let text = "ruleset: t\nformat: zoo.yaml\nrules:\n  r:\n    \(check)\n    fix: \(fix)\n"
    do throws(RuleSetErrors) {
      _ = try Rules.load(["rules.yaml": text])
      return []
    } catch {
      return error.errors.map { "\($0.position) \($0.message)" }
    }
  }

  @Test(arguments: [
    ("{title: a, safety: safe, set: value.trim()}", [String]()),
    ("{title: a, safety: unsafe, at: asset.name, where: 'true', set: {a: \"'x'\", b: value.b}}", []),
    ("{title: a, safety: safe, remove: true}", []),
    ("{title: a, safety: safe, rename: \"'x'\"}", []),
    ("{title: a, safety: safe}", ["6:10 a fix needs 'set' or 'remove' or 'rename'"]),
    ("{safety: safe, remove: true}", ["6:10 a fix needs 'title'"]),
    ("{title: a, remove: true}", ["6:10 a fix needs 'safety'"]),
    (
      "{title: a, safety: saef, remove: true}",
      ["6:29 safety is 'saef', did you mean 'safe'?"]
    ),
    ("{title: a, safety: safe, remove: false}", ["6:43 remove takes nothing but true"]),
    (
      "{title: a, safety: safe, remove: true, set: '1'}", ["6:49 'set' has no place beside 'remove'"]
    ),
    ("{title: a, safety: safe, set: valeu}", ["6:40 unknown name 'valeu', did you mean 'value'?"]),
    ("{title: a, safety: safe, set: {}}", ["6:10 set has no member"]),
    ("{title: a, safety: safe, set: '1', where: '1'}", ["6:52 the expression's type is int, not bool"]),
    ("{title: a, safety: safe, set: '1', at: '1'}", ["6:49 'at' names no value of the record"]),
    ("{title: a, safety: safe, rename: '1'}", ["6:43 the expression's type is int, not string"]),
    ("remove", ["6:10 a fix is a text, not a mapping"]),
  ])
  func `what is wrong with a fix is told where it stands`(fix: String, expected: [String]) {
    #expect(errors(fix) == expected)
  }

  @Test(arguments: [
    ("unique: {key: asset.name}", false), ("unique: {key: asset.name, within: record}", true),
    ("consistent: {key: asset.name, value: asset.size}", false), ("require: [name]", true), ("forbid: true", true),
  ])
  func `what compares records has no fix`(check: String, expected: Bool) {
    let message = "6:10 'fix' beside a check that compares records; a fix is made from one record alone"
    #expect(errors("{title: a, safety: safe, remove: true}", check: check) == (expected ? [] : [message]))
  }

  @Test func `the fixes of all built-in rules compile, and the catalogue has forty-five`() throws {
    let program = try RuleSetLoader { _ throws(RuleSetReadError) in throw RuleSetReadError("none") }.load(["ango/all"])
    let withFix = program.rules.filter { $0.fixText != nil }
    #expect(withFix.count == 45)
    #expect(withFix.allSatisfy { $0.fix != nil })
    #expect(withFix.count { $0.fix?.safety == .safe } == 16)
  }

  @Test func `whoever only judges need not read fixes`() throws {
    var options = RuleSetOptions()
    options.wantsFixes = false
    for wantsDocumentation in [true, false] {
      options.wantsDocumentation = wantsDocumentation
      let loader = RuleSetLoader { _ throws(RuleSetReadError) in throw RuleSetReadError("none") }
      let program = try loader.load(["ango/all"], options: options)
      #expect(program.rules.allSatisfy { $0.fixText == nil })
      #expect(program.rules.contains { !$0.examples.valid.isEmpty } == wantsDocumentation)
    }
  }

  @Test func `fixed examples do not outnumber the invalid ones`() {
    let text = """
      ruleset: t
      format: zoo.yaml
      rules:
        r: {require: [name], examples: {invalid: [{a: 1}], fixed: [{a: 1}, {b: 2}]}}
      """
    let errors = #expect(throws: RuleSetErrors.self) { try Rules.load(["rules.yaml": text]) }
    #expect(
      errors?.errors.map(\.message) == ["fixed has more examples than invalid, whose fixed forms they are"])
  }
}
