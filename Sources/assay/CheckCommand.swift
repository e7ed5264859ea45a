public import ArgumentParser
import CEL
import Engine
public import Findings
import Inputs
import JSONReading
public import Reporters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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

  @Argument(
    help: "Files, folders, patterns, or - for standard input: JSON arrays, NDJSON, single assets, zip, gzip, zstd.")
  var input: [String]

  @OptionGroup var rules: RuleSetArguments

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "A report: text, concise, json, jsonl or junit, to standard output or to FILE (repeatable).",
      valueName: "name[:file]"))
  var formats: [String] = []

  @Option(help: "From which severity on findings make the run fail: error, warning, info or never.")
  var failOn: FailureLevel = .error

  @Option(
    help: ArgumentHelp("Threads; the output does not depend on it (default: the processor's cores).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("What findings call standard input.", valueName: "name"))
  var stdinName: String = "<stdin>"

  @Option(help: "How records lie: auto, array, ndjson or single.")
  var records: RecordLayout = .auto

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  @Option(help: ArgumentHelp("Arrays and objects within each other at most.", valueName: "n"))
  var maxDepth: Int = 512

  @Option(help: ArgumentHelp("Bytes of one record at most.", valueName: "n"))
  var maxRecordBytes: Int = JSONLimits.largestRecord

  @Option(
    help: ArgumentHelp(
      "Memory for the keys of uniqueness rules: 512MiB, 4G, 64MB or bytes (default: 1GiB); more keys go to temporary "
        + "files in TMPDIR.", valueName: "size"), transform: ByteSize.keyMemory)
  var memory: ByteSize = ByteSize(byteCount: 1 << 30)

  @Option(help: ArgumentHelp("Bytes read at a time; the output does not depend on it.", visibility: .hidden))
  var windowBytes: Int = DocumentReader.standardWindowByteCount

  @Option(help: ArgumentHelp("Findings that text and concise reports show at most; totals stay exact.", valueName: "n"))
  var maxShown: Int?

  @Option(help: "The dialect of JUnit reports: xsd (valid by junit-10.xsd) or rich (with files and lines).")
  var junitDialect: ReportOptions.JUnitDialect = .strict

  @Flag(help: "Print the whole ledger: what became of every rule.")
  var statistics = false

  @Flag(help: "Print nothing but the verdict, and that only when the run did not pass.")
  var quiet = false

  @Option(help: "Colour in text reports: auto, always or never. NO_COLOR is heeded.")
  var color: ColorChoice = .auto

  @Option(
    help: """
      How far a run has come, on standard error: auto (on terminals, when it takes more than a second), always or never.
      """)
  var progress: ProgressChoice = .auto

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up, not \(jobs)") }
    if maxDepth < 1 { throw ValidationError("--max-depth takes a number from 1 up, not \(maxDepth)") }
    if maxRecordBytes < 1 {
      throw ValidationError("--max-record-bytes takes a number from 1 up, not \(maxRecordBytes)")
    }
    if let maxShown, maxShown < 0 { throw ValidationError("--max-shown takes a number from 0 up, not \(maxShown)") }
    if windowBytes < 16 { throw ValidationError("--window-bytes takes a number from 16 up, not \(windowBytes)") }
  }

  func run() throws {
    UnfinishedFiles.removeOnSignals()
    let now = try Clock.timestamp(now)
    let program = try rules.program(wantsDigests: Reports.tellDigests(formats), wantsShape: false)
    var reports = try Reports(formats, options: reportOptions())
    let inputs = InputList(arguments: input, standardInputName: stdinName)
    var options = CheckOptions(now: now)
    options.jobs = jobs ?? Clock.coreCount
    options.form = records.form
    options.limits = JSONLimits(depth: maxDepth, recordByteCount: maxRecordBytes)
    options.windowByteCount = windowBytes
    options.keyByteCount = memory.byteCount
    options.failOn = failOn
    options.wantsExcerpts = reports.wantExcerpts
    reports.start(CheckRun.start(version: Version.current, program: program))
    let display = ProgressDisplay(progress)
    if let display { reports.beforeTerminal = { display.erase() } }
    let shared = ReportBox(reports)
    let summary = CheckRun.run(
      inputs, program: program, options: options, progress: display.map { display in { display.update($0) } }
    ) { shared.reports.write($0) }
    display?.erase()
    let failures = shared.reports.finish(summary)
    for failure in failures { StandardError.write("assay: \(failure)") }
    // The system takes back at once what it takes a while to free piece by piece.
    withExtendedLifetime(program) {
      (failures.isEmpty ? ExitStatus(rawValue: summary.verdict.exitCode) : .incomplete).end()
    }
  }

  private func reportOptions() -> ReportOptions {
    let isTerminal = Output.standardOutput.isTerminal
    let color =
      switch color {
      case .always: true
      case .never: false
      case .auto: isTerminal && getenv("NO_COLOR") == nil && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
      }
    return ReportOptions(
      color: color, maxShown: maxShown, quiet: quiet, statistics: statistics,
      width: isTerminal ? Clock.terminalWidth() : nil, junitDialect: junitDialect)
  }
}

/// The reports of a run, where the engine's threads can reach them: it hands findings over one at a time.
private final class ReportBox: @unchecked Sendable {
  var reports: Reports
  init(_ reports: Reports) { self.reports = reports }
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
extension ReportOptions.JUnitDialect: ExpressibleByArgument {}
