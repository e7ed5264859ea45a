/// What came of testing one rule by its examples.
public struct RuleTest: Hashable, Sendable {
  /// The rule.
  public var rule: RuleDescription
  /// What was tested, in order: its examples, then what else was asked for.
  public var cases: [RuleTestCase]
  /// What became of the rule's mutants; `nil` when it has none or nobody asked.
  public var mutants: MutantCounts?

  /// What came of a test.
  public init(rule: RuleDescription, cases: [RuleTestCase], mutants: MutantCounts? = nil) {
    self.rule = rule
    self.cases = cases
    self.mutants = mutants
  }

  /// Whether all is as it should be.
  public var hasPassed: Bool { cases.allSatisfy(\.failures.isEmpty) }
}

/// How many changed versions of a rule were tried.
public struct MutantCounts: Hashable, Sendable {
  /// Those that an example told from the rule.
  public var killed: Int
  /// Those that none did.
  public var survived: Int
  /// Whether there are more than were tried.
  public var isCut: Bool

  /// Counts of mutants.
  public init(killed: Int, survived: Int, isCut: Bool = false) {
    self.killed = killed
    self.survived = survived
    self.isCut = isCut
  }
}

/// One thing that is asked of a rule's examples.
public struct RuleTestCase: Hashable, Sendable {
  /// What is asked.
  public enum Kind: Hashable, Sendable {
    /// That the rule finds nothing in a valid example, by its number from 1.
    case valid(Int)
    /// That it finds something in an invalid one.
    case invalid(Int)
    /// That the rule's fix puts an invalid one right.
    case fixed(Int)
    /// That there are a valid and an invalid example.
    case examples
    /// That the examples tell the rule from its mutants.
    case mutants
  }

  /// What is asked.
  public var kind: Kind
  /// Where the example, or the rule, is written.
  public var location: Location
  /// What is wrong; empty when nothing is.
  public var failures: [RuleTestFailure]

  /// What came of one question.
  public init(kind: Kind, location: Location, failures: [RuleTestFailure]) {
    self.kind = kind
    self.location = location
    self.failures = failures
  }

  /// `invalid example 2`.
  public var name: String {
    switch kind {
    case .valid(let number): "valid example \(number)"
    case .invalid(let number): "invalid example \(number)"
    case .fixed(let number): "invalid example \(number), fixed"
    case .examples: "examples"
    case .mutants: "mutants"
    }
  }
}

/// One way in which a rule and its examples do not agree.
public struct RuleTestFailure: Hashable, Sendable {
  /// In the rule set, at the example or at what was changed.
  public var finding: Finding
  /// More about it, a line each: the example, what was expected and what happened instead.
  public var notes: [String]

  /// A finding with notes.
  public init(finding: Finding, notes: [String] = []) {
    self.finding = finding
    self.notes = notes
  }
}
