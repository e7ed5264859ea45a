import CEL
import Findings
import JSONPath
import JSONReading
import SourceText
import YAMLReading

/// Turns drafts into a program. What is wrong is reported in the file where it is written.
struct ProgramCompiler {
  let format: Program.Format
  let params: Parameters
  /// Whether messages of built-in rules are compiled when they are needed. Only beside the format that these rules were
  /// written for: with another one something may be wrong with them.
  let defersMessages: Bool
  /// Compiles schemas.
  let schemas: SchemaFiles
  /// Whether the rules get their settings.
  let wantsSettings: Bool
  /// Whether rules that ask the ontology are left out: there is none.
  let lacksOntology: Bool
  /// The parameters in force for the rule at hand.
  private(set) var ruleParams: JSONDocument?

  /// What all rules about one subject share while they are compiled.
  private final class SubjectDraft {
    let scope: SubjectScope
    var conditions: [CELExpression] = []
    var conditionTexts: [String: Int] = [:]
    var rules: [Int] = []
    var grouping: Program.GroupQuery?
    var readsPosition = false

    init(_ scope: SubjectScope) { self.scope = scope }
  }

  func program(_ drafts: [RuleDraft], overrides: [OverrideDraft], off: [String: String], ruleSets: [RuleSetDescription])
    -> Program
  {
    var subjectDrafts: [SubjectDraft] = []
    var subjectPositions: [String: Int] = [:]
    var rules: [Program.Rule] = []
    var rulesWithoutOntology: [RuleDescription] = []
    for draft in drafts {
      guard let position = subject(of: draft, &subjectDrafts, &subjectPositions),
        let rule = rule(draft, subjectDrafts[position], position, number: rules.count)
      else { continue }
      if lacksOntology, rule.needsOntology {
        rulesWithoutOntology.append(rule.description)
        // A subject that only such rules have would be looked for in vain.
        if subjectDrafts[position].rules.isEmpty, position == subjectDrafts.count - 1 {
          subjectPositions[subjectDrafts.removeLast().scope.name] = nil
        }
        continue
      }
      subjectDrafts[position].rules.append(rules.count)
      rules.append(rule)
    }
    return Program(
      ruleSets: ruleSets, format: format,
      subjects: subjectDrafts.map {
        Program.Subject(
          scope: $0.scope, conditions: $0.conditions, rules: $0.rules, grouping: $0.grouping,
          readsPosition: $0.readsPosition)
      },
      rules: rules, overrides: self.overrides(overrides, of: rules), off: off,
      rulesWithoutOntology: rulesWithoutOntology)
  }

  // MARK: Overrides

