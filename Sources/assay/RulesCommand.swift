import ArgumentParser
import CEL
import Findings
import JSONReading
import RuleSets
import SourceText

/// Shows the rules in force.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Show the rules in force.",
    subcommands: [List.self, Show.self, Explain.self], defaultSubcommand: List.self)

  /// One line a rule.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the rules, one a line.")
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      let rules = try rules.program().rules
      let idWidth = rules.map(\.description.id.count).max() ?? 0
      for rule in rules {
        let id = rule.description.id + String(repeating: " ", count: idWidth - rule.description.id.count)
        let severity = rule.description.severity.description
        print("\(id)  \(severity + String(repeating: " ", count: 7 - severity.count))  \(rule.description.title)")
      }
    }
  }

  /// A rule as it is in force.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a rule as it is in force, and where it comes from.")
    @Argument(help: "The rule's id.") var id: String
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      let rule = try RulesCommand.rule(id, in: rules.program(wantsDocumentation: true))
      print("rule      \(rule.description.id)")
      print("title     \(rule.description.title)")
      print("severity  \(rule.description.severity)")
      print("from      \(rule.origin) (\(rule.description.ruleSet))")
      print("on        \(rule.source.on)")
      if let condition = rule.source.condition { print("where     \(condition)") }
      print(rule.source.check)
      print("cost      at most \(rule.cost) steps for each \(rule.source.on)")
      if rule.params.root.count > 0 { print("params    \(rule.params.root.compactText)") }
      if !rule.description.tags.isEmpty { print("tags      \(rule.description.tags.joined(separator: ", "))") }
    }
  }

  /// What a rule is for, with its examples.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what a rule is for, with examples.")
    @Argument(help: "The rule's id.") var id: String
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      let rule = try RulesCommand.rule(id, in: rules.program(wantsDocumentation: true))
      print("\(rule.description.id) (\(rule.description.severity), \(rule.description.ruleSet))\n")
      print("\(rule.description.title).")
      if !rule.description.why.isEmpty { print("Why: \(rule.description.why)") }
      print("\nIt looks at: \(rule.source.on)")
      if let condition = rule.source.condition { print("It applies where: \(condition)") }
      print("It asks: \(rule.source.check)")
      print("It takes: at most \(rule.cost) steps for each, in data with lists of \(CELCost.elements) elements")
      for (title, examples) in [("Accepted", rule.examples.valid), ("Found", rule.examples.invalid)]
      where !examples.isEmpty {
        print("\n\(title):")
        for example in examples { print("  \(example)") }
      }
      if let docs = rule.description.docs { print("\nMore: \(docs)") }
      print("\nTo switch it off or change it, write in a rule set that extends \(rule.description.ruleSet):")
      print("  rules:\n    \(rule.description.id): off    # or info, warning, error")
    }
  }

  /// The rule called `id`, or an error of use with the name that was probably meant.
  private static func rule(_ id: String, in program: Program) throws -> Program.Rule {
    if let rule = program.rules.first(where: { $0.description.id == id }) { return rule }
    let suggestion = Suggestion.nearest(to: id, among: program.rules.map(\.description.id)).map {
      ", did you mean '\($0)'?"
    }
    throw ValidationError("no rule '\(id)' is in force\(suggestion ?? "; 'assay rules list' shows them")")
  }
}
