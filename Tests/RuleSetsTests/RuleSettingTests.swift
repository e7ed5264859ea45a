import Findings
import RuleSets
import TestSupport
import Testing

@Suite struct RuleSettingTests {
  static let base = """
    ruleset: acme/base
    format: zoo.yaml
    params:
      limit: {default: 3}
      other: {default: 1}
    rules:
      box-tiny:
        title: Boxes have a side
        on: tool
        where: has(tool.w)
        assert: >-
          tool.w >=
          params.limit
        tags: [a, b]
        severity: warning
      no-name: {require: [name]}
      many: {aggregate: {on: tool, where: 'true', count_if: 'true'}, limit: {count: 1}, message: '{params.other}'}
    """
  static let middle = """
    ruleset: acme/middle
    extends: base.yaml
    rules:
      box-tiny: error
      no-name: {severity: off}
    """
  static let team = """
    ruleset: acme/team
    extends: middle.yaml
    rules:
      box-tiny:
        params: {limit: 4}
        message: "{tool.w} px"
        severity: info
    """

  static func program(_ change: (inout RuleSetOptions) -> Void = { _ in }) throws -> Program {
    var options = RuleSetOptions()
    options.wantsSettings = true
    change(&options)
    return try Rules.load(
      ["rules.yaml": team, "middle.yaml": middle, "base.yaml": base], options: options)
  }

  static func settings(_ id: String, _ program: Program) -> [String] {
    program.rules.first { $0.description.id == id }?.settings.map { "\($0.name): \($0.description)" } ?? []
  }

  @Test func `everything has its place, the latest first`() throws {
    #expect(
      Self.settings("box-tiny", try Self.program { $0.params = ["limit": "5"] }) == [
        "title: Boxes have a side  # base.yaml:8",
        "severity: info  # rules.yaml:7, was error in middle.yaml:4, was warning in base.yaml:15",
        "on: tool  # base.yaml:9", "where: has(tool.w)  # base.yaml:10",
        "assert: tool.w >= params.limit  # base.yaml:11",
        "message: {tool.w} px  # rules.yaml:6", "on_error: incomplete  # default",
        "params.limit: 5  # --param, was 4 in rules.yaml:5, was 3 in base.yaml:4", "tags: a, b  # base.yaml:14",
      ])
  }

  @Test func `what an aggregate is about stands inside of it`() throws {
    #expect(
      Self.settings("many", try Self.program()) == [
        "title: many  # default", "severity: error  # default", "on: tool  # base.yaml:17",
        "where: true  # base.yaml:17",
        "aggregate: count_if true, limit {count: 1}  # base.yaml:17",
        "message: {params.other}  # base.yaml:17", "on_error: incomplete  # default",
        "params.other: 1  # base.yaml:5",
      ])
  }

  @Test func `parameters of limits are told`() throws {
    let text = Rules.set("r: {aggregate: {distinct: asset.a}, limit: {most: params.limit, min_count: 3}}")
    var options = RuleSetOptions()
    options.wantsSettings = true
    let program = try Rules.load(["rules.yaml": text], options: options)
    #expect(
      Self.settings("r", program).filter { $0.hasPrefix("aggregate") || $0.hasPrefix("params") } == [
        "aggregate: distinct asset.a, limit {most: params.limit, min_count: 3}  # rules.yaml:6",
        "params.limit: 3  # rules.yaml:4",
      ])
  }

  @Test func `rules that are off say what says so`() throws {
    let program = try Self.program { $0.skip = ["many"] }
    #expect(program.off == ["no-name": "middle.yaml:5", "many": "--skip"])
    #expect(try Self.program { $0.only = ["box-tiny"] }.off == ["no-name": "--only", "many": "--only"])
  }

  @Test func `nobody pays for settings who does not want them`() throws {
    #expect(try Self.program { $0.wantsSettings = false }.rules.allSatisfy { $0.settings.isEmpty })
  }
}
