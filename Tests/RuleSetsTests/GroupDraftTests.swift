import RuleSets
import Testing

@Suite struct GroupDraftTests {
  private static let shape = """
    {"type": "object", "properties": {"name": {"type": "string"}, "task": {"type": "object", "properties": {"tools":
    {"type": "array", "items": {"title": "tool", "type": "object", "properties": {"id": {}, "page": {"type": "number"}}}}}}}}
    """

  private static func problems(_ rules: String, format: String = Rules.zoo) -> [String] {
    Rules.problems(["rules.yaml": Rules.set(rules), "zoo.yaml": format, "shape.json": shape])
  }

  @Test(arguments: [
    ("r: {require: [a], group: {by: asset.a}}", ["6:21: 'group' belongs to 'assert', not to 'require'"]),
    ("r: {assert: 'true', group: {}}", ["6:30: group needs 'by' or 'order'"]),
    ("r: {assert: 'true', group: asset.a}", ["6:30: group is a text, not a mapping"]),
    ("r: {assert: 'true', group: {buy: asset.a, order: asset.b}}", ["6:31: unknown key 'buy', did you mean 'by'?"]),
    ("r: {assert: previous == null}", ["6:15: unknown name 'previous'"]),
    // Groups are not known before their members are.
    (
      "r: {where: previous == null, group: {by: position}, assert: 'true'}",
      ["6:14: unknown name 'previous'", "6:44: unknown name 'position'"]
    ),
    ("r: {group: {by: asset.a}, assert: 'true', message: '{previous.a} {first.a} {count}'}", []),
  ])
  func `what is wrong with a group is said where it is written`(rule: String, expected: [String]) {
    #expect(Self.problems(rule) == expected.map { "rules.yaml:\($0)" })
  }

  @Test func `members have the shape of the subject`() {
    let format = Rules.zoo + "\nschema: shape.json"
    let rules = """
      r:
        on: tool
        group: {by: tool.id, order: tool.page}
        assert: previous.pge < next.page && first.page < last.pgae
        message: "{first.paeg}"
      """
    #expect(
      Self.problems(rules, format: format) == [
        "rules.yaml:9:22: tool has no member 'pge', did you mean 'page'?",
        "rules.yaml:9:59: tool has no member 'pgae', did you mean 'page'?",
        "rules.yaml:10:22: tool has no member 'paeg', did you mean 'page'?",
      ])
  }

  @Test func `a subject of the format cannot be called like a part of a group`() {
    let format = """
      format: zoo
      subjects: {asset: $, next: $.next}
      """
    #expect(
      Self.problems("r: {group: {by: asset.a}, assert: 'true'}", format: format) == [
        "rules.yaml:6:14: the format calls a subject 'next', which is a name of every group"
      ])
    #expect(Self.problems("r: {assert: 'true'}", format: format) == [])
  }

  @Test func `rules about the same groups share them`() throws {
    let rules = """
      one: {on: tool, where: 'true', group: {by: tool.id}, assert: previous == null}
      two: {on: tool, where: 'true', group: {by: tool.id}, assert: count > 1}
      order: {on: tool, where: 'true', group: {by: tool.id, order: tool.id}, assert: count > 1}
      other: {on: tool, where: 'false', group: {by: tool.id}, assert: count > 1}
      none: {on: tool, where: 'true', assert: tool.id > 1}
      """
    let program = try Rules.load(["rules.yaml": Rules.set(rules)])
    #expect(program.rules.map(\.subject) == [0, 0, 1, 2, 3])
    #expect(program.subjects.map { $0.grouping != nil } == [true, true, true, false])
  }

  @Test func `people see the groups, and what they cost`() throws {
    let rule = "r: {on: tool, group: {by: tool.id, order: tool.page}, assert: position == 0, where: has(tool.id)}"
    var options = RuleSetOptions()
    options.wantsSettings = true
    let program = try Rules.load(["rules.yaml": Rules.set(rule)], options: options)
    #expect(program.rules.map(\.source.check) == ["assert: position == 0, group {by: tool.id, order: tool.page}"])
    #expect(
      program.rules[0].settings.first { $0.name == "assert" }?.description
        == "position == 0, group {by: tool.id, order: tool.page}  # rules.yaml:6")
    let alone = try Rules.load(["rules.yaml": Rules.set("r: {on: tool, assert: 0 == 0, where: has(tool.id)}")])
    #expect(program.rules.map(\.cost) == alone.rules.map { ($0.cost ?? 0) + 5 })
  }
}
