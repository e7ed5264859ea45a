import CEL
import Findings
import JSONReading
import RuleSets
import SourceText

// Values that occur once, and values that are the same everywhere.
extension RecordJudge {
  /// A key of a subject, and the place that its findings point to.
  private struct Key {
    var hash: KeyHash
    var target: Target
  }

  /// Asks whether `value` occurs once.
  func ask(
    unique value: CELValue, _ scope: KeyScope, _ rulePosition: Int, _ node: JSONNode, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    guard let key = try key(value, rulePosition, node, position, into: &result) else { return }
    guard scope == .record else {
      return keep(key, as: .unique, rulePosition, node, at: place, into: &result)
    }
    let count = keysInRecord[rulePosition].count
    let first = keysInRecord[rulePosition].value(of: key.hash, orSet: key.target.node)
    if keysInRecord[rulePosition].count > count { return }
    report(key, rulePosition, node, position, first: first, at: place, into: &result)
  }

  /// Asks whether `value` is the one that came first.
  func ask(
    same value: CELValue, _ scope: KeyScope, _ rulePosition: Int, _ node: JSONNode, _ position: Int,
    at place: RecordPlace, into result: inout WindowResult
  ) throws(CELEvaluationError) {
    guard let key = try key(value, rulePosition, node, position, into: &result) else { return }
    guard scope == .record else { return keep(key, as: .same, rulePosition, node, at: place, into: &result) }
    guard let first = keysInRecord[rulePosition].first else {
      keysInRecord[rulePosition][key.hash] = key.target.node
      return
    }
    if first.key == key.hash { return }
    report(key, rulePosition, node, position, first: first.value, at: place, into: &result)
  }

  /// The key that `value` makes, counted as one that is kept; `nil` when there is none.
  private func key(
    _ value: CELValue, _ rulePosition: Int, _ node: JSONNode, _ position: Int, into result: inout WindowResult
  ) throws(CELEvaluationError) -> Key? {
    let entry = Self.firstRule + rulePosition
    if case .null = value {
      result.counts[entry].notApplicable += 1
      return nil
    }
    guard let hash = KeyHash(value, seed: seed) else {
      throw CELEvaluationError("a value of this type cannot be a key")
    }
    result.counts[entry].passed += 1
    return Key(hash: hash, target: self.place(program.rules[rulePosition].place, node, position))
  }

  /// Leaves a key to whoever has all records.
  private func keep(
    _ key: Key, as role: KeyEntry.Role, _ rulePosition: Int, _ node: JSONNode, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    guard let record else { return }
    let start = key.target.node.span.start
    result.keys.append(
      KeyEntry(
        role: role, rule: rulePosition, hash: key.hash, record: place.number, recordSpan: record.span,
        subjectStart: node.span.start, keyStart: start,
        // Of what is the same, only the first place is told of.
        step: role == .unique || result.firstSame.insert(rulePosition).inserted ? place.step(to: start) : .none))
  }

  private func report(
    _ key: Key, _ rulePosition: Int, _ node: JSONNode, _ position: Int, first: JSONNode, at place: RecordPlace,
    into result: inout WindowResult
  ) {
    result.counts[Self.firstRule + rulePosition].passed -= 1
    result.counts[Self.firstRule + rulePosition].failed += 1
    let related = RelatedPlace(
      message: "first occurrence", location: place.location(of: first.span, pointer: pointer(to: first)))
    // Only whoever takes the results in order knows the line.
    variables(position).evaluator.set(
      program.subjects[position].scope.first, .string(pointer(to: first).description))
    report(rulePosition, key.target, node, position, at: place, related: [related], into: &result)
  }
}

extension Dictionary {
  /// The value of `key`; where there is none, it becomes `value`. One search instead of two.
  fileprivate mutating func value(of key: Key, orSet value: Value) -> Value {
    func read(_ value: inout Value) -> Value { value }
    return read(&self[key, default: value])
  }
}
