import RuleSets
import SourceText
import Testing

struct RuleExamplesTests {
  @Test func `an example is a record or a list of records`() throws {
    let rules = Rules.set(
      """
      r:
        require: [name]
        examples:
          valid: [{name: a}]
          invalid:
            - [{name: "a\\nb"}, {}]
      """)
    let examples = try #require(try Rules.load(["rules.yaml": rules]).rules.first?.examples)
    #expect(examples.valid.map(\.records) == [[#"{"name":"a"}"#]])
    #expect(
      examples.invalid == [
        RuleExample(
          records: [#"{"name":"a\nb"}"#, "{}"],
          place: RuleSetPlace(
            path: "rules.yaml", position: SourcePosition(line: 11, column: 11),
            line: #"        - [{name: "a\nb"}, {}]"#))
      ])
    #expect(examples.invalid.map(\.text) == [#"[{"name":"a\nb"},{}]"#])
    #expect(examples.valid.map(\.text) == [#"{"name":"a"}"#])
  }

  @Test(arguments: [
    ("{valid: [[]]}", "rules.yaml:8:24: an example is an empty list, not a record or a list of records"),
    ("{valid: {}}", "rules.yaml:8:23: valid is a mapping, not a list of records"),
    ("{valid: [[{a: .inf}]]}", "rules.yaml:8:29: JSON cannot hold the number .inf"),
    ("{vaild: []}", "rules.yaml:8:16: unknown key 'vaild', did you mean 'valid'?"),
  ])
  func `reports what is no example where it stands`(examples: String, error: String) {
    let rules = Rules.set("r:\n  require: [name]\n  examples: \(examples)")
    #expect(Rules.problems(["rules.yaml": rules]) == [error])
  }
}
