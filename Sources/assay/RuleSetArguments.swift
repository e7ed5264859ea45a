import ArgumentParser
import RuleSets

/// The options by which commands choose rule sets.
struct RuleSetArguments: ParsableArguments {
  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "A rule set: a built-in name or a YAML file (repeatable; default: those of the configuration, else, unless there "
        + "is a --schema, the recommended one for the format of the first input).",
      valueName: "file|name"))
  var ruleSets: [String] = []

  @Option(
    help: ArgumentHelp(
      "A JSON Schema (draft 2020-12) that records keep to: a file or a built-in name; alone, or beside --rules.",
      valueName: "file|name"))
  var schema: String?

  @Flag(help: "Judge by 'format' in the schema, too.")
  var assertFormats = false

  @Option(
    help: ArgumentHelp(
      "The project's category schema, for rules that ask it; without --rules, also judge by ango/ontology.",
      valueName: "file"))
  var ontology: String?

  @Option(help: ArgumentHelp("Set a parameter of the rules (repeatable).", valueName: "name=value"))
  var param: [String] = []

  @Option(help: ArgumentHelp("Judge by this rule alone (repeatable).", valueName: "rule"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Leave this rule out (repeatable).", valueName: "rule"))
  var skip: [String] = []

  @Option(
    help: ArgumentHelp("The format definition, in place of the one that the rule sets name.", valueName: "name|file"))
  var inputFormat: String?

  @OptionGroup var configuration: ConfigurationArguments

  /// Whether any rule set, rule, format or parameter is named.
  var choosesRules: Bool {
    !ruleSets.isEmpty || schema != nil || assertFormats || !param.isEmpty || !only.isEmpty || !skip.isEmpty
      || inputFormat != nil
  }

  /// What they choose.
  var choice: RuleSetChoice {
    RuleSetChoice(
      ruleSets: ruleSets, schema: schema, assertsFormats: assertFormats, ontology: ontology, param: param, only: only,
      skip: skip,
      inputFormat: inputFormat, configuration: configuration.choice)
  }

  /// The rule sets compiled, as the configuration has them. Prints what is wrong with them and throws.
  func program(wantsDocumentation: Bool = false, wantsSettings: Bool = false) throws -> Program {
    try choice.program(choice.readConfiguration(), wantsDocumentation: wantsDocumentation, wantsSettings: wantsSettings)
  }
}
