public import Findings

/// The formats in which rules can be listed; the raw value is the name on the command line.
public enum RuleListFormat: String, Hashable, Sendable, CaseIterable {
  /// For people: a rule a line.
  case text
  /// For programs: an array with an object a line for each rule.
  case json
  /// For documentation: a table.
  case markdown
}

/// Lists rules.
public enum RuleList {
  /// Appends `rules` in `format`. `pages` is the folder of the pages that a Markdown list links to; `nil` for no links.
  public static func append(
    _ rules: [DocumentedRule], as format: RuleListFormat, pages: String? = nil, to output: inout ReportText
  ) {
    switch format {
    case .text: appendText(rules, to: &output)
    case .json: appendJSON(rules, to: &output)
    case .markdown: appendMarkdown(rules, pages: pages, to: &output)
    }
  }

  private static func appendText(_ rules: [DocumentedRule], to output: inout ReportText) {
    let idWidth = rules.reduce(0) { max($0, $1.rule.id.cellCount) }
    for rule in rules.map(\.rule) {
      output.appendPrintable(rule.id.padded(to: idWidth))
      output.append("  \(rule.severity.description.padded(to: 7))  ")
      output.appendPrintable(rule.title)
      output.append("\n")
    }
  }

  private static func appendMarkdown(_ rules: [DocumentedRule], pages: String?, to output: inout ReportText) {
    output.append("| Rule | Severity | Rule set | What holds |\n|---|---|---|---|\n")
    for rule in rules.map(\.rule) {
      output.append("| ")
      if pages != nil { output.append("[") }
      output.appendMarkdownCode(rule.id)
      if let pages { output.append("](\(pages)\(rule.id).md)") }
      output.append(" | \(rule.severity) | ")
      output.appendMarkdown(rule.ruleSet)
      output.append(" | ")
      output.appendMarkdown(rule.title)
      output.append(" |\n")
    }
  }

  private static func appendJSON(_ rules: [DocumentedRule], to output: inout ReportText) {
    output.append("[")
    for (place, rule) in rules.enumerated() {
      output.append(place == 0 ? "\n" : ",\n")
      appendJSON(rule, to: &output)
    }
    output.append(rules.isEmpty ? "]\n" : "\n]\n")
  }

  private static func appendJSON(_ rule: DocumentedRule, to output: inout ReportText) {
    let texts: [(String, String?)] = [
      ("id", rule.rule.id), ("severity", rule.rule.severity.description), ("title", rule.rule.title),
      ("why", rule.rule.why.isEmpty ? nil : rule.rule.why), ("docs", rule.rule.docs), ("ruleSet", rule.rule.ruleSet),
      ("origin", rule.origin), ("on", rule.subject), ("where", rule.condition), ("check", rule.check),
      ("fix", rule.fix),
    ]
    output.append("{")
    for (place, member) in texts.filter({ $0.1 != nil }).enumerated() {
      output.append(place == 0 ? "\"\(member.0)\":" : ",\"\(member.0)\":")
      output.appendJSON(member.1 ?? "")
    }
    if let cost = rule.cost { output.append(",\"cost\":\(cost)") }
    output.append(",\"tags\":[")
    for (place, tag) in rule.rule.tags.enumerated() {
      if place > 0 { output.append(",") }
      output.appendJSON(tag)
    }
    // Examples are JSON texts.
    output.append("],\"examples\":{\"valid\":[\(rule.valid.joined(separator: ","))]")
    output.append(",\"invalid\":[\(rule.invalid.joined(separator: ","))]}}")
  }
}
