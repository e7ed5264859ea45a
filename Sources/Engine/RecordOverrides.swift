import CEL
import Findings
import JSONPath
import JSONReading
import RuleSets

/// What the overrides of a program make of its rules, in one record after the other.
final class RecordOverrides {
  /// What becomes of a rule.
  enum Effect {
    case severity(Severity)
    case off
    /// Nobody knows: the condition of an override errs.
    case unknown(CELEvaluationError)
  }

  private let overrides: Program.Overrides
  private let variables: SubjectVariables
  private let conditions: [CELEvaluator.Question]
  /// The rules that overrides are about, ascending.
  let affectedRules: [Int]
  private var effects: [Int: Effect] = [:]
  /// The rules that are not judged in the record at hand.
  private var unjudged: [Unjudged] = []

  private struct Unjudged: Equatable {
    var rule: Int
    var isOff: Bool
  }

  init(_ overrides: Program.Overrides, in subjects: RecordSubjects, now: CELTimestamp, ontology: Ontology?) {
    self.overrides = overrides
    let scope = overrides.scope
    variables = SubjectVariables(scope, in: subjects, now: now, ontology: ontology)
    let evaluator = variables.evaluator
    conditions = overrides.overrides.map { override in
      evaluator.add(override.condition, fixed: (scope.params, overrides.params.root))
    }
    evaluator.prepare()
    affectedRules = Set(overrides.overrides.flatMap { $0.changes.map(\.rule) }).sorted()
  }

  /// Finds out what applies to the record that `subjects` has, the `number`th of all.
  /// - Returns: whether other rules are judged than in the record before.
  func begin(in subjects: RecordSubjects, record number: Int, kind: CELValue, file: String) -> Bool {
    effects.removeAll(keepingCapacity: true)
    guard let record = subjects.record else { return false }
    variables.bind(record, in: subjects, record: number, kind: kind, file: file)
    for (override, condition) in zip(overrides.overrides, conditions) {
      do throws(CELEvaluationError) {
        guard try variables.evaluator.holds(condition) else { continue }
        for change in override.changes { effects[change.rule] = change.severity.map { .severity($0) } ?? .off }
      } catch {
        let error = CELEvaluationError("override in \(override.origin): \(error.message)")
        for change in override.changes { effects[change.rule] = .unknown(error) }
      }
    }
    let before = unjudged
    unjudged = affectedRules.compactMap { rule in
      switch effects[rule] {
      case .off: Unjudged(rule: rule, isOff: true)
      case .unknown: Unjudged(rule: rule, isOff: false)
      case .severity, nil: nil
      }
    }
    return unjudged != before
  }

  /// Begins with the ontology, which is no record: nothing applies to it.
  /// - Returns: whether other rules are judged than in the record before.
  func beginOntology() -> Bool {
    effects.removeAll(keepingCapacity: true)
    defer { unjudged = [] }
    return !unjudged.isEmpty
  }

  /// What becomes of a rule in the record at hand; `nil` for nothing special.
  func effect(on rule: Int) -> Effect? { effects[rule] }

  /// Whether a rule is off in the record at hand.
  func isOff(_ rule: Int) -> Bool { if case .off = effects[rule] { true } else { false } }

  /// The severity of a rule in the record at hand, when it is not the usual one.
  func severity(of rule: Int) -> Severity? {
    if case .severity(let severity) = effects[rule] { severity } else { nil }
  }
}
