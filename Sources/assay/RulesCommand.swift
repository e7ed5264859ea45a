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
    subcommands: [List.self, Show.self, Explain.self, Schema.self], defaultSubcommand: List.self)

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
      let program = try rules.program(wantsDocumentation: true, wantsSettings: true)
      if let origin = program.off[id] { return print("\(id) is off  # \(origin)") }
      let rule = try RulesCommand.rule(id, in: program)
      let overrides = (program.overrides?.overrides ?? []).flatMap { override in
        override.changes.filter { program.rules[$0.rule].description.id == id }.map { change in
          let severity = change.severity?.description ?? "off"
          return ("override", "\(severity) where \(override.conditionText)  # \(override.origin)")
        }
      }
      let lines = [("rule", "\(id)  # \(rule.origin) (\(rule.description.ruleSet))")]
      let cost = rule.cost.map { [("cost", "at most \($0) steps for each \(rule.source.on)")] } ?? []
      let all = lines + rule.settings.map { ($0.name, $0.description) } + overrides + cost
      let width = all.map(\.0.count).max() ?? 0
      for (name, text) in all { print("\(name)\(String(repeating: " ", count: width - name.count))  \(text)") }
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
      if let cost = rule.cost {
        print("It takes: at most \(cost) steps for each, in data with lists of \(CELCost.elements) elements")
      }
      if let ontology = rule.examples.ontology { print("\nBeside the ontology:\n  \(ontology.text)") }
      for (title, examples) in [("Accepted", rule.examples.valid), ("Found", rule.examples.invalid)]
      where !examples.isEmpty {
        print("\n\(title):")
        for example in examples { print("  \(example.text)") }
      }
      if let docs = rule.description.docs { print("\nMore: \(docs)") }
      print("\nTo switch it off or change it, write in a rule set that extends \(rule.description.ruleSet):")
      print("  rules:\n    \(rule.description.id): off    # or info, warning, error")
    }
  }

  /// What rule files may hold, for editors.
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a JSON Schema (2020-12) of rule sets and format definitions, for editors.",
      discussion: """
        Example, for the YAML language server:
          assay rules schema > assay.schema.json
          # first line of a rule set: # yaml-language-server: $schema=assay.schema.json
        """)

    func run() throws { print(EditorSchema.text, terminator: "") }
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
