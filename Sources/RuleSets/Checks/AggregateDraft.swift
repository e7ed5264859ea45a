import CEL
import YAMLReading

/// `aggregate: {on: tool, where: has(tool.box), count_if: tool.box.width < 4, by: task.updatedBy}`, beside it
/// `limit: {ratio: 0.005, min_count: 200}`. Instead of `count_if` it may have `distinct` or `value`.
struct AggregateDraft: CheckDraft {
  /// What is measured, by the key that says so.
  private enum Measure: String, CaseIterable {
    case count = "count_if"
    case distinct
    case spread = "value"
  }

  static let keys = FileKeys(
    [
      FileKey(
        "on", .listOrOne(.text),
        "What is counted: a subject of the format, a JSONPath (RFC 9535), or a list of JSONPaths."),
      FileKey("where", .expression, "Only subjects are counted for which this is true."),
      FileKey("count_if", .expression, "Whether a subject counts against the limit."),
      FileKey(
        "distinct", .expression, "A value, of which the different ones are counted; null and missing ones are not."),
      FileKey("value", .expression, "A number, whose distribution is measured; null and missing ones are passed over."),
      FileKey("by", .expression, "What groups are made by, each with counts of its own; one group unless told."),
    ], exactlyOne: Measure.allCases.map(\.rawValue))
  static let key = FileKey(
    "aggregate", .mapping(keys),
    "How many subjects of the whole run are such, or how their values are spread, by group.")
  static let companions = [
    FileKey("limit", .mapping(AggregateLimitDraft.keys), "What a group of an aggregate keeps to.")
  ]
  /// What it is about stands inside of it, and most of what it finds is about no place in a record.
  static let excludedKeys = ["on", "where", "at"]

  let subjects: [RuleDraft.Sited<String>]
  let condition: RuleDraft.Sited<String>?
  private let measure: Measure
  private var question: RuleDraft.Sited<String>
  private var group: RuleDraft.Sited<String>?
  private var limit: AggregateLimitDraft

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "aggregate", Self.keys),
      let measure = Measure.allCases.first(where: { mapping[$0.rawValue] != nil }),
      let question = mapping[measure.rawValue].flatMap({ file.sited($0, measure.rawValue) }),
      let limit = rule["limit"].flatMap({ AggregateLimitDraft($0, of: measure.rawValue, in: file) })
    else { return nil }
    self.measure = measure
    self.question = question
    self.limit = limit
    subjects = mapping["on"].map { file.sitedList($0, "on") } ?? []
    condition = mapping["where"].flatMap { file.sited($0, "where") }
    group = mapping["by"].flatMap { file.sited($0, "by") }
  }

  var isAboutOneRecord: Bool { false }
  var source: String {
    let group = group.map { " by \($0.value)" } ?? ""
    return "aggregate: \(measure.rawValue) \(question.value)\(group), \(limit.source)"
  }

  var parameterNames: [String] { limit.parameterNames }

  var standardMessage: String {
    let group = group == nil ? "" : "{group}: "
    return switch measure {
    case .count: group + "{counted} of {subjects} counted, {excess}"
    case .distinct: group + "{excess}: {values}"
    case .spread: group + "{value} is {excess}"
    }
  }

  var mutations: [Mutation<any CheckDraft>] {
    var groups: [Mutation<RuleDraft.Sited<String>?>] = []
    if let group {
      groups.append(Mutation(changed: nil, change: "without by", position: group.node.start))
      groups += group.mutations().map { mutation in
        Mutation(changed: mutation.changed, change: mutation.change, position: mutation.position)
      }
    }
    let questions = measure == .count ? question.mutations(named: "count_if") : question.mutations()
    return mutations(of: \.question, questions) + mutations(of: \.group, groups)
      + mutations(of: \.limit, limit.mutations)
  }

  func messageEnvironment(in scope: SubjectScope) -> CELEnvironment {
    AggregateScope.standard.environment(params: scope.paramsType)
  }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    let question = question.expression(in: scope.environment, wanted: measure == .count ? .bool : nil)
    let limit = limit.limit(compiler.ruleParams)
    var by: CELExpression?
    if let group {
      guard let compiled = group.expression(in: scope.environment) else { return nil }
      by = compiled
    }
    guard let question, let limit else { return nil }
    let measure: Program.AggregateMeasure =
      switch measure {
      case .count: .count(question)
      case .distinct: .distinct(question)
      case .spread: .spread(question)
      }
    return .aggregate(Program.Aggregate(measure: measure, group: by, limit: limit))
  }
}
