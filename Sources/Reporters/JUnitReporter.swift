public import Findings
import SourceText

/// Writes JUnit XML in the shape that Jenkins, GitLab and the usual GitHub actions all show well.
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
  private var rules: [JUnitRule] = []
  private var ruleIndex: [String: Int] = [:]
  private var suites: [JUnitSuite] = []
  /// By the bytes of the file name: strings compare by canonical equivalence, file names do not.
  private var suiteIndex: [[UInt8]: Int] = [:]
  private var freeByteCount: Int

  /// A reporter for one run. Heeds the options whose names begin with `junit`.
  public init(options: ReportOptions = ReportOptions()) {
    self.options = options
    freeByteCount = options.junitByteLimit
  }

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) {
    self.run = run
    for rule in run.rules where ruleIndex[rule.id] == nil {
      ruleIndex[rule.id] = rules.count
      rules.append(JUnitRule(id: rule.id, className: "\(rule.ruleSet).\(rule.group)"))
    }
  }

  /// Counts the finding and keeps its line while there is room.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    let rule = index(ofRule: finding.rule)
    let suite = index(ofFile: finding.location.file)
    let room = JUnitRoom(
      lines: options.junitLinesPerCase, bytes: freeByteCount, attributions: options.junitDialect == .rich ? 10 : 0)
    freeByteCount -= suites[suite].cases[rule, default: JUnitCase(finding)].add(finding, room: room)
  }

  /// Writes everything.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    for input in summary.inputs {
      let suite = index(ofFile: input.file)
      suites[suite].recordCount = (suites[suite].recordCount ?? 0) + input.recordCount
    }
    order(by: summary.inputs)
    var vacuous = Dictionary(summary.vacuousRules.map { ($0, "the rule matched nothing in this run") }) { $1 }
    for rule in summary.rulesWithoutOntology {
      vacuous[rule] = "the rule asks the ontology, and there is none (--ontology FILE)"
    }
    let (caseCount, isTooMany) = suites.count.multipliedReportingOverflow(by: rules.count)
    let isBrief = isTooMany || caseCount > options.junitCaseLimit
    var writer = JUnitWriter(dialect: options.junitDialect, rules: rules)
    writer.appendRun(run, summary)
    for suite in suites { writer.append(suite, vacuous: vacuous, isBrief: isBrief) }
    writer.finish(to: &output)
  }

  private mutating func index(ofRule id: String) -> Int {
    if let index = ruleIndex[id] { return index }
    ruleIndex[id] = rules.count
    rules.append(JUnitRule(id: id, className: "assay.\(id.prefix { $0 != "-" })"))
    return rules.count - 1
  }

  private mutating func index(ofFile file: String) -> Int {
    let key = Array(file.utf8)
    if let index = suiteIndex[key] { return index }
    suiteIndex[key] = suites.count
    suites.append(JUnitSuite(file: file))
    return suites.count - 1
  }

  /// Puts the suites in the order of the inputs; files that are none, such as rule sets, come behind them.
  private mutating func order(by inputs: [InputSummary]) {
    var indices = inputs.compactMap { suiteIndex[Array($0.file.utf8)] }
    var isPlaced = [Bool](repeating: false, count: suites.count)
    indices = (indices + suites.indices).filter { index in
      defer { isPlaced[index] = true }
      return !isPlaced[index]
    }
    suites = indices.map { suites[$0] }
    suiteIndex = [:]
  }
}

/// A rule as a test case names it.
struct JUnitRule: Hashable, Sendable {
  var id: String
  /// Rule set and group: consumers group by it.
  var className: String
}

/// One file and what was found in it.
struct JUnitSuite: Hashable, Sendable {
  var file: String
  /// 0 for an input that holds nothing or that could not be read; `nil` for a file that is no input, such as a rule set.
  var recordCount: Int?
  /// By the index of the rule; rules without a finding are absent.
  var cases: [Int: JUnitCase] = [:]
}

/// How much one more finding may add.
struct JUnitRoom {
  var lines: Int
  var bytes: Int
  /// How many names of each grouping the findings of a case may be put down to.
  var attributions: Int
}

/// The findings of one rule in one file.
struct JUnitCase: Hashable, Sendable {
  /// The line of the first finding.
  let line: Int
  private(set) var failedCount = 0, notJudgedCount = 0
  /// Findings that do not count, and the reason of the first suppression.
  private(set) var knownCount = 0, suppressedCount = 0, firstReason = ""
  /// The most severe of the findings that count.
  private(set) var severity = Severity.info
  private(set) var firstFailed = "", firstNotJudged = ""
  /// `file:line:column pointer message`, a line each, ready for XML.
  private(set) var listing = ReportText()
  private(set) var listedCount = 0
  /// What the listed findings can be put down to, each name once.
  private(set) var attributions: [AttributionPart] = []

  /// The case that `finding` will be the first of.
  init(_ finding: Finding) {
    line = finding.location.start.line
  }

  /// Counts `finding`, lists it when there is room, and says how many bytes that took.
  mutating func add(_ finding: Finding, room: JUnitRoom) -> Int {
    switch finding.disposition {
    case .new: break
    case .known:
      knownCount += 1
      return 0
    case .suppressed(let reason, _):
      suppressedCount += 1
      if suppressedCount == 1 { firstReason = markup(reason, atMost: PrintLimit.message) }
      return 0
    }
    severity = max(severity, finding.severity)
    switch finding.outcome {
    case .failed:
      failedCount += 1
      if failedCount == 1 { firstFailed = markup(finding.message, atMost: PrintLimit.message) }
    case .notJudged:
      notJudgedCount += 1
      if notJudgedCount == 1 { firstNotJudged = markup(finding.message, atMost: PrintLimit.message) }
    }
    guard listedCount < room.lines, room.bytes > 0 else { return 0 }
    let before = listing.bytes.count
    listing.appendPlace(finding.location, markup: .xml)
    if let pointer = finding.location.pointer, !pointer.tokens.isEmpty {
      listing.append(" ")
      listing.appendPrintable(pointer.description, atMost: PrintLimit.name, markup: .xml)
    }
    listing.append(finding.outcome == .failed ? " " : " not judged: ")
    listing.appendPrintable(finding.message, atMost: PrintLimit.message, markup: .xml)
    listing.append("\n")
    listedCount += 1
    return listing.bytes.count - before + addAttribution(of: finding, atMost: room.attributions)
  }

  private mutating func addAttribution(of finding: Finding, atMost limit: Int) -> Int {
    var byteCount = 0
    for part in finding.attribution where !attributions.contains(part) {
      guard attributions.count(where: { $0.grouping == part.grouping }) < limit else { continue }
      attributions.append(part)
      byteCount += part.value.utf8.count
    }
    return byteCount
  }
}
