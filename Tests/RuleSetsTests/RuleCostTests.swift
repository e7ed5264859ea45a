import Findings
import RuleSets
import Testing

@Suite struct RuleCostTests {
  @Test func `rules that may take too long are errors that name the part`() {
    let rules = """
      fine: {on: tool, assert: "task.tools.all(a, task.tools.all(b, a.id == b.id))"}
      deep: {on: tool, assert: "true || task.a.all(a, task.b.all(b, task.c.exists(c, task.d.all(d, a == d))))"}
      where: {on: tool, where: "task.a.all(a, task.b.all(b, task.c.all(c, a.x + b.x + c.x > 0 && a.y != c.y)))", forbid: true}
      text: {assert: 'true', message: "{asset.a.map(a, asset.b.map(b, asset.c.map(c, asset.d.map(d, d)))).size()}"}
      """
    #expect(
      Rules.problems(["rules.yaml": Rules.set(rules)]) == [
        "rules.yaml:7:51: 'all' over a list of 100 elements or more may take 14040403 steps, more than the 10000000 that an expression may take",
        "rules.yaml:8:29: 'all' over a list of 100 elements or more may take 75040403 steps, more than the 10000000 that an expression may take",
        "rules.yaml:9:37: 'map' over a list of 100 elements or more may take 204040403 steps, more than the 10000000 that an expression may take",
      ])
  }

  @Test func `a rule costs what its condition and its check do`() throws {
    let rules = """
      require: {require: [name, metadata.width]}
      forbid: {on: tool, where: has(tool.id), forbid: true}
      assert: {on: tool, where: has(tool.id), assert: "task.tools.all(t, t.id > 0)"}
      unique: {unique: {key: asset.name}}
      """
    let program = try Rules.load(["rules.yaml": Rules.set(rules)])
    #expect(program.rules.map(\.cost) == [3, 2, 405, 2])
  }

  @Test func `rules of the recommended set take little`() throws {
    let program = try Rules.load([:], ["ango/recommended"])
    #expect(program.rules.filter { $0.cost ?? .max > 50_000 }.map(\.description.id) == [])
  }
}
