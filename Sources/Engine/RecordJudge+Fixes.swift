import CEL
import Findings
import JSONEditing
import JSONReading
import RuleSets
import SourceText

// How findings are put right.
extension RecordJudge {
  /// How the finding of a rule at `target` is put right; `nil` when the rule does not say, and where it cannot be. Its edits
  /// count from the start of the window. `value` is what the finding is about where that is not the value at its place.
  func fix(
    _ rulePosition: Int, _ target: Target, _ node: JSONNode, _ position: Int, value: CELValue?, at place: RecordPlace
  ) -> Fix? {
    let rule = program.rules[rulePosition]
    guard wantsFixes, place.revealsSecrets || !rule.isMasked, fixBytesLeft > 0, let fix = rule.fix, let record else {
      return nil
    }
    // What rules may do in the record must not depend on who wants fixes.
    return budget.aside { self.fix(fix, of: rule, target, node, position, value: value, in: record, at: place) }
  }

  private func fix(
    _ fix: Program.Fix, of rule: Program.Rule, _ target: Target, _ node: JSONNode, _ position: Int, value: CELValue?,
    in record: JSONNode, at place: RecordPlace
  ) -> Fix? {
    let scope = program.subjects[position].scope
    let evaluator = variables(position).evaluator
    bindLastStep(to: node, position)
    evaluator.set(scope.params, rule.params.root)
    let target = fix.place.map { self.place($0, node, position) } ?? target
    if case .remove = fix.action {} else { fixBytesLeft -= target.node.span.count }
    if let value, fix.place == nil {
      evaluator.set(scope.value, value)
    } else {
      evaluator.set(scope.value, target.missing.isEmpty ? target.node : nil)
    }
    let surroundings = JSONSurroundings(in: record) { place.text[$0] }
    do throws(CELEvaluationError) {
      if let condition = fix.condition {
        guard case .bool(true) = try evaluator.evaluate(condition) else { return nil }
      }
      let edits: [TextEdit]?
      switch fix.action {
      case .set(let expression):
        edits = Self.setting(target, to: try evaluator.evaluate(expression), in: place)
      case .setMembers(let members):
        var values: [(JSONKey, CELValue)] = []
        for member in members { values.append((member.key, try evaluator.evaluate(member.value))) }
        edits = target.missing.isEmpty ? Self.setting(values, of: target.node, in: place) : nil
      case .remove:
        guard target.missing.isEmpty else { return nil }
        edits = surroundings.removing(target.node).map { [$0] }
      case .rename(let expression):
        guard target.missing.isEmpty, let name = try evaluator.evaluate(expression).stringValue else { return nil }
        edits = surroundings.renaming(target.node, to: name).map { [$0] }
      }
      guard let edits, !edits.isEmpty else { return nil }
      fixBytesLeft -= edits.reduce(0) { $0 + $1.text.utf8.count }
      guard !changesSignedAddress(edits, in: record) else {
        return Fix(
          title: fix.title, safety: fix.safety, edits: [],
          refusal: "it would change the text of a signed address, which is then no longer valid")
      }
      return Fix(title: fix.title, safety: fix.safety, edits: edits)
    } catch {
      // Where the new value cannot be computed, nobody knows it.
      return nil
    }
  }

  /// The edits that make `value` of what a finding points to, also when that is missing.
  private static func setting(_ target: Target, to value: CELValue, in place: RecordPlace) -> [TextEdit]? {
    guard let text = value.source else { return nil }
    guard let first = target.missing.first else {
      return JSONDifference.edits(from: target.node, to: text, in: place.source)
    }
    guard target.node.kind == .object else { return nil }
    let inner = target.missing.dropFirst().reversed().reduce(text) { "{\(JSONText.quoted($1)):\($0)}" }
    return [JSONContainerEdits(target.node, text: place.source).appending(members: [(first, inner)])]
  }

  /// The edits that give members of `object` these values.
  private static func setting(
    _ values: [(key: JSONKey, value: CELValue)], of object: JSONNode, in place: RecordPlace
  ) -> [TextEdit]? {
    guard object.kind == .object else { return nil }
    var edits: [TextEdit] = []
    var added: [(key: String, value: String)] = []
    for (key, value) in values {
      guard let text = value.source else { return nil }
      if let member = object.member(key) {
        guard let changes = JSONDifference.edits(from: member, to: text, in: place.source) else { return nil }
        edits += changes
      } else {
        added.append((key.name, text))
      }
    }
    if !added.isEmpty { edits.append(JSONContainerEdits(object, text: place.source).appending(members: added)) }
    return edits
  }

  /// Whether one of `edits` lies in the text of an address with a signature, or replaces one by something else. To take it
  /// out with what is around it is no change of its text.
  private func changesSignedAddress(_ edits: [TextEdit], in record: JSONNode) -> Bool {
    edits.contains { edit in
      guard edit.span.count > 0, !edit.text.isEmpty else { return false }
      return record.descendant(at: edit.span.start).strings.contains { text in
        SignedAddress.isSigned(text.string ?? "") && !edit.text.contains(text.sourceText)
      }
    }
  }
}

extension RecordPlace {
  /// The text of a span of the window.
  func source(_ span: SourceSpan) -> String {
    String(decoding: text.bytes(span.start..<span.end), as: UTF8.self)
  }
}
