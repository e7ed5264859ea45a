import CEL
import Findings
import JSONPath
import JSONReading
import SourceText
import YAMLReading

/// Turns drafts into a program. What is wrong is reported in the file where it is written.
struct ProgramCompiler {
  let format: FormatDraft
  /// Parameters of the rule sets with their default values.
  let params: [String: YAMLNode]
  /// Values from the command line.
  let overrides: [String: String]
  let commandLine: RuleFile
  /// Whether messages of built-in rules are compiled when they are needed. Only beside the format that these rules were
  /// written for: with another one something may be wrong with them.
  let defersMessages: Bool
  private let documents = DocumentCache()

  init(
    format: FormatDraft, params: [String: YAMLNode], overrides: [String: String], commandLine: RuleFile,
    defersMessages: Bool
  ) {
    self.format = format
    self.defersMessages = defersMessages
    self.params = params
    self.overrides = overrides
    self.commandLine = commandLine
  }

  /// Documents by their text, each read once.
  private final class DocumentCache {
    private var documents: [String: JSONDocument] = [:]
    /// That of rules without parameters of their own.
    var common: JSONDocument?

    func document(_ text: String) -> JSONDocument? {
      if let document = documents[text] { return document }
      let document = try? JSONDocument(text)
      documents[text] = document
      return document
    }
  }

  /// What all rules about one subject share while they are compiled.
  private final class SubjectDraft {
    let scope: SubjectScope
    var conditions: [CELExpression] = []
    var conditionTexts: [String: Int] = [:]
    var rules: [Int] = []
    var readsPosition = false

    init(_ scope: SubjectScope) { self.scope = scope }
  }

  func program(_ drafts: [RuleDraft], ruleSets: [RuleSetDescription]) -> Program {
    checkOverrides()
    let subjects = format.subjects.compactMap { subject in
      query(subject.path).map { (name: subject.name, query: $0) }
    }
    let compiledFormat = compileFormat(subjects)
    var subjectDrafts: [SubjectDraft] = []
    var subjectPositions: [String: Int] = [:]
    var rules: [Program.Rule] = []
    for draft in drafts {
      guard let position = subject(of: draft, in: compiledFormat, &subjectDrafts, &subjectPositions) else { continue }
      if let rule = rule(draft, subjectDrafts[position], position, number: rules.count) {
        subjectDrafts[position].rules.append(rules.count)
        rules.append(rule)
      }
    }
    return Program(
      ruleSets: ruleSets, format: compiledFormat,
      subjects: subjectDrafts.map {
        Program.Subject(
          scope: $0.scope, conditions: $0.conditions, rules: $0.rules, readsPosition: $0.readsPosition)
      },
      rules: rules)
  }

  // MARK: Formats

  private func compileFormat(_ subjects: [(name: String, query: JSONPathQuery)]) -> Program.Format {
    let types = subjects.map { format.shape.type(of: $0.query) }
    var environment = CELEnvironment.assay
    // Records of other formats are asked for as well.
    environment.declare("record")
    // Only what a record has once: which of several tools would be meant?
    let variables = subjects.indices.filter { subjects[$0].query.isSingular }
      .map { (slot: environment.declare(subjects[$0].name, types[$0]), subject: $0) }
    let kinds = format.kinds.compactMap { kind in
      self.kind(kind.test, in: environment).map { (kind.name, $0) }
    }
    let identities = format.identities.compactMap { identity in self.identity(identity, subjects) }
    return Program.Format(
      name: format.name, title: format.title, subjects: subjects, types: types, shape: format.shape,
      detect: format.detect.flatMap { expression($0, in: environment) },
      kinds: kinds, identities: identities, environment: environment, variables: variables)
  }

  private func kind(_ test: RuleDraft.Sited<String>, in environment: CELEnvironment) -> Deferred<CELExpression>? {
    guard test.file.isBuiltIn else { return expression(test, in: environment).map { Deferred(made: $0) } }
    let source = test.value
    return Deferred { Self.builtIn(source, in: environment) }
  }

  private func identity(
    _ identity: (name: String, path: RuleDraft.Sited<String>), _ subjects: [(name: String, query: JSONPathQuery)]
  ) -> Program.Identity? {
    guard let subject = subjects.firstIndex(where: { $0.name == identity.name }) else {
      format.file.reportUnknown("subject", identity.name, known: subjects.map(\.name), at: identity.path.node)
      return nil
    }
    let prefix = identity.name + "."
    guard identity.path.value.hasPrefix(prefix),
      let path = MemberPath(String(identity.path.value.dropFirst(prefix.count)))
    else {
      format.file.report(
        "the identity of \(identity.name) is a chain of its members, as in \(identity.name).id", at: identity.path.node)
      return nil
    }
    return Program.Identity(name: identity.name, subject: subject, path: path)
  }

  // MARK: Subjects

