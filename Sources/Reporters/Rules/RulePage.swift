public import Findings

/// Writes the page of one rule: what it asks, why, and examples.
public enum RulePage {
  /// Appends `rule` as a page in Markdown (CommonMark).
  public static func appendMarkdown(_ rule: DocumentedRule, to output: inout ReportText) {
    output.append("# ")
    output.appendMarkdown(rule.rule.id)
    output.append("\n\n")
    output.appendMarkdown(rule.rule.title)
    output.append(".\n\n")
    if !rule.rule.why.isEmpty {
      output.append("**Why:** ")
      output.appendMarkdown(rule.rule.why)
      output.append("\n\n")
    }
    output.append("| | |\n|---|---|\n")
    appendRow("severity", rule.rule.severity.description, to: &output)
    appendRow("rule set", rule.rule.ruleSet, to: &output)
    if !rule.rule.tags.isEmpty { appendRow("tags", rule.rule.tags.joined(separator: ", "), to: &output) }
    appendRow("looks at", code: rule.subject, to: &output)
    if let condition = rule.condition { appendRow("applies where", code: condition, to: &output) }
    appendRow("asks", code: rule.check, to: &output)
    if let fix = rule.fix { appendRow("is put right by", code: fix, to: &output) }
    if let docs = rule.rule.docs { appendRow("more", docs, to: &output) }
    appendExamples("Beside the ontology", rule.ontology.map { [$0] } ?? [], to: &output)
    appendExamples("It finds nothing in", rule.valid, to: &output)
    appendExamples("It finds something in", rule.invalid, to: &output)
    output.append("\nTo switch it off or to change it, in a rule set that extends ")
    output.appendMarkdown(rule.rule.ruleSet)
    output.append(":\n\n```yaml\nrules:\n  \(rule.rule.id): off    # or info, warning, error\n```\n")
  }

  /// Appends `rule` as `assay rules explain` prints it.
  public static func appendText(_ rule: DocumentedRule, to output: inout ReportText) {
    func line(_ start: String, _ text: String) {
      output.append(start)
      output.appendPrintable(text)
      output.append("\n")
    }
    line("", "\(rule.rule.id) (\(rule.rule.severity), \(rule.rule.ruleSet))")
    line("\n", "\(rule.rule.title).")
    if !rule.rule.why.isEmpty { line("Why: ", rule.rule.why) }
    line("\nIt looks at: ", rule.subject)
    if let condition = rule.condition { line("It applies where: ", condition) }
    line("It asks: ", rule.check)
    if let cost = rule.cost {
      line("It takes: ", "at most \(cost) steps for each, in data with lists of 100 elements")
    }
    if let fix = rule.fix { line("It is put right by: ", fix) }
    let parts = [
      ("Beside the ontology", rule.ontology.map { [$0] } ?? []), ("Accepted", rule.valid), ("Found", rule.invalid),
    ]
    for (title, examples) in parts where !examples.isEmpty {
      output.append("\n\(title):\n")
      for example in examples { line("  ", example) }
    }
    if let docs = rule.rule.docs { line("\nMore: ", docs) }
    line("\nTo switch it off or change it, write in a rule set that extends ", "\(rule.rule.ruleSet):")
    line("  rules:\n    ", "\(rule.rule.id): off    # or info, warning, error")
  }

  private static func appendRow(_ name: String, _ text: String, to output: inout ReportText) {
    output.append("| \(name) | ")
    output.appendMarkdown(text)
    output.append(" |\n")
  }

  private static func appendRow(_ name: String, code: String, to output: inout ReportText) {
    output.append("| \(name) | ")
    output.appendMarkdownCode(code, inTable: true)
    output.append(" |\n")
  }

  private static func appendExamples(_ title: String, _ examples: [String], to output: inout ReportText) {
    guard !examples.isEmpty else { return }
    output.append("\n\(title):\n\n```json\n")
    for example in examples {
      output.appendPrintable(example)
      output.append("\n")
    }
    output.append("```\n")
  }
}
