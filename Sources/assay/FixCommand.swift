import ArgumentParser
import Engine
import Findings
import Fixes
import Inputs
import JSONReading
import Reporters
import RuleSets

/// Puts exports right where rules say how.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "Put right what rules find and say how to mend.",
    discussion: """
      Without --in-place or --output no export is written: what could be fixed is listed. A fix replaces the bytes of the \
      values that it changes and no others. It is left out when its rule would still find something there, or another \
      rule something new, and never changes the text of a signed address. Only safe fixes are applied, unless told \
      --unsafe: 'assay rules show RULE' tells which is which. Each file is an export of its own.

      Examples:
        assay fix export.json                              list what could be fixed
        assay fix export.json --diff                       the same, value by value
        assay fix export.json --in-place                   fix it where it is
        assay fix export.ndjson --unsafe --output fixed.ndjson --rules ango/all
        assay fix export.json --patch fixes.json           as JSON Patch (RFC 6902)

      Exit codes: 0 nothing to fix, or fixed; 1 something could be fixed, and nothing was; 2 usage or rule-set error, or \
      a file that is not fixed as it is, such as an archive; 3 something could not be judged, read or written.
      """)

  @Argument(help: "Files, folders or patterns: JSON arrays, NDJSON and single assets, not compressed.")
  var input: [String]

  @OptionGroup var rules: RuleSetArguments

  @Flag(help: "Apply unsafe fixes, too: those that somebody should have a look at.")
  var unsafe = false

  @Flag(help: "Show what changes, value by value, in the manner of a unified diff.")
  var diff = false

  @Flag(help: "Put the fixed export in the place of the input.")
  var inPlace = false

  @Option(help: ArgumentHelp("Write the fixed export to a file, if anything changes.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write the changes as JSON Patch (RFC 6902); of NDJSON, a line with the patch of each changed record.",
      valueName: "file"))
  var patch: String?

  @Option(
    help: ArgumentHelp("Threads; the output does not depend on it (default: the processor's cores).", valueName: "n"))
  var jobs: Int?

  @Option(help: "How records lie: auto, array, ndjson or single.")
  var records: RecordLayout = .auto

  @Option(help: ArgumentHelp("The time that rules call now (RFC 3339; default: the clock).", valueName: "timestamp"))
  var now: String?

  @Option(help: ArgumentHelp("Arrays and objects within each other at most.", valueName: "n"))
  var maxDepth = 512

  @Option(help: ArgumentHelp("Bytes of one record at most.", valueName: "n"))
  var maxRecordBytes = JSONLimits.largestRecord

  @Flag(help: "Show secrets: credentials, and values of rules that say masked.")
  var reveal = false

  @Flag(help: "Print the totals only.")
  var quiet = false

  func validate() throws {
    if output == "-" { throw ValidationError("--output takes a file: on standard output, fix tells what it does") }
    if inPlace, output != nil { throw ValidationError("--in-place and --output are two places; choose one") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up, not \(jobs)") }
    if maxDepth < 1 { throw ValidationError("--max-depth takes a number from 1 up, not \(maxDepth)") }
    if maxRecordBytes < 1 {
      throw ValidationError("--max-record-bytes takes a number from 1 up, not \(maxRecordBytes)")
    }
  }

  func run() throws {
    UnfinishedFiles.removeOnSignals()
    let configuration = try rules.choice.readConfiguration()
    let options = try options(configuration)
    let list = InputList(arguments: input)
    var documents = InputSequence(list.inputs)
    let program = try rules.choice.program(
      configuration, wantsSummary: false, isForJudging: true, beginning: { documents.peek($0) })
    try RuleSetChoice.refuseSeveralArrays(program.format, "fix cannot put right")
    for error in list.errors { StandardError.write("assay: \(error.description)") }
    if list.inputs.count > 1, let option = output.map({ _ in "--output" }) ?? patch.map({ _ in "--patch" }) {
      throw ValidationError("\(option) is for one input, here are \(list.inputs.count)")
    }
    if list.inputs.contains(where: \.isStandardInput) {
      throw ValidationError("standard input is read once, and fix reads more than once; write it to a file")
    }
    // Before the first is changed, all are known to be files that can be.
    for input in list.inputs { try Self.refuseUnsuited(input.name) }
    var (isComplete, isOpen) = (list.errors.isEmpty, false)
    for input in list.inputs {
      let summary = try fix(input.name, by: program, options)
      isComplete = isComplete && summary.incompleteReasons.isEmpty
      isOpen = isOpen || summary.appliedCount > 0 && !isWritten
    }
    if !isComplete { throw ExitStatus.incomplete }
    if isOpen { throw ExitStatus.failed }
  }

  private var isWritten: Bool { inPlace || output != nil }

  private func options(_ configuration: Configuration?) throws -> FixOptions {
    var settings = RunSettings()
    (settings.now, settings.jobs) = (now, jobs)
    settings = settings.completed(by: configuration)
    var options = FixOptions(check: CheckOptions(now: try Clock.timestamp(settings.now)))
    options.check.ontology = try rules.choice.readOntology(configuration)
    options.check.jobs = min(settings.jobs ?? Clock.coreCount, RunSettings.mostJobs)
    options.check.form = records.form
    options.check.limits = JSONLimits(depth: maxDepth, recordByteCount: maxRecordBytes)
    options.includesUnsafe = unsafe
    return options
  }

  /// Refuses a file whose bytes are not its text. What cannot be opened is told when its turn comes.
  private static func refuseUnsuited(_ path: String) throws {
    do { _ = try PlainFile(path) } catch let error as PlainFile.Unsuited {
      let advice =
        error.isPacked ? "unpack it, fix what is in it, and pack that again" : "make it plain JSON in UTF-8 first"
      throw ValidationError("\(path) is \(error.kind); fix changes plain files alone: \(advice)")
    } catch {}
  }

  /// Puts one file right and tells what came of it.
  private func fix(_ path: String, by program: Program, _ options: FixOptions) throws -> FixSummary {
    do {
      let run = try FixRun(path, program: program, options: options)
      if let output, run.isInput(output) {
        throw ValidationError("\(output) is the input; --in-place fixes it where it is")
      }
      if let patch {
        let isOutput = output.map { Output.isSamePlace($0, patch) } ?? false
        if isOutput || run.isInput(patch) {
          throw ValidationError(
            "\(patch) is \(isOutput ? "the output, too" : "the input"): name another file for the patch")
        }
      }
      try ReadFiles.refuse([output, patch].compactMap(\.self))
      let sink = FixSink(isDifference: diff, isQuiet: quiet, patchPath: patch, revealsSecrets: reveal)
      let summary = try run.run(to: inPlace ? path : output, sink: sink, willWrite: UnfinishedFiles.add)
      try sink.print(summary, isWritten: isWritten)
      return summary
    } catch let error as FixError where error.isUsage {
      throw ValidationError(error.message)
    } catch let error as FixError {
      StandardError.write("assay: \(error.message)")
    } catch let error as InputError {
      StandardError.write("assay: \(error.description)")
    }
    throw ExitStatus.incomplete
  }
}
