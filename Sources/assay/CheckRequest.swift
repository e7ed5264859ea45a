import ArgumentParser
import CEL
import Engine
import Findings
import Inputs
import JSONReading
import Reporters
import RuleSets

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What `assay check` is asked to do; whatever is not said has its default.
///
/// Apart from the command that the parser fills in, because that takes a fifth of the time in which a small export is
/// judged: whoever names nothing but inputs need not wait for it.
struct CheckRequest: Hashable {
  var input: [String]
  var rules = RuleSetChoice()
  var formats: [String] = []
  var settings = RunSettings()
  var baseline = BaselineChoice()
  var stdinName = "<stdin>"
  var records = RecordLayout.auto
  var maxDepth = 512
  var maxRecordBytes = JSONLimits.largestRecord
  var windowBytes = DocumentReader.standardWindowByteCount
  /// `nil`: all of them.
  var maxShown: Int?
  var groupings: [Grouping] = []
  var junitDialect = ReportOptions.JUnitDialect.strict
  var junitCases = ReportOptions.JUnitCases.rule
  var statistics = false
  var showSuppressed = false
  var showKnown = false
  var reveal = false
  var quiet = false
  var color = ColorChoice.auto
  var progress = ProgressChoice.auto
}

extension CheckRequest {
  /// Judges, reports and ends the process. Throws when nothing can be judged.
  func run() throws {
    UnfinishedFiles.removeOnSignals()
    let configuration = try configuration()
    let settings = settings.completed(by: configuration)
    let formats = try reports(configuration)
    let now = try Clock.timestamp(settings.now)
    let ontology = try rules.readOntology(configuration)
    let inputs = InputList(arguments: input, standardInputName: stdinName)
    var documents = InputSequence(inputs.inputs)
    let program = try rules.program(
      configuration, wantsDigests: Reports.tell(formats, \.tellsDigests) || baseline.written != nil, wantsShape: false,
      wantsSummary: Reports.tell(formats, \.tellsContents), wantsFixes: Reports.tell(formats, \.tellsFixes),
      isForJudging: true, beginning: { documents.peek($0) })
    try checkGroupings(of: program.format)
    let suppressions = try triage(configuration, program, now: now.seconds)
    let baseline = try BaselineRun(baseline)
    let triage = suppressions + [baseline.comparison].compactMap(\.self)
    var reports = try Reports(formats, options: reportOptions())
    try ReadFiles.refuse(baseline.outputs, inputs)
    // A baseline may be written anew, but only as one.
    if let known = self.baseline.file { ReadFiles.note(known) }
    try ReadFiles.refuse(reports.outputs, inputs)
    var options = CheckOptions(now: now)
    options.ontology = ontology
    options.jobs = min(settings.jobs ?? Clock.coreCount, RunSettings.mostJobs)
    options.form = records.form
    options.limits = JSONLimits(depth: maxDepth, recordByteCount: maxRecordBytes)
    options.windowByteCount = windowBytes
    options.keyByteCount = (settings.memory ?? RunSettings.standardMemory).byteCount
    options.policy = settings.policy
    options.triage = triage
    options.revealsSecrets = reveal
    options.wantsExcerpts = reports.wantExcerpts
    options.summary = summary(reports, of: program.format)
    if configuration?.suppressions.contains(where: { $0.batch != nil }) == true {
      options.summary.wantsAttribution = true
    }
    let start = CheckRun.start(version: Version.current, program: program, triage: triage)
    reports.start(start)
    let display = ProgressDisplay(progress)
    if let display { reports.beforeTerminal = { display.erase() } }
    let shared = ReportBox(reports, baseline)
    var summary = CheckRun.run(
      inputs, documents: documents, program: program, options: options,
      progress: display.map { display in { display.update($0) } }
    ) { finding in
      shared.reports.write(finding)
      shared.baseline.add(finding)
    }
    display?.erase()
    summary.configuration = configuration?.description
    summary.baseline = shared.baseline.description(summary)
    let failures = shared.reports.finish(summary) + shared.baseline.finish(start, summary)
    for failure in failures { StandardError.write("assay: \(failure)") }
    // The system takes back at once what it takes a while to free piece by piece.
    withExtendedLifetime(program) {
      (failures.isEmpty ? ExitStatus(rawValue: summary.verdict.exitCode) : .incomplete).end()
    }
  }

