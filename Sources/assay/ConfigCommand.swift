public import ArgumentParser
public import Reporters
import RuleSets

/// Shows what is settled for runs.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Show what the configuration and the command line settle.",
    subcommands: [Show.self, Schema.self], defaultSubcommand: Show.self)

  /// All settings.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what is in force, and who says so.",
      discussion: """
        Takes the options of check, so that it can be asked what they would change. A value is the default, or stands in \
        the configuration at FILE:LINE:COLUMN, or comes from the command line.

        Example:
          assay config show --fail-on warning
        """)

    @Option(help: "text (a setting a line) or json.") var format = SettingListFormat.text
    @OptionGroup var rules: RuleSetArguments
    @OptionGroup var settings: SettingArguments

    func run() throws {
      let request = CheckRequest(input: [], rules: rules.choice, settings: settings.settings)
      let configuration = try request.configuration()
      let list = try request.listedSettings(configuration)
      var text = ReportText()
      SettingList.append(list, configuration: configuration?.path, as: format, to: &text)
      try Output.print(text.string, terminator: "")
    }
  }

  /// What configurations may hold, for editors.
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print a JSON Schema (2020-12) of configurations, for editors.",
      discussion: """
        Example, for the YAML language server:
          assay config schema > assay-config.schema.json
          # first line of assay.yaml: # yaml-language-server: $schema=assay-config.schema.json
        """)

    func run() throws {
      try Output.print(
        EditorSchema.configurationText(reportFormats: ReportFormat.allCases.map(\.rawValue)), terminator: "")
    }
  }
}

extension SettingListFormat: ExpressibleByArgument {}
