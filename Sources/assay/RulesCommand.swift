public import ArgumentParser
import CEL
import Engine
import Findings
import JSONReading
public import Reporters
import RuleSets
import SourceText

/// Shows the rules in force.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Show the rules in force.",
    subcommands: [List.self, Show.self, Explain.self, Pages.self, Schema.self], defaultSubcommand: List.self)

  /// All rules.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the rules.")
    @Option(help: "text (a rule a line), json or markdown.") var format = RuleListFormat.text
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      let program = try rules.program(wantsDocumentation: format == .json)
      var text = ReportText()
      RuleList.append(program.rules.map(\.documented), as: format, to: &text)
      try Output.print(text.string, terminator: "")
    }
  }

  /// A rule as it is in force.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a rule as it is in force, and where it comes from.")
    @Argument(help: "The rule's id.") var id: String
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      let program = try rules.program(wantsDocumentation: true, wantsSettings: true)
      if let origin = program.off[id] { return try Output.print("\(id) is off  # \(origin)") }
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
      for (name, text) in all {
        try Output.print("\(name)\(String(repeating: " ", count: width - name.count))  \(text.printable)")
      }
    }
  }

  /// What a rule is for, with its examples.
  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Say what a rule is for, with examples.")
    @Argument(help: "The rule's id.") var id: String
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      if let check = InputCheck(rawValue: id)?.description {
        return try Output.print(
          """
          \(check.id) (\(check.severity), \(check.ruleSet))

          \(check.title).
          Why: \(check.why)

          It is made of every input, before any rule, and cannot be switched off.
          """)
      }
      let rule = try RulesCommand.rule(id, in: rules.program(wantsDocumentation: true))
      var text = ReportText()
      RulePage.appendText(rule.documented, to: &text)
      try Output.print(text.string, terminator: "")
    }
  }

  /// A page for each rule.
  struct Pages: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a page in Markdown for each rule, and a list of them.",
      discussion: "Writes RULE.md for each rule and README.md into the folder, which must exist; other files stay.")
    @Argument(help: "The folder.") var folder: String
    @OptionGroup var rules: RuleSetArguments

    func run() throws {
      let rules = try self.rules.program(wantsDocumentation: true).rules.map(\.documented)
      var list = ReportText()
      list.append("# Rules\n\n")
      RuleList.append(rules, as: .markdown, pages: "", to: &list)
      try Output.write(list.bytes, to: "\(folder)/README.md")
      for rule in rules {
        var page = ReportText()
        RulePage.appendMarkdown(rule, to: &page)
        try Output.write(page.bytes, to: "\(folder)/\(rule.rule.id).md")
      }

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

    func run() throws { try Output.print(EditorSchema.ruleSetText, terminator: "") }
  }

  /// The rule called `id`, or an error of use with the name that was probably meant.
  private static func rule(_ id: String, in program: Program) throws -> Program.Rule {
    if let rule = program.rules.first(where: { $0.description.id == id }) { return rule }
    if InputCheck(rawValue: id) != nil {
      throw ValidationError("\(id) is a check of the input itself: 'assay rules explain \(id)' tells what it is for")
    }
    let suggestion = Suggestion.clause(for: id, among: program.rules.map(\.description.id))
    throw ValidationError("no rule '\(id)' is in force\(suggestion ?? "; 'assay rules list' shows them")")
  }
}

extension Program.Rule {
  /// What its documentation tells.
  var documented: DocumentedRule {
    DocumentedRule(
      rule: description, origin: origin, subject: source.on, condition: source.condition, check: source.check,
      cost: cost, fix: fixText, ontology: examples.ontology?.text, valid: examples.valid.map(\.text),
      invalid: examples.invalid.map(\.text))
  }
}

extension RuleListFormat: ExpressibleByArgument {}
