public import ArgumentParser
import Comparison
import Engine
public import Findings
import Inputs
import Reporters
import RuleSets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Compares two exports.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two exports: their assets, findings and counts.",
    discussion: """
      Assets are matched by identity (externalId, else taskId) and compared by value: the order of assets and members, \
      blanks, and how numbers and strings are written make no difference. Findings are matched by fingerprint. An \
      identity that one export has several times is named and not matched. Both exports are read twice, so they have to \
      be files or folders, not pipes.

      Examples:
        assay diff before.json after.json
        assay diff v1.zip v2.zip --format text --format json:diff.json
        assay diff before.json after.json --rules team.yaml --fail-on new-findings

      Exit codes: 0 no difference that counts, 1 differences, 2 usage or rule-set error, 3 incomplete: something could \
      not be read, judged or told apart.
      """)

  @Argument(help: "The first export: a file, folder or pattern.") var old: String
  @Argument(help: "The second export.") var new: String

  @OptionGroup var rules: RuleSetArguments

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "A report: text, json or markdown; to standard output or to FILE (repeatable).", valueName: "name[:file]"))
  var formats: [String] = []

  @Option(help: "What makes the comparison fail: differences, new-findings or never.")
  var failOn: ComparisonPolicy = .differences

  @Option(
    help: ArgumentHelp("Threads; the output does not depend on it (default: the processor's cores).", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      "Differences of each kind that text and markdown show at most; totals stay exact.", valueName: "n"))
  var maxShown: Int?

  @Option(help: ArgumentHelp("Changes of one asset that are told at most; all are counted.", valueName: "n"))
  var maxChanges = 20

  @Flag(help: "Show secrets in reports: credentials, and values of rules that say masked.")
  var reveal = false

  @Option(help: "Colour in text reports: auto, always or never. NO_COLOR is heeded.")
  var color: ColorChoice = .auto

  @Option(help: ArgumentHelp("Bytes read at a time; the output does not depend on it.", visibility: .hidden))
  var windowBytes = DocumentReader.standardWindowByteCount

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up, not \(jobs)") }
    if let maxShown, maxShown < 0 { throw ValidationError("--max-shown takes a number from 0 up, not \(maxShown)") }
    if maxChanges < 0 { throw ValidationError("--max-changes takes a number from 0 up, not \(maxChanges)") }
    if windowBytes < 16 { throw ValidationError("--window-bytes takes a number from 16 up, not \(windowBytes)") }
  }

  func run() throws {
    UnfinishedFiles.removeOnSignals()
    let now = try Clock.timestamp(now)
    let choice = rules.choice
    let configuration = try choice.readConfiguration()
    var options = CheckOptions(now: now)
    options.ontology = try choice.readOntology(configuration)
    options.jobs = min(jobs ?? Clock.coreCount, RunSettings.mostJobs)
    options.windowByteCount = windowBytes
    options.revealsSecrets = reveal
    let inputs = try (Self.files(old), Self.files(new))
    var documents = InputSequence(inputs.0.inputs)
    let program = try choice.program(
      configuration, wantsDigests: true, wantsShape: false, isForJudging: true, beginning: { documents.peek($0) })
    try RuleSetChoice.refuseSeveralArrays(program.format, "diff cannot compare")
    var reports = try ComparisonReports(
      formats,
      options: ReportOptions(
        color: color.isOn(isTerminal: Output.standardOutput.isTerminal), maxShown: maxShown))
    try ReadFiles.refuse(reports.outputs, inputs.0, inputs.1)
    reports.start(CheckRun.start(version: Version.current, program: program))
    let shared = Shared(reports)
    let comparison = ExportComparison(program: program, options: options, policy: failOn, changeLimit: maxChanges)
    let summary = comparison.run(
      (old, inputs.0), (new, inputs.1),
      report: ExportComparison.Report(
        difference: { shared.reports.write($0) }, finding: { shared.reports.write($0, isNew: $1) }))
    let isWritten = shared.reports.finish(summary)
    (isWritten ? ExitStatus(rawValue: summary.verdict.exitCode) : .incomplete).end()
  }

  /// The files of an export, which can be read twice.
  private static func files(_ argument: String) throws -> InputList {
    let list = InputList(arguments: [argument])
    if list.storedByteCount == nil {
      throw ValidationError("'\(argument)' is no file: exports are read twice; write it to one first")
    }
    return list
  }

  /// The reports, where the engine's threads can reach them: it hands findings over one at a time.
  private final class Shared: @unchecked Sendable {
    var reports: ComparisonReports
    init(_ reports: ComparisonReports) { self.reports = reports }
  }
}

/// The reports of a comparison and where they go.
private struct ComparisonReports {
  var outputs: [Output] { reports.map(\.output) }

  private struct Report {
    var reporter: any ComparisonReporter
    var output: Output
    var text = ReportText()

    mutating func drain() {
      output.write(text.bytes)
      text.removeAll()
    }
  }

  private var reports: [Report] = []

  init(_ formats: [String], options: ReportOptions) throws {
    for (format, output) in try ReportOutput.all(formats, standard: ComparisonFormat.text) {
      reports.append(Report(reporter: format.reporter(options: options.suited(to: output)), output: output))
    }
  }

  mutating func start(_ run: RunStart) { change { $0.start(run, to: &$1) } }

  mutating func write(_ difference: AssetDifference) { change { $0.write(difference, to: &$1) } }

  mutating func write(_ finding: Finding, isNew: Bool) { change { $0.write(finding, isNew: isNew, to: &$1) } }

  /// Ends all reports. Whether all could be written.
  mutating func finish(_ summary: ComparisonSummary) -> Bool {
    change { $0.finish(summary, to: &$1) }
    var isWritten = true
    for place in reports.indices {
      reports[place].drain()
      reports[place].output.close()
      guard let code = reports[place].output.failure else { continue }
      StandardError.write("assay: cannot write \(reports[place].output.name): \(String(cString: strerror(code)))")
      isWritten = false
    }
    return isWritten
  }

  private mutating func change(_ body: (inout any ComparisonReporter, inout ReportText) -> Void) {
    for place in reports.indices {
      var report = reports[place]
      // Not two texts in memory.
      reports[place].text = ReportText()
      body(&report.reporter, &report.text)
      if report.text.bytes.count > 64 << 10 { report.drain() }
      reports[place] = report
    }
  }
}

extension ComparisonPolicy: ExpressibleByArgument {}
