import Findings

/// The rules of a SARIF run: those in force, and behind them those that only findings name.
struct SARIFRules: Sendable {
  private var rules: [RuleDescription] = []
  private var positions: [String: Int] = [:]

  init(_ rules: [RuleDescription]) {
    for rule in rules { add(rule) }
  }

  /// Adds the rule of `finding`, when it is a new one.
  mutating func add(_ finding: Finding) {
    guard positions[finding.rule] == nil else { return }
    add(RuleDescription(id: finding.rule, severity: finding.severity, title: finding.rule, ruleSet: "assay"))
  }

  private mutating func add(_ rule: RuleDescription) {
    guard positions[rule.id] == nil else { return }
    positions[rule.id] = rules.count
    rules.append(rule)
  }

  /// Where the rule called `id` stands.
  func position(of id: String) -> Int? { positions[id] }

  /// Appends the elements of `rules`.
  func append(to output: inout ReportText) {
    for (number, rule) in rules.enumerated() {
      output.append(number == 0 ? "\n" : ",\n")
      append(rule, to: &output)
    }
  }

  private func append(_ rule: RuleDescription, to output: inout ReportText) {
    let title = rule.title.isEmpty ? rule.id : rule.title
    output.append("{\"id\":")
    output.appendJSON(rule.id)
    // GitHub takes 1024 characters of each description, and no empty one.
    output.append(",\"shortDescription\":{\"text\":")
    output.appendJSON(String(title.prefix(1024)))
    output.append("},\"fullDescription\":{\"text\":")
    output.appendJSON(String((rule.why.isEmpty ? title : "\(title). \(rule.why)").prefix(1024)))
    output.append("},\"help\":{\"text\":")
    output.appendJSON(rule.why.isEmpty ? title : rule.why)
    output.append("}")
    if let docs = rule.docs {
      output.append(",\"helpUri\":")
      output.appendJSON(docs)
    }
    output.append(",\"defaultConfiguration\":{\"level\":\"\(rule.severity.sarifLevel)\"}")
    output.append(",\"properties\":{\"tags\":[")
    // GitHub keeps ten tags.
    for (number, tag) in rule.tags.prefix(10).enumerated() {
      if number > 0 { output.append(",") }
      output.appendJSON(tag)
    }
    output.append("],\"ruleSet\":")
    output.appendJSON(rule.ruleSet)
    output.append(",\"problem.severity\":\"\(rule.severity.gitHubName)\"}}")
  }
}

extension Severity {
  /// `error`, `warning` or `note`.
  var sarifLevel: String { self == .info ? "note" : description }

  /// GitHub's word in `problem.severity`.
  fileprivate var gitHubName: String { self == .info ? "recommendation" : description }
}