  private func subject(
    of rule: RuleDraft, in format: Program.Format, _ drafts: inout [SubjectDraft], _ positions: inout [String: Int]
  ) -> Int? {
    let name = rule.subject?.value ?? format.subjects.first?.name ?? ""
    if let position = positions[name] { return position }
    let scope: SubjectScope
    if name.hasPrefix("$"), let sited = rule.subject {
      // A path that is none is reported where it stands.
      guard let query = query(sited) else { return nil }
      scope = format.scope(of: query, named: name, isPath: true)
    } else if let known = format.scope(of: name) {
      scope = known
    } else {
      guard let sited = rule.subject else { return nil }
      sited.file.reportUnknown("subject", name, known: format.subjects.map(\.name), at: sited.node)
      return nil
    }
    drafts.append(SubjectDraft(scope))
    positions[name] = drafts.count - 1
    return drafts.count - 1
  }

  private func query(_ sited: RuleDraft.Sited<String>) -> JSONPathQuery? {
    do {
      return try JSONPathQuery(sited.value)
    } catch {
      sited.file.report(error.message, at: sited.node.position(ofTextOffset: error.offset))
      return nil
    }
  }

  // MARK: Rules

  private func rule(_ draft: RuleDraft, _ subject: SubjectDraft, _ position: Int, number: Int) -> Program.Rule? {
    var condition: Int?
    var isComplete = true
    if let sited = draft.condition {
      if let known = subject.conditionTexts[sited.value] {
        condition = known
      } else if let compiled = expression(sited, in: subject.scope.environment, wanted: .bool) {
        subject.conditions.append(compiled)
        condition = subject.conditions.count - 1
        subject.conditionTexts[sited.value] = condition
      } else {
        isComplete = false
      }
    }
    let check = self.check(draft, subject)
    let place = self.place(draft, subject, check)
    let message = self.message(draft, subject)
    let params = self.params(draft)
    guard isComplete, let check, let params else { return nil }
    let expressions = (condition.map { [subject.conditions[$0]] } ?? []) + check.expressions
    if expressions.contains(where: { $0.paths.contains { ["index", "key"].contains($0.variable) } }) {
      subject.readsPosition = true
    }
    return Program.Rule(
      description: RuleDescription(
        id: draft.id, severity: draft.severity, title: draft.title.isEmpty ? draft.id : draft.title, why: draft.why,
        docs: draft.docs, tags: draft.tags, ruleSet: draft.ruleSet),
      subject: position, condition: condition, check: check, message: message, place: place, params: params,
      onError: draft.onError, examples: draft.examples, origin: "\(draft.file.path):\(draft.node.start.line)",
      source: RuleSource(on: subject.scope.name, condition: draft.condition?.value, check: sourceText(of: draft)),
      expressions: expressions, requiredMemberCount: check.requiredMemberCount)
  }

  private func check(_ draft: RuleDraft, _ subject: SubjectDraft) -> Program.Check? {
    switch draft.check {
    case .require(let paths):
      for path in paths { checkMembers(of: path, subject.scope) }
      return .require(paths.map(\.value))
    case .assert(let sited):
      return expression(sited, in: subject.scope.environment, wanted: .bool).map(Program.Check.assert)
    case .forbid: return .forbid
    case .unique(let key, let scope):
      return expression(key, in: subject.scope.environment).map { .unique(key: $0, within: scope) }
    }
  }

  /// Reports a required path that the shape of the subject does not have.
  private func checkMembers(of path: RuleDraft.Sited<MemberPath>, _ scope: SubjectScope) {
    guard let unknown = RecordShape.unknownMember(of: path.value, from: scope.subjectType) else { return }
    path.file.report(
      unknown.message, at: path.node.position(ofTextOffset: path.value.offset(ofKey: unknown.position)))
  }

  private func sourceText(of draft: RuleDraft) -> String {
    switch draft.check {
    case .require(let paths): "require: \(paths.map(\.value.description).joined(separator: ", "))"
    case .assert(let sited): "assert: \(sited.value)"
    case .forbid: "forbid: true"
    case .unique(let key, let scope): "unique: \(key.value) within \(scope.rawValue)"
    }
  }

  /// What a rule says: its own message, or what goes without saying.
  private func message(_ draft: RuleDraft, _ subject: SubjectDraft) -> Deferred<[Program.MessagePart]> {
    let text: String
    switch (draft.message, draft.check) {
    case (let own?, _): text = own.value
    case (nil, .require): text = "{missing} is missing"
    case (nil, .assert(let sited)): return Deferred(made: [.text("does not hold: \(sited.value)")])
    case (nil, .forbid): text = "{value} must not be there"
    case (nil, .unique): text = "{value} occurs a second time"
    }
    let environment = subject.scope.messageEnvironment
    guard let own = draft.message, !(own.file.isBuiltIn && defersMessages) else {
      return Deferred {
        do throws(MessageTemplate.Failure) {
          return try Self.parts(of: text) { source, _ in Self.builtIn(source, in: environment) }
        } catch {
          preconditionFailure("built-in message '\(text)': \(error.message)")
        }
      }
    }
    do {
      let parts = try Self.parts(of: text) { source, offset in
        let sited = RuleDraft.Sited(value: source, node: own.node, file: own.file)
        return expression(sited, in: environment, offset: offset)
      }
      return Deferred(made: parts)
    } catch {
      own.file.report(error.message, at: own.node.position(ofTextOffset: error.offset))
      return Deferred(made: [])
    }
  }

