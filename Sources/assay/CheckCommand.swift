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

  @Option(help: "From which severity on findings make the run fail: error, warning, info or never.")
  var failOn: FailureLevel = standard.policy.failOn

  @Option(help: ArgumentHelp("Errors that pass at most, in place of --fail-on for errors.", valueName: "n"))
  var maxErrors: Int?

  @Option(help: ArgumentHelp("Warnings that pass at most, in place of --fail-on for warnings.", valueName: "n"))
  var maxWarnings: Int?

  @Option(
    help: ArgumentHelp(
      "The part of the records that may have errors: 0.1% or 0.001, in place of --fail-on for errors.",
      valueName: "rate"),
    transform: ErrorRate.parse)
  var maxAssetErrorRate: Double?

  @Option(
    help: ArgumentHelp("Threads; the output does not depend on it (default: the processor's cores).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("What findings call standard input.", valueName: "name"))
  var stdinName: String = standard.stdinName

  @Option(help: "How records lie: auto, array, ndjson or single.")
  var records: RecordLayout = standard.records

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  @Option(help: ArgumentHelp("Arrays and objects within each other at most.", valueName: "n"))
  var maxDepth: Int = standard.maxDepth

  @Option(help: ArgumentHelp("Bytes of one record at most.", valueName: "n"))
  var maxRecordBytes: Int = standard.maxRecordBytes

  @Option(
    help: ArgumentHelp(
      "Memory for the keys of uniqueness rules: 512MiB, 4G, 64MB or bytes (default: 1GiB); more keys go to temporary "
        + "files in TMPDIR.", valueName: "size"), transform: ByteSize.keyMemory)
  var memory: ByteSize = standard.memory

  @Option(help: ArgumentHelp("Bytes read at a time; the output does not depend on it.", visibility: .hidden))
  var windowBytes: Int = standard.windowBytes

  @Option(help: ArgumentHelp("Findings that text and concise reports show at most; totals stay exact.", valueName: "n"))
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
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up, not \(jobs)") }
    if maxDepth < 1 { throw ValidationError("--max-depth takes a number from 1 up, not \(maxDepth)") }
    if maxRecordBytes < 1 {
      throw ValidationError("--max-record-bytes takes a number from 1 up, not \(maxRecordBytes)")
    }
    for (name, most) in [("--max-errors", maxErrors), ("--max-warnings", maxWarnings)] {
      if let most, most < 0 { throw ValidationError("\(name) takes a number from 0 up, not \(most)") }
    }
    if let maxShown, maxShown < 0 { throw ValidationError("--max-shown takes a number from 0 up, not \(maxShown)") }
    if windowBytes < 16 { throw ValidationError("--window-bytes takes a number from 16 up, not \(windowBytes)") }
  }

  func run() throws { try request.run() }

  private var policy: Policy {
    Policy(failOn: failOn, maxErrors: maxErrors, maxWarnings: maxWarnings, maxAssetErrorRate: maxAssetErrorRate)
  }

  /// What it asks for.
  var request: CheckRequest {
    CheckRequest(
      input: input, rules: rules.choice, formats: formats, policy: policy, jobs: jobs, stdinName: stdinName,
      records: records, now: now, maxDepth: maxDepth, maxRecordBytes: maxRecordBytes, memory: memory,
      windowBytes: windowBytes, maxShown: maxShown, groupings: groupings, junitDialect: junitDialect,
      junitCases: junitCases, statistics: statistics, reveal: reveal, quiet: quiet, color: color, progress: progress)
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
