import CEL
import Findings
import JSONReading
import RuleSets
import SourceText

// The fixes of rules, tried on their invalid examples.
extension RuleTests {
  /// What comes of the fix of `rule` in its invalid examples: a case for each that it changes or of which the rule set says
  /// what becomes of it. The rule must be silent there, and the rest of the example as it was.
  func fixCases(of rule: Program.Rule) -> [RuleTestCase] {
    guard rule.fixText != nil else { return [] }
    let fixed = rule.examples.fixed + [RuleExample?](repeating: nil, count: rule.examples.invalid.count)
    return zip(rule.examples.invalid, fixed).enumerated().compactMap { position, pair in
      let (example, wanted) = pair
      let results = records(of: example, fixedBy: rule)
      let isChanged = results.contains { !$0.text.edits.isEmpty || !$0.dropped.isEmpty }
      guard isChanged || wanted != nil else { return nil }
      return RuleTestCase(
        kind: .fixed(position + 1), location: Location(example.place),
        failures: [failure(of: rule, position + 1, example, results, wanted)].compactMap(\.self))
    }
  }

  private func records(of example: RuleExample, fixedBy rule: Program.Rule) -> [FixedRecord] {
    // What is wrong with the ontology has been said of the example itself.
    let ontology = rule.examples.ontology.flatMap { try? Ontology.read(Array($0.text.utf8), file: "ontology") }
    let fixer = RecordFixer(
      program: program, now: rule.examples.now ?? now, ontology: ontology, includesUnsafe: true,
      onlyRule: rule.description.id)
    return example.records.map { fixer.fixed(Array($0.utf8), file: "example") }
  }

  private func failure(
    of rule: Program.Rule, _ number: Int, _ example: RuleExample, _ results: [FixedRecord], _ wanted: RuleExample?
  ) -> RuleTestFailure? {
    let texts = results.map { String(decoding: $0.text.bytes, as: UTF8.self) }
    let text = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ","))]"
    func failure(_ message: String, _ notes: [String]) -> RuleTestFailure {
      RuleTestFailure(
        finding: Finding(rule, message, at: example.place),
        notes: ["example: \(example.text)"] + notes)
    }
    if let dropped = results.flatMap(\.dropped).first {
      return failure("the fix of invalid example \(number) does not put it right", ["found: \(dropped.reason)"])
    }
    guard let wanted, !Self.isSame(text, wanted.text) else { return nil }
    return failure(
      "the fix makes something else of invalid example \(number)", ["expected: \(wanted.text)", "found: \(text)"])
  }

  /// Whether two JSON texts say the same, whatever their blanks.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    guard let left = try? JSONDocument(left), let right = try? JSONDocument(right) else { return false }
    return withExtendedLifetime((left, right)) { left.root.compactText == right.root.compactText }
  }
}
