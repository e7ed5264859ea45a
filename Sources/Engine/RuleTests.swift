public import CEL
public import Findings
public import RuleSets
import SourceText

/// Tests rules by the examples that they carry.
public struct RuleTests {
  /// What is asked beside whether each example is judged as it should be.
  public struct Options {
    /// Whether a rule must have a valid and an invalid example.
    public var isStrict = false
    /// The mutants of a rule that its examples are asked about; `nil`: none.
    public var mutants: ((_ rule: String) -> (mutants: [RuleMutant], isCut: Bool))?

    /// Nothing more.
    public init() {}
  }

  let program: Program
  let now: CELTimestamp
  private let options: Options

  /// Tests of the rules of `program`, for which it is `now`.
  public init(program: Program, now: CELTimestamp, options: Options = Options()) {
    self.program = program
    self.now = now
    self.options = options
  }

  /// What came of `rule`. Its mutants are tried only when all its examples are judged as they should be.
  public func test(of rule: Program.Rule) -> RuleTest {
    var test = RuleTest(rule: rule.description, cases: [])
    let examples = rule.numberedExamples
    for (kind, example) in examples {
      test.cases.append(
        RuleTestCase(
          kind: kind, location: Location(example.place), failures: [failure(of: rule, kind, example)].compactMap { $0 })
      )
    }
    let areRight = test.hasPassed
    if areRight { test.cases += fixCases(of: rule) }
    if options.isStrict {
      let missing = [("valid", rule.examples.valid), ("invalid", rule.examples.invalid)].filter(\.1.isEmpty).map(\.0)
      var failures = missing.map { word in
        RuleTestFailure(finding: Finding(rule, "no \(word) example", at: rule.definition))
      }
      let showsFix = test.cases.contains { if case .fixed = $0.kind { true } else { false } }
      if rule.fixText != nil, areRight, !showsFix {
        failures.append(
          RuleTestFailure(finding: Finding(rule, "the fix changes no invalid example", at: rule.definition)))
      }
      test.cases.append(RuleTestCase(kind: .examples, location: Location(rule.definition), failures: failures))
    }
    if areRight, !examples.isEmpty, let mutants = options.mutants?(rule.description.id) {
      add(mutants.mutants, isCut: mutants.isCut, of: rule, examples, to: &test)
    }
    return test
  }

  private func add(
    _ mutants: [RuleMutant], isCut: Bool, of rule: Program.Rule, _ examples: [(RuleTestCase.Kind, RuleExample)],
    to test: inout RuleTest
  ) {
    guard !mutants.isEmpty else { return }
    let survivors = mutants.filter { mutant in
      examples.allSatisfy { kind, example in
        Self.isRight(outcome(of: example, by: rule, in: mutant.program), kind)
      }
    }
    test.mutants = MutantCounts(killed: mutants.count - survivors.count, survived: survivors.count, isCut: isCut)
    test.cases.append(
      RuleTestCase(
        kind: .mutants, location: Location(rule.definition),
        failures: survivors.map { mutant in
          RuleTestFailure(finding: Finding(rule, "no example notices: \(mutant.change)", at: mutant.place))
        }))
  }

  /// What `rule`, as it is in `program`, says about an example: the ontology, for a rule about it without another one,
  /// or else records beside the ontology of its examples.
  private func outcome(
    of example: RuleExample, by rule: Program.Rule, in program: Program
  ) -> RecordCheck.Outcome {
    var records = example.records
    var text = rule.examples.ontology?.text
    if text == nil, self.program.subjects[rule.subject].scope.isOfOntology {
      text = example.text
      records = []
    }
    do throws(RuleSetErrors) {
      var ontology: Ontology?
      if let text { ontology = try Ontology.read(Array(text.utf8), file: "ontology") }
      return RecordCheck(program: program, now: rule.examples.now ?? now, ontology: ontology).outcome(
        of: records, by: rule.description.id)
    } catch {
      let place = rule.examples.ontology?.place ?? example.place
      let reasons = error.errors.map { "the ontology, column \($0.position.column): \($0.message)" }
      return .notJudged(Finding(rule, reasons.joined(separator: "; "), at: place))
    }
  }

  private static func isRight(_ outcome: RecordCheck.Outcome, _ kind: RuleTestCase.Kind) -> Bool {
    switch (outcome, kind) {
    case (.found, .invalid), (.kept, .valid), (.notApplicable, .valid): true
    default: false
    }
  }

  private func failure(of rule: Program.Rule, _ kind: RuleTestCase.Kind, _ example: RuleExample) -> RuleTestFailure? {
    let outcome = outcome(of: example, by: rule, in: program)
    guard !Self.isRight(outcome, kind) else { return nil }
    let question = RuleTestCase(kind: kind, location: Location(example.place), failures: [])
    var finding = Finding(rule, "", at: example.place)
    var happened: [String]
    switch outcome {
    case .found(let findings):
      finding.message = "\(question.name) breaks the rule"
      happened = findings.prefix(Self.shownFindings).map { "found: \($0.summary(of: example))" }
      let rest = findings.count - happened.count
      if rest > 0 { happened.append("found: \(rest) more") }
    case .kept:
      finding.message = "\(question.name) passes the rule"
      happened = ["found: nothing"]
    case .notApplicable:
      finding.message = "the rule does not apply to \(question.name)"
      happened = ["found: nothing that the rule is about"]
    case .notJudged(let unjudged):
      finding.message = "\(question.name) cannot be judged"
      finding.outcome = .notJudged
      happened = ["not judged: \(unjudged.summary(of: example))"]
    }
    let expected = if case .valid = kind { "no finding" } else { "a finding" }
    return RuleTestFailure(
      finding: finding, notes: ["example: \(example.text)", "expected: \(expected)"] + happened)
  }

  /// Findings in a valid example that are told one by one.
  private static let shownFindings = 10
}

extension Program.Rule {
  /// All examples with what is asked about them.
  fileprivate var numberedExamples: [(RuleTestCase.Kind, RuleExample)] {
    examples.valid.enumerated().map { (.valid($0.offset + 1), $0.element) }
      + examples.invalid.enumerated().map { (.invalid($0.offset + 1), $0.element) }
  }
}

extension Location {
  /// A place of a rule set. Its bytes are not known.
  init(_ place: RuleSetPlace) {
    self.init(
      file: place.path, start: place.position, end: place.position,
      span: SourceSpan(start: 0, end: 0))
  }
}

extension Finding {
  /// Something about `rule` at a place in its rule set.
  init(_ rule: Program.Rule, _ message: String, at place: RuleSetPlace) {
    self.init(
      rule: rule.description.id, severity: .error, message: message, location: Location(place),
      excerpt: place.line.isEmpty
        ? nil : Excerpt(text: place.line, firstColumn: 1, isCutBefore: false, isCutAfter: false))
  }

  /// Where in the example, and what.
  fileprivate func summary(of example: RuleExample) -> String {
    var pointer = location.pointer?.description ?? ""
    if example.records.count > 1, let record = location.record { pointer = "/\(record)\(pointer)" }
    return "\(pointer.isEmpty ? "" : "\(pointer) ")\(message)"
  }
}