  /// The parts of a message, as far as `compile` can make something of their expressions. It gets where they start, too.
  private static func parts(
    of text: String, compile: (String, Int) -> CELExpression?
  ) throws(MessageTemplate.Failure) -> [Program.MessagePart] {
    try MessageTemplate(text).parts.compactMap { part in
      switch part {
      case .text(let text): .text(text)
      case .expression(let source, let offset): compile(source, offset).map(Program.MessagePart.expression)
      }
    }
  }

  /// Where findings of a rule point to: its `at`, else the first value that its check reads, the subject's own first.
  private func place(_ draft: RuleDraft, _ subject: SubjectDraft, _ check: Program.Check?) -> Program.PlacePath? {
    let paths: [CELPath]
    if let sited = draft.place {
      guard let compiled = expression(sited, in: subject.scope.environment) else { return nil }
      paths = compiled.paths
      if paths.isEmpty { sited.file.report("'at' names no value of the record", at: sited.node) }
    } else {
      switch check {
      case .assert(let expression), .unique(let expression, _): paths = expression.paths
      case .require, .forbid, nil: return nil
      }
    }
    let own = draft.subject.map { $0.value.hasPrefix("$") ? "node" : $0.value } ?? subject.scope.name
    let records = [own, "record"] + subject.scope.ancestorNames
    let candidates = paths.filter { records.contains($0.variable) && (!$0.isPresenceTest || draft.place != nil) }
    guard
      let path = candidates.first(where: { $0.variable == own && !$0.steps.isEmpty })
        ?? candidates.first(where: { !$0.steps.isEmpty }) ?? candidates.first,
      let slot = subject.scope.environment.variables.firstIndex(of: path.variable)
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

  // MARK: Expressions and parameters

  /// `sited` compiled; `offset` is where it starts in the text of its node.
  private func expression(
    _ sited: RuleDraft.Sited<String>, in environment: CELEnvironment, wanted: CELType? = nil, offset: Int = 0
  ) -> CELExpression? {
    do {
      let expression = try CELExpression(sited.value, in: environment)
      if let wanted, expression.type != wanted, expression.type != .dyn {
        sited.file.report("the expression's type is \(expression.type), not \(wanted)", at: sited.node)
        return nil
      }
      if let excess = expression.excess { report(excess, in: sited, offset: offset) }
      return expression
    } catch {
      for problem in error.errors { report(problem, in: sited, offset: offset) }
      return nil
    }
  }

  /// An expression that the tool itself brings.
  private static func builtIn(_ source: String, in environment: CELEnvironment) -> CELExpression {
    do {
      return try CELExpression(source, in: environment)
    } catch {
      preconditionFailure("built-in expression '\(source)': \(error.errors)")
    }
  }

  private func report(_ problem: CELError, in sited: RuleDraft.Sited<String>, offset: Int) {
    let suggestion = problem.suggestion.map { ", did you mean '\($0)'?" } ?? ""
    sited.file.report(
      problem.message + suggestion, at: sited.node.position(ofTextOffset: offset + problem.span.start))
  }

  private func checkOverrides() {
    for name in overrides.keys.sorted() where params[name] == nil {
      let suggestion = Suggestion.nearest(to: name, among: params.keys).map { ", did you mean '\($0)'?" } ?? ""
      commandLine.report("unknown parameter '\(name)'\(suggestion)", at: .start)
    }
  }

  /// The parameters of a rule: defaults, then what the rule says, then the command line.
  private func params(_ draft: RuleDraft) -> JSONDocument? {
    // Most rules have the same ones.
    if draft.params.isEmpty, let common = documents.common { return common }
    for (name, node) in draft.params where params[name] == nil {
      draft.file.reportUnknown("parameter", name, known: params.keys, at: node)
    }
    var members: [String: String] = [:]
    var isComplete = true
    let values = draft.params.isEmpty ? params : params.merging(draft.params) { _, new in new }
    for (name, node) in values {
      do {
        members[name] = try node.json()
      } catch {
        draft.file.report(error.message, at: error.position)
        isComplete = false
      }
    }
    for (name, text) in overrides {
      members[name] = (try? JSONDocument(text)) == nil ? JSONText.quoted(text) : text
    }
    let text = members.sorted { $0.key < $1.key }.map { "\(JSONText.quoted($0.key)):\($0.value)" }
    let document = documents.document("{\(text.joined(separator: ","))}")
    if draft.params.isEmpty, isComplete { documents.common = document }
    return document
  }
}

extension Program.Check {
  /// What is evaluated to judge.
  fileprivate var expressions: [CELExpression] {
    switch self {
    case .assert(let expression), .unique(let expression, _): [expression]
    case .require, .forbid: []
    }
  }

  /// How many members there are on the ways to those that it requires.
  fileprivate var requiredMemberCount: Int {
    if case .require(let paths) = self { paths.reduce(0) { $0 + $1.keys.count } } else { 0 }
  }
}
