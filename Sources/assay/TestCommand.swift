import ArgumentParser
import CEL
import Engine
import Findings
import Reporters
import RuleSets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the examples that rule sets carry.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Run the examples embedded in rule sets.",
    discussion: """
      A valid example must pass its rule, an invalid one must break it. An example is a record, or a list of records \
      that are judged as one export.

      --mutate changes each rule in many small ways, at most \(RuleMutant.limit): where is left out or turned round, so \
      is each part of an expression, < becomes <=, numbers become one more and one less, lists get shorter. An example \
      should be judged otherwise by each changed rule; changes that none notices are listed. Some cannot be noticed, \
      because the changed rule means the same: write the expression without the part that makes no difference.

      Examples:
        assay test team.yaml
        assay test team.yaml --strict --format text --format junit:rules.xml
        assay test team.yaml --mutate --quiet

      Exit codes: 0 all passed, 1 something failed, 2 usage or rule-set error, 3 there is no example, or a report could \
      not be written.
      """)

  @Argument(
    help: "Rule sets: built-in names or YAML files (default: those of the configuration, else ango/recommended).")
  var ruleSets: [String] = []

  @OptionGroup var configuration: ConfigurationArguments

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "A report: text or junit, to standard output or to FILE (repeatable).", valueName: "name[:file]"))
  var formats: [String] = []

  @Flag(help: "Fail on a rule without a valid or without an invalid example.")
  var strict = false

  @Flag(help: "Change each rule in small ways, and fail on a change that no example notices.")
  var mutate = false

  @Option(help: "The dialect of JUnit reports: xsd (valid by junit-10.xsd) or rich (with files and lines).")
  var junitDialect: ReportOptions.JUnitDialect = .strict

  @Flag(help: "Print rules that failed and the totals only.")
  var quiet = false

  @Option(help: "Colour in text reports: auto, always or never. NO_COLOR is heeded.")
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  func run() throws {
    UnfinishedFiles.removeOnSignals()
    let now = try Clock.timestamp(now)
    let choice = RuleSetChoice(ruleSets: ruleSets, configuration: configuration.choice)
    var configuration = try choice.readConfiguration()
    // Examples are about rules as they are written.
    configuration?.overrule([.params, .only, .skip, .schema])
    let (program, loader) = try choice.load(configuration, wantsDocumentation: true)
    let outputs = try ReportOutput.all(formats, standard: RuleTestFormat.text)
    var options = RuleTests.Options()
    options.isStrict = strict
    if mutate { options.mutants = loader.mutants(of:) }
    let tests = RuleTests(program: program, now: now, options: options)
    let results = program.rules.map(tests.test(of:))
    var isWritten = true
    for (format, output) in outputs {
      isWritten = write(results, as: format, to: output) && isWritten
    }
    if !isWritten { throw ExitStatus.incomplete }
    if !results.allSatisfy(\.hasPassed) { throw ExitStatus.failed }
    if results.allSatisfy(\.cases.isEmpty) {
      StandardError.write("assay: no rule has an example; nothing was tested")
      throw ExitStatus.incomplete
    }
  }

  /// Writes one report, and whether that worked.
  private func write(_ tests: [RuleTest], as format: RuleTestFormat, to output: Output) -> Bool {
    var output = output
    let isTerminal = output.isTerminal
    let options = ReportOptions(
      color: color.isOn(isTerminal: isTerminal), quiet: quiet, width: isTerminal ? Clock.terminalWidth() : nil,
      junitDialect: junitDialect
    ).suited(to: output)
    var text = ReportText()
    switch format {
    case .text:
      var report = RuleTestText(options: options)
      let width = tests.map(\.rule.id.count).max() ?? 0
      for test in tests { report.write(test, idWidth: width, to: &text) }
      report.finish(to: &text)
    case .junit: RuleTestJUnit(options: options).write(tests, to: &text)
    }
    output.write(text.bytes)
    output.close()
    guard let code = output.failure else { return true }
    StandardError.write("assay: cannot write \(output.name): \(String(cString: strerror(code)))")
    return false
  }
}
