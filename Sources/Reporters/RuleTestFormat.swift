/// The formats in which tests of rules can be reported; the raw value is the name on the command line.
public enum RuleTestFormat: String, Hashable, Sendable, CaseIterable {
  /// For people: a line a rule, and what is wrong.
  case text
  /// For continuous integration: JUnit XML.
  case junit
}
