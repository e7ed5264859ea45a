import Findings
import RuleSets
import Testing

/// `attribution` and `summary` of format definitions.
@Suite struct AttributionTests {
  static let schema = """
    {"title": "record", "type": "object",
     "properties": {"task": {"title": "task", "type": "object", "properties": {"by": {}}}}}
    """

  /// What is wrong with a format that has these lines.
  static func problems(_ lines: String) -> [String] {
    let format = "format: z\nschema: s.json\nsubjects: {asset: $, task: $.task, tool: '$.task.tools[*]'}\n" + lines
    return Rules.problems([
      "rules.yaml": "ruleset: a\nformat: z.yaml\nrules: {r: {assert: 'true'}}", "z.yaml": format, "s.json": schema,
    ]).map { $0.replacing("z.yaml:", with: "") }
  }

  @Test(arguments: [
    ("attribution: {annotator: task.by, batch: [tool.b.c, asset.task.by]}", []),
    ("attribution: {anotator: task.by}", ["4:15: unknown key 'anotator', did you mean 'annotator'?"]),
    ("attribution: [task.by]", ["4:14: attribution is a list, not a mapping"]),
    ("attribution: {stage: taks.by}", ["4:22: unknown subject 'taks', did you mean 'task'?"]),
    ("attribution: {stage: task}", ["4:22: the stage is a chain of members of a subject, as in task.updatedBy"]),
    ("attribution: {stage: task.}", ["4:22: the stage is a chain of members of a subject, as in task.updatedBy"]),
    ("attribution: {class: task.bye}", ["4:27: task has no member 'bye', did you mean 'by'?"]),
    ("summary: {n: {on: tool, where: has(tool.x), by: {a: tool.y, b: kind}, value: tool.z}, m: {on: $.task}}", []),
    ("summary: {n: {of: tool}}", ["4:15: unknown key 'of', did you mean 'on'?"]),
    ("summary: {n: {on: tol}}", ["4:19: unknown subject 'tol', did you mean 'tool'?"]),
    (
      "summary: {n: {on: '$.a['}}",
      ["4:24: expected a name in quotes, an index, '*', ':' or '?', found the end of the query"]
    ),
    ("summary: {n: {where: 1 + 1}}", ["4:22: the expression's type is int, not bool"]),
    ("summary: {n: {on: task, by: {a: task.bye}}}", ["4:38: task has no member 'bye', did you mean 'by'?"]),
    ("summary: {n: {by: asset.x}}", ["4:19: by is a text, not a mapping"]),
    ("summary: {n: {value: params.x}}", ["4:22: 'params' has no value in the summary of a format"]),
    ("summary: {n: {on: '$.a[*]', by: {i: index}}}", ["4:37: 'index' has no value in the summary of a format"]),
  ])
  func `a mistake is an error at its place`(lines: String, problems: [String]) {
    #expect(Self.problems(lines) == problems)
  }

  @Test(arguments: BuiltIn.formatNames)
  func `a built-in format without its summary is the same otherwise`(name: String) throws {
    var options = RuleSetOptions()
    options.format = name
    let whole = try Rules.load(["rules.yaml": "ruleset: a\nrules: {}"], options: options).format
    options.wantsSummary = false
    let bare = try Rules.load(["rules.yaml": "ruleset: a\nrules: {}"], options: options).format
    #expect(bare.contents.value.isEmpty)
    #expect(bare.subjects.map(\.name) == whole.subjects.map(\.name))
    #expect(bare.kinds.map(\.name) == whole.kinds.map(\.name))
    #expect(bare.groupings == whole.groupings)
    // Its expressions compile, with its shape as well.
    #expect(whole.contents.value.map(\.name) == (name == "ango" ? Self.ango : []))
  }

  static let ango = ["objects", "answers", "relations", "objectsPerAsset", "boxWidth", "boxHeight", "taskMilliseconds"]
}
