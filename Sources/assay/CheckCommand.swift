public import ArgumentParser
public import Findings
import Inputs
public import Reporters

/// Judges exports.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Judge exports by rules (the default command).",
    discussion: """
      Examples:
        assay check export.zip --format text --format json:report.json
        assay check 'delivery/**/*.ndjson' --rules ango/recommended --rules team.yaml --fail-on warning
        assay check export.json --write-baseline accepted.jsonl
        assay check export.json --baseline accepted.jsonl
        assay check - --stdin-name draft.json --format concise
      """)

  /// Where the defaults stand.
  private static let standard = CheckRequest(input: [])

  @Argument(
    help: "Files, folders, patterns, or - for standard input: JSON arrays, NDJSON, single assets, zip, gzip, zstd.")
  var input: [String]

  @OptionGroup var rules: RuleSetArguments

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "A report: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")); to standard output or to FILE (repeatable).",
      valueName: "name[:file]"))
  var formats: [String] = []

  @OptionGroup var settings: SettingArguments

  @OptionGroup var baseline: BaselineArguments

  @Option(help: ArgumentHelp("What findings call standard input.", valueName: "name"))
  var stdinName: String = standard.stdinName

  @Option(help: "How records lie: auto, array, ndjson or single.")
  var records: RecordLayout = standard.records

  @Option(help: ArgumentHelp("Arrays and objects within each other at most.", valueName: "n"))
  var maxDepth: Int = standard.maxDepth

  @Option(help: ArgumentHelp("Bytes of one record at most.", valueName: "n"))
  var maxRecordBytes: Int = standard.maxRecordBytes

  @Option(help: ArgumentHelp("Bytes read at a time; the output does not depend on it.", visibility: .hidden))
  var windowBytes: Int = standard.windowBytes

  @Option(
    help: ArgumentHelp(
      "Findings that count which text and concise reports show at most; totals stay exact.", valueName: "n"))
  var maxShown: Int?

  @Option(
    name: .customLong("group-by"),
    help: ArgumentHelp(
      "What text and concise reports count findings by: rule, kind, batch, annotator, stage or class (repeatable; "
        + "default in text: rule).", valueName: "name"))
  var groupings: [Grouping] = []

  @Option(help: "The dialect of JUnit reports: xsd (valid by junit-10.xsd) or rich (with files and lines).")
  var junitDialect: ReportOptions.JUnitDialect = standard.junitDialect

  @Option(help: "What a test case of JUnit reports is about: rule, asset or finding.")
  var junitCases: ReportOptions.JUnitCases = standard.junitCases

  @Flag(help: "Print the whole ledger: what became of every rule.")
  var statistics = false

  @Flag(help: "Show findings in text reports that suppressions of the configuration cover, too.")
  var showSuppressed = false

  @Flag(help: "Show findings in text reports that the baseline has, too.")
  var showKnown = false

  @Flag(help: "Show secrets in reports: credentials, and values of rules that say masked.")
  var reveal = false

  @Flag(help: "Print nothing but the verdict, and that only when the run did not pass.")
  var quiet = false

  @Option(help: "Colour in text reports: auto, always or never. NO_COLOR is heeded.")
  var color: ColorChoice = standard.color

  @Option(
    help: """
      How far a run has come, on standard error: auto (on terminals, when it takes more than a second), always or never.
      """)
  var progress: ProgressChoice = standard.progress

  func validate() throws {
    if reveal, baseline.written != nil {
      throw ValidationError(
        "--reveal does not go with --write-baseline: baselines are kept beside code, without secrets")
    }
    if maxDepth < 1 { throw ValidationError("--max-depth takes a number from 1 up, not \(maxDepth)") }
    if maxRecordBytes < 1 {
      throw ValidationError("--max-record-bytes takes a number from 1 up, not \(maxRecordBytes)")
    }
    if let maxShown, maxShown < 0 { throw ValidationError("--max-shown takes a number from 0 up, not \(maxShown)") }
    if windowBytes < 16 { throw ValidationError("--window-bytes takes a number from 16 up, not \(windowBytes)") }
  }

  func run() throws { try request.run() }

  /// What it asks for.
  var request: CheckRequest {
    CheckRequest(
      input: input, rules: rules.choice, formats: formats, settings: settings.settings, baseline: baseline.choice,
      stdinName: stdinName, records: records, maxDepth: maxDepth, maxRecordBytes: maxRecordBytes,
      windowBytes: windowBytes, maxShown: maxShown, groupings: groupings, junitDialect: junitDialect,
      junitCases: junitCases,
      statistics: statistics, showSuppressed: showSuppressed, showKnown: showKnown, reveal: reveal, quiet: quiet,
      color: color, progress: progress)
  }
}

/// `--records`.
enum RecordLayout: String, ExpressibleByArgument, CaseIterable {
  case auto, array, ndjson, single

  /// `nil` for `auto`.
  var form: InputForm? { InputForm(rawValue: rawValue) }
}

/// `--color`.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

extension FailureLevel: ExpressibleByArgument {}
extension Grouping: ExpressibleByArgument {}
extension ReportOptions.JUnitCases: ExpressibleByArgument {}
extension ReportOptions.JUnitDialect: ExpressibleByArgument {}
