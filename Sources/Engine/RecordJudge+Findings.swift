import CEL
import Findings
import JSONPath
import JSONReading
import RuleSets
import Secrets
import SourceText

// From what a rule said about a node to a finding.
extension RecordJudge {
  /// What a finding points to: a value, and the members below it that are missing.
  struct Target {
    var node: JSONNode
    var missing: [String] = []

    init(_ node: JSONNode) { self.node = node }

    init(_ path: MemberPath, from node: JSONNode) {
      self.node = node
      for (position, key) in path.keys.enumerated() {
        guard let next = self.node.member(key) else {
          missing = path.keys[position...].map(\.name)
          return
        }
        self.node = next
      }
    }
  }

  /// Where `path` leads to from the variables of a subject, which is `node`.
  func place(_ path: Program.PlacePath?, _ node: JSONNode, _ position: Int) -> Target {
    guard let path else { return Target(node) }
    if let (expression, params) = path.expression {
      let variables = variables(position)
      variables.evaluator.set(program.subjects[position].scope.params, params.root)
      if case .json(let found)? = try? variables.evaluator.evaluate(expression), record?.contains(found) == true {
        return Target(found)
      }
    }
    var target = Target(node)
    if path.slot != program.subjects[position].scope.subject {
      guard let start = variables(position).evaluator.node(path.slot) else { return target }
      target.node = start
    }
    for (number, step) in path.steps.enumerated() {
      let next: JSONNode? =
        switch step {
        case .member(let key): target.node.member(key)
        case .element(let index): target.node.element(at: index)
        }
      guard let next else {
        // Only members can be missing; behind the end of a list there is no place to name.
        for step in path.steps[number...] {
          guard case .member(let key) = step else { break }
          target.missing.append(key.name)
        }
        return target
      }
      target.node = next
    }
    return target
  }

  /// Makes a finding. `aspect` tells findings of one rule at one place apart.
  func report(
    _ rulePosition: Int, _ target: Target, _ node: JSONNode, _ position: Int, at place: RecordPlace,
    outcome: Finding.Outcome = .failed, message: String? = nil, value: CELValue? = nil, related: [RelatedPlace] = [],
    aspect: String? = nil, into result: inout WindowResult
  ) {
    let rule = program.rules[rulePosition]
    let scope = program.subjects[position].scope
    var hidden = rule.isMasked && target.missing.isEmpty ? target.node.secrets : []
    if rule.isMasked, let value { hidden.append(value.text) }
    var text = shown(message ?? "", hidden, at: place)
    if message == nil {
      bindLastStep(to: node, position)
      let evaluator = variables(position).evaluator
      evaluator.set(scope.params, rule.params.root)
      if let value {
        evaluator.set(scope.value, value)
      } else {
        evaluator.set(scope.value, target.missing.isEmpty ? target.node : nil)
      }
      for part in rule.message {
        switch part {
        case .text(let plain): text += plain
        case .expression(let expression):
          do {
            let value = try evaluator.evaluate(expression)
            text += shown(text.endsWithQuote ? value.text : value.toldText, hidden, at: place)
          } catch {
            text += shown("‹\(error.message)›", hidden, at: place)
          }
        }
      }
    }
    var pointer = pointer(to: target.node)
    pointer.tokens += target.missing
    let (parts, innermost) = self.identity(of: node)
    let anchor = innermost.map { self.pointer(to: $0) } ?? .root
    let relative =
      pointer.tokens.starts(with: anchor.tokens)
      ? JSONPointer(Array(pointer.tokens.dropFirst(anchor.tokens.count))) : pointer
    let span = target.node.span
    let secretIdentity = parts.hiding(hidden)
    let key = message == nil && outcome == .failed ? comparedKey(of: rulePosition) : nil
    result.findings.append(
      (
        Self.firstRule + rulePosition,
        Finding(
          rule: rule.description.id, severity: overrides?.severity(of: rulePosition) ?? rule.description.severity,
          outcome: outcome, message: text,
          location: place.location(of: span, pointer: pointer),
          identity: place.revealsSecrets ? parts : secretIdentity, attribution: attribution(of: node),
          fingerprint: key.map { fingerprint(of: rule, aboutKey: $0, hiding: hidden) }
            ?? Fingerprint.masked(
              rule: aspect.map { "\(rule.description.id) \($0)" } ?? rule.description.id, identity: secretIdentity,
              pointer: relative),
          related: related, excerpt: place.excerpt(at: span.start, hiding: hidden.isEmpty ? nil : span),
          evidence: evidence(of: node, around: innermost, at: target, rule, in: place),
          fix: outcome == .failed ? fix(rulePosition, target, node, position, value: value, at: place) : nil)
      ))
  }

