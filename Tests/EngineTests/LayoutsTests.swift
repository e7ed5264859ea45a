import Findings
import RuleSets
import Testing

/// Records that lie in several ways, judged by the same rules.
@Suite struct LayoutsTests {
  static let format = """
    format: zoo
    title: Zoo list
    detect: has(record.name)
    others:
      - a list of visitors: has(record.ticket)
    layouts:
      old: {detect: has(record.jobs), rename: {$.task: 'jobs[*]', $.task.tools: cages}}
      new: {}
    subjects: {asset: $, task: $.task, tool: '$.task.tools[*]'}
    identity: {asset: asset.name, task: task.id, tool: tool.id}
    """

  @Test func `subjects, paths and required members have their names in each layout`() throws {
    let rules = """
      has-task: {require: task}
      tool-id: {on: tool, unique: {key: '[task.id, tool.id]', within: record}, message: '{layout}'}
      tool-size: {on: '$.task.tools[?@.size < 0].size', forbid: true, message: '{value} in {task.id}'}
      """
    let text = """
      {"name":"a","task":{"id":1,"tools":[{"id":1,"size":-1},{"id":1}]}}
      {"name":"b","jobs":[{"id":1,"cages":[{"id":1,"size":1},{"id":1}]},{"id":2,"cages":[{"id":1,"size":-2}]}]}
      {"name":"c"}
      {"name":"d","jobs":null}
      """
    let judged = try Judged(
      [("a.json", Array(text.utf8))],
      by: rules.replacing("'[task.id, tool.id]'", with: "string(task.id) + string(tool.id)"),
      of: Self.format)
    #expect(
      judged.lines == [
        "a.json:1:52: -1 in 1 [tool-size] /task/tools/0/size",
        "a.json:1:62: new [tool-id] /task/tools/1/id",
        "a.json:2:62: old [tool-id] /jobs/0/cages/1/id",
        "a.json:2:99: -2 in 2 [tool-size] /jobs/1/cages/0/size",
        "a.json:3:1: task is missing [has-task] /task",
        "a.json:4:20: jobs is missing [has-task] /jobs",
      ])
  }

  @Test func `records of other formats are named, and incomplete ones are for the rules`() throws {
    let text = """
      {"name":"a","task":{}}
      {"ticket":7}
      {"images":[],"annotations":[]}
      {"nam":"d"}
      """
    let judged = try Judged(
      [("a.json", Array(text.utf8))], by: "has-name: {require: name}", of: Self.format)
    #expect(
      judged.lines == [
        "a.json:2:1: a list of visitors, not a Zoo list [file-not-an-asset-export] ",
        "a.json:3:1: a COCO file, not a Zoo list [file-not-an-asset-export] ",
        "a.json:4:1: name is missing [has-name] /name",
      ])
    #expect(judged.counts("has-name") == [2, 1, 1, 0, 0])
    #expect(judged.summary.verdict == .incomplete)
    #expect(judged.summary.inputs.map(\.recordCount) == [4])
  }
}
