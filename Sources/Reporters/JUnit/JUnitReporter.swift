public import Findings

/// Writes JUnit XML with a test case for each rule, in the shape that Jenkins, GitLab and the usual GitHub actions all
/// show well.
///
/// A suite for each input, in it a test case for each rule, so that what was kept is seen too; all findings of a rule in a
/// file in one `failure`, because Jenkins reads only the first. What was not judged is an `error`, which wins where a case
/// has both. The first suite is the run itself: its case `run-complete` is an `error` when the run is incomplete.
/// Rules that matched nothing, all rules of an input without records, and rules whose findings in a file are all accepted,
/// by a suppression or the baseline, are `skipped`.
///
/// Findings of every severity are failures, of the severity's name as `type`; `--fail-on` is a property of the run.
/// Each `time` is 0: times would make equal runs differ.
///
/// Nothing is written before the end, because each count stands before what it counts; what is kept is bounded by
/// `junitLinesPerCase` and `junitByteLimit`.
public struct JUnitReporter: Reporter {
  private let options: ReportOptions
  private var run: RunStart?
  private var rules = JUnitRules()
  private var files = JUnitFiles(startingWith: JUnitSuite())
  private var freeByteCount: Int

  /// A reporter for one run. Heeds the options whose names begin with `junit`.
  public init(options: ReportOptions = ReportOptions()) {
    self.options = options
    freeByteCount = options.junitByteLimit
  }

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    self.run = run
    rules.add(run.rules)
  }

  /// Counts the finding and keeps its line while there is room.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    let rule = rules.index(of: finding.rule)
    let suite = files.index(of: finding.location.file)
    let room = JUnitRoom(options, bytes: freeByteCount)
    freeByteCount -= files[suite].cases[rule, default: JUnitCase(finding)].add(finding, room: room)
  }

  /// Writes everything.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    let suites = files.inOrder(of: summary.inputs)
    var writer = JUnitWriter(options, rules: rules.all, run: run, summary: summary, fileCount: suites.count)
    writer.appendRun()
    for (file, recordCount, suite) in suites { writer.append(suite, file: file, recordCount: recordCount) }
    writer.document.finish(to: &output)
  }
}

/// What was found in one file.
struct JUnitSuite: Hashable, Sendable {
  /// By the index of the rule; rules without a finding are absent.
  var cases: [Int: JUnitCase] = [:]
}
