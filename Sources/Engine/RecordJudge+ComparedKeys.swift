import CEL
import Findings
import JSONReading
import RuleSets
import SourceText

// What findings about keys that occur again, or that have another value, are known by.
extension RecordJudge {
  /// The parts of the key by which a rule compares the subject that its variables mean; `nil` when it compares none.
  func comparedKey(of rulePosition: Int) -> [CELValue]? {
    switch program.rules[rulePosition].check {
    case .unique, .consistent: break
    default: return nil
    }
    guard let questions = questions[program.rules[rulePosition].subject],
      let check = questions.rules.first(where: { $0.position == rulePosition })?.check
    else { return nil }
    let evaluator = variables(program.rules[rulePosition].subject).evaluator
    switch check {
    case .unique(let key, _, _): return (try? self.key(key, evaluator)).map { [$0] }
    case .consistent(let number):
      return questions.consistencies[number].key.map { part in (try? self.key(part, evaluator)) ?? .null }
    default: return nil
    }
  }

  /// The fingerprint of a finding of `rule` about a key: of several places with that key the order of the export decides
  /// which is the first and which ones are findings, so it is made of the key and not of what stands at the place.
  func fingerprint(of rule: Program.Rule, aboutKey key: [CELValue], hiding hidden: [String]) -> String {
    let isWithinRecord =
      switch rule.check {
      case .unique(_, let scope): scope == .record
      case .consistent(let consistency): consistency.within == .record
      default: false
      }
    var identity = isWithinRecord ? record.map { self.identity(of: $0).parts } ?? [] : []
    var hidden = hidden
    for part in key {
      // A text is not the number that it spells.
      identity.append(IdentityPart(name: part.isText ? "key" : "value", value: part.text))
      if rule.isMasked { hidden.append(part.text) }
    }
    return Fingerprint.masked(rule: rule.description.id, identity: identity.hiding(hidden), pointer: .root)
  }
}

extension CELValue {
  fileprivate var isText: Bool {
    switch self {
    case .string: true
    case .json(let node): node.kind == .string
    default: false
    }
  }
}