  /// The configuration, without what the command line says otherwise.
  func configuration() throws -> Configuration? {
    guard var configuration = try rules.readConfiguration() else {
      let choice = rules.configuration
      if choice.file == nil, !choice.isOff, let path = try ConfigurationFile.unheeded(beside: input) {
        StandardError.write(
          "assay: \(path) is not heeded, as it comes with the input and the working directory is elsewhere; "
            + "--config \(path) heeds it")
      }
      return nil
    }
    configuration.overrule(settings.overruled + (formats.isEmpty ? [] : [.outputs]))
    return configuration
  }

  /// The reports that are asked for, as `--format` takes them.
  func reports(_ configuration: Configuration?) throws -> [String] {
    guard let configuration, configuration.position(of: .outputs) != nil else { return formats }
    let outputs = configuration.outputs(on: CISystem.present { getenv($0).map { String(cString: $0) } })
    try ConfigurationFile.checkOutputs(outputs, of: configuration.path)
    return outputs
  }

  /// Who decides which findings count.
  private func triage(_ configuration: Configuration?, _ program: Program, now: Int64) throws -> [any Triage] {
    guard let configuration, !configuration.suppressions.isEmpty else { return [] }
    let inputChecks = InputCheck.allCases.map(\.rawValue)
    let others = inputChecks + program.rulesWithoutOntology.map(\.id) + program.off.keys
    let errors = configuration.suppressionErrors(
      knownRules: Set(program.rules.map(\.description.id) + others),
      identities: program.format.identities.map(\.name), tellsBatches: program.format.groupings.contains(.batch),
      format: program.format.name)
    if !errors.isEmpty { throw RuleSetChoice.failure(RuleSetErrors(errors), in: "the configuration") }
    return [
      Suppressions(configuration.suppressions, rules: program.rules.map(\.description.id) + inputChecks, now: now)
    ]
  }

  private func checkGroupings(of format: Program.Format) throws {
    for grouping in groupings where grouping != .rule && !format.groupings.contains(grouping) {
      throw ValidationError(
        "--group-by \(grouping.rawValue): the format '\(format.name)' does not say where to find it")
    }
  }

  /// What the reports tell beside findings.
  private func summary(_ reports: Reports, of format: Program.Format) -> SummaryOptions {
    var summary = SummaryOptions()
    summary.groupings = reports.tellContents ? format.groupings : groupings
    summary.wantsContents = reports.tellContents
    summary.wantsAttribution = reports.tellAttribution
    summary.wantsEvidence = reports.drawEvidence
    summary.wantsFixes = Reports.tell(formats, \.tellsFixes)
    return summary
  }

  private func reportOptions() -> ReportOptions {
    let isTerminal = Output.standardOutput.isTerminal
    return ReportOptions(
      color: color.isOn(isTerminal: isTerminal), maxShown: maxShown, quiet: quiet, statistics: statistics,
      showsSuppressed: showSuppressed, showsKnown: showKnown, groupings: groupings,
      width: isTerminal ? Clock.terminalWidth() : nil,
      junitDialect: junitDialect, junitCases: junitCases)
  }
}

/// The reports of a run and its baseline, where the engine's threads can reach them: it hands findings over one at a time.
private final class ReportBox: @unchecked Sendable {
  var reports: Reports
  var baseline: BaselineRun

  init(_ reports: Reports, _ baseline: BaselineRun) {
    self.reports = reports
    self.baseline = baseline
  }
}
