import CEL
import SourceText
import YAMLReading

/// `aggregate: {on: tool, where: has(tool.box), count_if: tool.box.width < 4, by: task.updatedBy}`, beside it
/// `limit: {ratio: 0.005, min_count: 200}`.
struct AggregateDraft: CheckDraft {
  static let keys = FileKeys([
    FileKey(
      "on", .listOrOne(.text),
      "What is counted: a subject of the format, a JSONPath (RFC 9535), or a list of JSONPaths."),
    FileKey("where", .expression, "Only subjects are counted for which this is true."),
    FileKey("count_if", .expression, "Whether a subject counts against the limit.", isRequired: true),
    FileKey("by", .expression, "What groups are made by, each with counts of its own; one group unless told."),
  ])
  static let key = FileKey("aggregate", .mapping(keys), "How many subjects of the whole run are such, by group.")
  static let limitKeys = FileKeys(
    [
      FileKey("ratio", .number(ratioBounds), "The largest part of a group's subjects that may count."),
      FileKey("count", .integer(atLeast: 0), "How many of a group's subjects may count at most."),
      FileKey("min_count", .integer(atLeast: 1), "A group with fewer subjects is passed; 1 unless told."),
      FileKey(
        "confidence", .number(confidenceBounds),
        "The ratio must be beyond the limit with this confidence (lower end of the Wilson score interval)."),
      FileKey("groups", .integer(atLeast: 1), "With more groups than this the run is incomplete; 10000 unless told."),
    ], atLeastOne: ["ratio", "count"])
  static let companions = [FileKey("limit", .mapping(limitKeys), "What a group of an aggregate keeps to.")]
  /// What it is about stands inside of it, and what it finds is about no place in a record.
  static let excludedKeys = ["on", "where", "at"]
  private static let ratioBounds = FileNumberBounds(least: 0, isLeastExcluded: false, below: 1)
  private static let confidenceBounds = FileNumberBounds(least: 0, isLeastExcluded: true, below: 1)

  let subjects: [RuleDraft.Sited<String>]
  let condition: RuleDraft.Sited<String>?
  var question: RuleDraft.Sited<String>
  var group: RuleDraft.Sited<String>?
  var limit: Program.AggregateLimit
  private let limitPlace: SourcePosition

  init?(_ node: YAMLNode, of rule: YAMLMapping, in file: RuleFile) {
    guard let mapping = file.entries(node, of: "aggregate", Self.keys) else { return nil }
    guard let question = mapping["count_if"].flatMap({ file.sited($0, "count_if") }),
      let limitNode = rule["limit"], let limit = Self.limit(limitNode, in: file)
    else { return nil }
    limitPlace = limitNode.start
    subjects = mapping["on"].map { file.sitedList($0, "on") } ?? []
    condition = mapping["where"].flatMap { file.sited($0, "where") }
    group = mapping["by"].flatMap { file.sited($0, "by") }
    self.question = question
    self.limit = limit
  }

  private static func limit(_ node: YAMLNode, in file: RuleFile) -> Program.AggregateLimit? {
    guard let mapping = file.entries(node, of: "limit", limitKeys) else { return nil }
    var limit = Program.AggregateLimit()
    for entry in mapping.entries {
      switch entry.name {
      case "ratio": limit.ratio = file.number(entry.value, "ratio", within: ratioBounds)
      case "count": limit.count = file.integer(entry.value, "count", atLeast: 0)
      case "min_count": limit.leastSubjects = file.integer(entry.value, "min_count", atLeast: 1) ?? 1
      case "confidence":
        limit.confidence = file.number(entry.value, "confidence", within: confidenceBounds)
        if mapping["ratio"] == nil {
          file.report("'confidence' without 'ratio': a count is what it is", at: entry.key)
        }
      case "groups": limit.mostGroups = file.integer(entry.value, "groups", atLeast: 1) ?? limit.mostGroups
      default: break
      }
    }
    return limit
  }

  var source: String {
    let group = group.map { " by \($0.value)" } ?? ""
    return "aggregate: count_if \(question.value)\(group), \(limit)"
  }

  var standardMessage: String {
    let group = group == nil ? "" : "{group}: "
    return group + "{counted} of {subjects} counted, {excess}"
  }

  var mutations: [Mutation<any CheckDraft>] {
    var groups: [Mutation<RuleDraft.Sited<String>?>] = []
    if let group {
      groups.append(Mutation(changed: nil, change: "without by", position: group.node.start))
      groups += group.mutations().map { mutation in
        Mutation(changed: mutation.changed, change: mutation.change, position: mutation.position)
      }
    }
    return mutations(of: \.question, question.mutations(named: "count_if")) + mutations(of: \.group, groups)
      + mutations(
        of: \.limit,
        limit.neighbours.map { Mutation(changed: $0, change: "\(limit) → \($0)", position: limitPlace) })
  }

  func messageEnvironment(in scope: SubjectScope) -> CELEnvironment { AggregateScope.standard.environment }

  func compiled(in scope: SubjectScope, by compiler: ProgramCompiler) -> Program.Check? {
    let question = question.expression(in: scope.environment, wanted: .bool)
    guard let group else {
      return question.map { .aggregate(Program.Aggregate(question: $0, group: nil, groupText: nil, limit: limit)) }
    }
    guard let by = group.expression(in: scope.environment), let question else { return nil }
    return .aggregate(Program.Aggregate(question: question, group: by, groupText: group.value, limit: limit))
  }
}

extension Program.AggregateLimit {
  /// Limits beside this one: with half the ratio and with twice as much, with a count and a `min_count` one more and one
  /// less, and without each part that can be left out.
  fileprivate var neighbours: [Self] {
    var neighbours: [Self] = []
    func add(_ change: (inout Self) -> Void) {
      var other = self
      change(&other)
      if other != self { neighbours.append(other) }
    }
    if let ratio {
      add { $0.ratio = ratio / 2 }
      if ratio * 2 < 1 { add { $0.ratio = ratio * 2 } }
      if count != nil { add { ($0.ratio, $0.confidence) = (nil, nil) } }
    }
    if let count {
      if count < .max { add { $0.count = count + 1 } }
      if count > 0 { add { $0.count = count - 1 } }
      if ratio != nil { add { $0.count = nil } }
    }
    if leastSubjects < .max { add { $0.leastSubjects += 1 } }
    if leastSubjects > 1 { add { $0.leastSubjects -= 1 } }
    add { $0.confidence = nil }
    return neighbours
  }
}
