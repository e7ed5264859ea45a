import Findings

/// A rule as a test case names it.
struct JUnitRule: Hashable, Sendable {
  var id: String
  /// Rule set and group: consumers group by it.
  var className: String
}

/// The rules of a run, those that only findings name behind the others.
struct JUnitRules: Sendable {
  private(set) var all: [JUnitRule] = []
  private var positions: [String: Int] = [:]

  /// Adds what is known when the run begins.
  mutating func add(_ rules: [RuleDescription]) {
    for rule in rules where positions[rule.id] == nil {
      positions[rule.id] = all.count
      all.append(JUnitRule(id: rule.id, className: "\(rule.ruleSet).\(rule.group)"))
    }
  }

  /// The position of the rule `id` in `all`.
  mutating func index(of id: String) -> Int {
    if let position = positions[id] { return position }
    positions[id] = all.count
    all.append(JUnitRule(id: id, className: "assay.\(id.prefix { $0 != "-" })"))
    return all.count - 1
  }
}