  /// Sets the position or key of `node` for messages and fixes, where nobody has read it before.
  func bindLastStep(to node: JSONNode, _ position: Int) {
    let subject = program.subjects[position]
    guard subject.scope.index != nil, !subject.readsPosition else { return }
    let last = pointer(to: node).tokens.last
    variables(position).bind(lastStep: last.map { token in Int(token).map { .index($0) } ?? .name(token) })
  }

  /// What a message shows of the value of an expression, beside the values that are secret.
  private func shown(_ text: String, _ secrets: [String], at place: RecordPlace) -> String {
    place.revealsSecrets ? text : secrets.reduce(text) { SecretMask.masked($0, hiding: $1) }
  }

  func erred(
    _ error: CELEvaluationError, _ rulePosition: Int, _ node: JSONNode, _ position: Int, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    let rule = program.rules[rulePosition]
    let entry = Self.firstRule + rulePosition
    if case .forbid = rule.check {
      forbidden[rulePosition] = rule.onError == .finding ? .found : .erred
    } else if rule.onError == .finding {
      result.counts[entry].failed += 1
    } else {
      result.counts[entry].errored += 1
    }
    switch rule.onError {
    case .skip: break
    case .finding:
      report(
        rulePosition, Target(node), node, position, at: place, message: "cannot be evaluated: \(error.message)",
        into: &result)
    case .incomplete:
      report(
        rulePosition, Target(node), node, position, at: place, outcome: .notJudged, message: error.message,
        into: &result)
    }
  }

  /// The way to `node` of the record at hand.
  func pointer(to node: JSONNode) -> JSONPointer {
    guard let record else { return .root }
    if pointers == nil { pointers = JSONPointerFinder(record) }
    return pointers?.pointer(to: node) ?? .root
  }

  /// What identifies the things around `node`, and those that a record has once, outermost first; and the innermost node
  /// around `node` that has an identity.
  func identity(of node: JSONNode) -> (parts: [IdentityPart], innermost: JSONNode?) {
    var parts: [IdentityPart] = []
    var innermost: JSONNode?
    for identity in program.format.identities {
      let around = subjects.node(identity.subject, around: node)
      guard let thing = around ?? subjects.only(identity.subject), let value = identity.path.value(from: thing),
        !value.isNull
      else { continue }
      parts.append(IdentityPart(name: identity.name, value: CELValue(value).text))
      if around != nil { innermost = thing }
    }
    return (parts, innermost)
  }
}

extension JSONNode {
  /// The texts to hide where this value is secret: as it is written, and the strings in it as they are meant.
  fileprivate var secrets: [String] {
    let source = sourceText
    guard kind == .array || kind == .object else {
      return string.map { [$0, String(source.dropFirst().dropLast())] } ?? [source]
    }
    var secrets = [source]
    for container in containers {
      for element in container.elements { secrets += [element.string].compactMap(\.self) }
      for member in container.members { secrets += [member.value.string].compactMap(\.self) }
    }
    return secrets
  }
}

extension String {
  fileprivate var endsWithQuote: Bool { utf8.last == UInt8(ascii: "'") || utf8.last == UInt8(ascii: "\"") }
}