  private func overrides(_ drafts: [OverrideDraft], of rules: [Program.Rule]) -> Program.Overrides? {
    guard !drafts.isEmpty, let whole = try? JSONPathQuery("$") else { return nil }
    let scope = format.scope(of: whole, named: "record", isPath: false)
    let positions = Dictionary(
      rules.enumerated().map { ($0.element.description.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let overrides = drafts.compactMap { draft -> Program.Override? in
      guard let condition = draft.condition.expression(in: scope.environment, wanted: .bool) else { return nil }
      let changes = draft.changes.compactMap { change -> Program.Override.Change? in
        guard let position = positions[change.id] else { return nil }
        if case .aggregate = rules[position].check, change.severity != nil {
          draft.condition.file.report(
            "rule \(change.id) is about the whole run; for a record it can only be off", at: change.key)
        }
        return Program.Override.Change(rule: position, severity: change.severity)
      }
      return Program.Override(
        condition: condition, changes: changes, conditionText: draft.condition.value,
        origin: "\(draft.condition.file.path):\(draft.condition.node.start.line)")
    }
    return params.document().map { Program.Overrides(scope: scope, params: $0, overrides: overrides) }
  }

  // MARK: Subjects

  private func subject(
    of rule: RuleDraft, _ drafts: inout [SubjectDraft], _ positions: inout [String: Int]
  ) -> Int? {
    var name = rule.subjects.first?.value ?? format.subjects.first?.name ?? ""
    for other in rule.subjects.dropFirst() { name += ", \(other.value)" }
    // Rules about the same groups share them.
    let key = rule.check.group.map { name + $0.signature(of: rule) } ?? name
    if let position = positions[key] { return position }
    let isGrouped = rule.check.group != nil
    let scope =
      switch rule.subjects.count {
      case 0: format.scope(of: name, isGrouped: isGrouped)
      case 1: self.scope(named: rule.subjects[0], isGrouped: isGrouped)
      default: self.scope(ofPaths: rule.subjects, named: name, isGrouped: isGrouped)
      }
    guard let scope else { return nil }
    drafts.append(SubjectDraft(scope))
    positions[key] = drafts.count - 1
    return drafts.count - 1
  }

  /// The scope of a subject of the format, or of what a JSONPath selects. A path that is none is reported where it stands.
  func scope(named sited: RuleDraft.Sited<String>, isGrouped: Bool = false) -> SubjectScope? {
    if sited.value.hasPrefix("$") {
      return sited.query(within: format.arrays).map {
        format.scope(of: $0, named: sited.value, isPath: true, isGrouped: isGrouped)
      }
    }
    if let scope = format.scope(of: sited.value, isGrouped: isGrouped) { return scope }
    sited.file.reportUnknown("subject", sited.value, known: format.subjects.map(\.name), at: sited.node)
    return nil
  }

  /// The scope of what any of several JSONPaths selects.
  private func scope(
    ofPaths sited: [RuleDraft.Sited<String>], named name: String, isGrouped: Bool
  ) -> SubjectScope? {
    let queries = sited.compactMap { path -> JSONPathQuery? in
      if path.value.hasPrefix("$") { return path.query(within: format.arrays) }
      path.file.report("'\(path.value)' is no JSONPath; a list has nothing else", at: path.node)
      return nil
    }
    guard queries.count == sited.count else { return nil }
    return format.scope(of: JSONPathQuery(union: queries), named: name, isPath: true, isGrouped: isGrouped)
  }

  // MARK: Fixes

  /// How what a rule finds is put right. What built-in rules say of it is compiled when something is to be.
  private func fix(
    _ draft: RuleDraft, _ scope: SubjectScope, _ params: JSONDocument?
  ) -> (text: String, made: Deferred<Program.Fix?>)? {
    guard let fix = draft.fix, let params else { return nil }
    if scope.isOfOntology { fix.file.report("the ontology is never changed; leave out 'fix'", at: fix.node) }
    if !draft.check.isAboutOneRecord {
      fix.file.report(
        "'fix' beside a check that compares records; a fix is made from one record alone", at: fix.node)
    }
    let environment = draft.check.messageEnvironment(in: scope)
    guard fix.file.isBuiltIn, defersMessages else {
      return (fix.source, Deferred(made: fix.compiled(in: scope, environment, params: params)))
    }
    return (fix.source, fix.deferred(in: scope, environment, params: params))
  }

  // MARK: Rules

  private func rule(_ draft: RuleDraft, _ subject: SubjectDraft, _ position: Int, number: Int) -> Program.Rule? {
    var condition: Int?
    var isComplete = true
    if let sited = draft.condition {
      if let known = subject.conditionTexts[sited.value] {
        condition = known
      } else if let compiled = sited.expression(in: subject.scope.subjectEnvironment, wanted: .bool) {
        subject.conditions.append(compiled)
        condition = subject.conditions.count - 1
        subject.conditionTexts[sited.value] = condition
      } else {
        isComplete = false
      }
    }
    if let group = draft.check.group, subject.grouping == nil {
      subject.grouping = group.compiled(in: subject.scope, by: self)
      if subject.grouping == nil { isComplete = false }
    }
    let params = self.params.document(with: draft.params)
    var compiler = self
    compiler.ruleParams = params
    let check = draft.check.compiled(in: subject.scope, by: compiler)
    // What is forbidden is most often nothing that the schema knows.
    if !format.shape.isUnknown, format.arrays.isEmpty, !(draft.check is ForbidDraft) {
      for path in draft.subjects { path.checkMembers(against: format.shape) }
    }
    let place = self.place(draft, subject.scope, check)
    let message = self.message(draft, subject.scope)
    guard isComplete, let check, let params else { return nil }
    let expressions =
      (condition.map { [subject.conditions[$0]] } ?? []) + (subject.grouping?.expressions ?? []) + check.expressions
    if expressions.contains(where: { $0.paths.contains { ["index", "key"].contains($0.variable) } }) {
      subject.readsPosition = true
    }
    return Program.Rule(
      description: RuleDescription(
        id: draft.id, severity: draft.severity, title: draft.title.isEmpty ? draft.id : draft.title, why: draft.why,
        docs: draft.docs, tags: draft.tags, ruleSet: draft.ruleSet),
      subject: position, condition: condition, check: check, message: message, place: place, params: params,
      onError: draft.onError, isMasked: draft.isMasked, fix: fix(draft, subject.scope, params),
      examples: draft.examples,
      definition: RuleSetPlace(path: draft.file.path, position: draft.node.start, line: ""),
      source: RuleSource(on: subject.scope.name, condition: draft.condition?.value, check: draft.check.source),
      settings: wantsSettings
        ? draft.settings(
          subject: subject.scope.name, params: self.params,
          read: Self.paramNames(in: expressions, check, message.value).union(draft.check.parameterNames)
        ) : [], needsOntology: Self.needsOntology(subject.scope, expressions, check), expressions: expressions)
  }

  /// Whether a rule is about the ontology, or asks it.
  private static func needsOntology(
    _ scope: SubjectScope, _ expressions: [CELExpression], _ check: Program.Check
  ) -> Bool {
    func asks(_ expression: CELExpression) -> Bool { expression.paths.contains { $0.variable == "ontology" } }
    if scope.isOfOntology || expressions.contains(where: asks) { return true }
    guard case .references(let references) = check else { return false }
    return references.target.isOfOntology || asks(references.targetKey)
  }

  /// The parameters that the expressions of a rule read.
  private static func paramNames(
    in expressions: [CELExpression], _ check: Program.Check, _ message: [Program.MessagePart]
  ) -> Set<String> {
    var all = expressions
    if case .references(let references) = check { all.append(references.targetKey) }
    for case .expression(let expression) in message { all.append(expression) }
    return Set(
      all.flatMap(\.paths).compactMap { path in
        if path.variable == "params", case .member(let name) = path.steps.first { name } else { nil }
      })
  }

  /// Where findings of a rule point to: its `at`, else the first value that its check reads, the subject's own first.
  private func place(_ draft: RuleDraft, _ scope: SubjectScope, _ check: Program.Check?) -> Program.PlacePath? {
    if let sited = draft.place { return Self.place(sited, in: scope, params: self.params.document(with: draft.params)) }
    // Each key of references has a place of its own.
    if case .references = check { return nil }
    return Self.place(of: check?.expressions.flatMap(\.paths) ?? [], in: scope)
  }

  /// Where an `at` leads to.
  static func place(
    _ sited: RuleDraft.Sited<String>, in scope: SubjectScope, params: JSONDocument?
  ) -> Program.PlacePath? {
    guard let compiled = sited.expression(in: scope.environment) else { return nil }
    if compiled.paths.isEmpty { sited.file.report("'at' names no value of the record", at: sited.node) }
    // Of an index and what it is an index of, the latter comes closer to the place.
    let open = compiled.paths.filter { $0.steps.contains(.dynamic) }
    var place = place(of: open + compiled.paths, in: scope, takesPresenceTests: true)
    if compiled.paths.count > 1 || !open.isEmpty { place?.expression = params.map { (compiled, $0) } }
    return place
  }

  /// The way to the first of `paths`, the subject's own first.
  static func place(of paths: [CELPath], in scope: SubjectScope, takesPresenceTests: Bool = false) -> Program.PlacePath?
  {
    let own = scope.index == nil ? scope.name : "node"
    let records = [own, "record"] + scope.ancestorNames + (takesPresenceTests ? GroupScope.memberNames : [])
    let candidates = paths.filter { records.contains($0.variable) && (!$0.isPresenceTest || takesPresenceTests) }
    guard
      let path = candidates.first(where: { $0.variable == own && !$0.steps.isEmpty })
        ?? candidates.first(where: { !$0.steps.isEmpty }) ?? candidates.first,
      let slot = scope.environment.variables.firstIndex(of: path.variable)
    else { return nil }
    var steps: [Program.PlacePath.Step] = []
    for step in path.steps {
      switch step {
      case .member(let name): steps.append(.member(JSONKey(name)))
      case .index(let index): steps.append(.element(index))
      case .dynamic: return Program.PlacePath(slot: slot, steps: steps)
      }
    }
    return Program.PlacePath(slot: slot, steps: steps)
  }
}
