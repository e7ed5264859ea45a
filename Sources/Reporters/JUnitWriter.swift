import Findings

/// Builds the XML of a run from its suites.
struct JUnitWriter {
  private let rules: [JUnitRule]
  private var document: JUnitDocument

  init(dialect: ReportOptions.JUnitDialect, rules: [JUnitRule]) {
    self.rules = rules
    document = JUnitDocument(dialect: dialect)
  }

  /// Adds the suite of the run itself, whose only case fails when something was not judged.
  mutating func appendRun(_ run: RunStart?, _ summary: RunSummary) {
    let reasons = summary.reasonsToPrint
    let result: JUnitDocument.Result =
      reasons.isEmpty
      ? .passed
      : .error(message: "incomplete: " + markup(reasons[0], atMost: PrintLimit.message), type: "incomplete")
    var lines = ReportText()
    for reason in reasons {
      lines.appendPrintable(reason, atMost: PrintLimit.message, markup: .xml)
      lines.append("\n")
    }
    var properties = [(name: "verdict", value: summary.verdict.rawValue), ("failOn", summary.policy.failOn.rawValue)]
    if let run { properties.append(("version", run.version)) }
    for ruleSet in run?.ruleSets ?? [] { properties.append(("ruleSet \(ruleSet.name)", ruleSet.digest)) }
    var suite = JUnitDocument.Suite()
    suite.append(properties: properties)
    suite.append(result, className: "assay", name: "run-complete", lines: lines)
    document.append(suite, name: "assay")
  }

  /// Adds the suite of one file: a case for each rule. When the file is no input, only for those with findings; when
  /// the report is to be brief, for those and one for all others. `vacuous` are the rules that judged nothing, and why.
  mutating func append(_ suite: JUnitSuite, vacuous: [String: String], isBrief: Bool) {
    var written = JUnitDocument.Suite()
    let others = JUnitRule(id: "all-other-rules", className: "assay")
    let isInput = suite.recordCount != nil
    for (index, rule) in (isBrief && isInput ? rules + [others] : rules).enumerated() {
      var place = ""
      var lines = ReportText()
      var properties: [(name: String, value: String)] = []
      let result: JUnitDocument.Result
      if let found = suite.cases[index] {
        result = Self.result(of: found)
        lines = found.listing
        let unlisted = found.failedCount + found.notJudgedCount - found.listedCount
        if unlisted > 0 { lines.append("… and \(grouped(unlisted)) more\n") }
        place = document.place(file: suite.file, line: found.line)
        for grouping in Grouping.ofRecords {
          properties += found.attributions.filter { $0.grouping == grouping }.map { (grouping.rawValue, $0.value) }
        }
      } else if !isInput || (isBrief && index < rules.count) {
        continue
      } else if suite.recordCount == 0 {
        result = .skipped(message: "no record of this file was judged")
      } else if let reason = vacuous[rule.id] {
        result = .skipped(message: reason)
      } else {
        result = .passed
      }
      written.append(
        result, className: rule.className, name: rule.id, place: place, properties: properties, lines: lines)
    }
    guard written.counts.tests > 0 else { return }
    document.append(written, name: suite.file, file: suite.file)
  }

  /// Writes the document.
  func finish(to output: inout ReportText) { document.finish(to: &output) }

  private static func result(of found: JUnitCase) -> JUnitDocument.Result {
    if found.failedCount == 0, found.notJudgedCount == 0 {
      var accepted: [String] = []
      if found.suppressedCount > 0 {
        accepted.append("\(counted(found.suppressedCount, "finding")) suppressed: \(found.firstReason)")
      }
      if found.knownCount > 0 { accepted.append("\(counted(found.knownCount, "finding")) in the baseline") }
      return .skipped(message: accepted.joined(separator: "; "))
    }
    var failed = counted(found.failedCount, "finding") + ": " + found.firstFailed
    guard found.notJudgedCount > 0 else { return .failure(message: failed, type: found.severity.description) }
    failed = found.failedCount > 0 ? "; " + failed : ""
    let notJudged = "\(grouped(found.notJudgedCount)) not judged: \(found.firstNotJudged)"
    return .error(message: notJudged + failed, type: "notJudged")
  }
}
