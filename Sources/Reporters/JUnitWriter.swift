import Findings

/// Builds the XML of a run from its suites, counting what it writes.
struct JUnitWriter {
  private struct Counts {
    var tests = 0, failures = 0, errors = 0, skipped = 0

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
    }
  }

  /// What a test case came to: an element with a message and lines, or nothing.
  private enum Result {
    case passed
    case failure(message: String, type: String)
    case error(message: String, type: String)
    case skipped(message: String)
  }

  private let dialect: ReportOptions.JUnitDialect
  private let rules: [JUnitRule]
  private var total = Counts()
  private var body = ReportText()

  init(dialect: ReportOptions.JUnitDialect, rules: [JUnitRule]) {
    self.dialect = dialect
    self.rules = rules
  }

  /// Adds the suite of the run itself, whose only case fails when something was not judged.
  mutating func appendRun(_ run: RunStart?, _ summary: RunSummary) {
    let reasons = summary.reasonsToPrint
    let result: Result =
      reasons.isEmpty
      ? .passed
      : .error(message: "incomplete: " + markup(reasons[0], atMost: PrintLimit.message), type: "incomplete")
    var lines = ReportText()
    for reason in reasons {
      lines.appendPrintable(reason, atMost: PrintLimit.message, markup: .xml)
      lines.append("\n")
    }
    var properties = [("verdict", summary.verdict.rawValue), ("failOn", summary.failOn.rawValue)]
    if let run { properties.append(("version", run.version)) }
    for ruleSet in run?.ruleSets ?? [] { properties.append(("ruleSet \(ruleSet.name)", ruleSet.digest)) }
    var (cases, counts) = (ReportText(), Counts())
    cases.append("    <properties>\n")
    for (name, value) in properties {
      cases.append("      <property name=\"\(markup(name))\" value=\"\(markup(value))\"/>\n")
    }
    cases.append("    </properties>\n")
    append(result, JUnitRule(id: "run-complete", className: "assay"), place: "", lines, to: &cases, &counts)
    append(suite: "assay", file: nil, cases, counts)
  }

  /// Adds the suite of one file: a case for each rule. When the file is no input, only for those with findings; when
  /// the report is to be brief, for those and one for all others.
  mutating func append(_ suite: JUnitSuite, vacuous: Set<String>, isBrief: Bool) {
    var (cases, counts) = (ReportText(), Counts())
    let others = JUnitRule(id: "all-other-rules", className: "assay")
    let isInput = suite.recordCount != nil
    for (index, rule) in (isBrief && isInput ? rules + [others] : rules).enumerated() {
      var place = ""
      var lines = ReportText()
      let result: Result
      if let found = suite.cases[index] {
        result = Self.result(of: found)
        lines = found.listing
        let unlisted = found.failedCount + found.notJudgedCount - found.listedCount
        if unlisted > 0 { lines.append("… and \(grouped(unlisted)) more\n") }
        place = dialect == .rich ? " file=\"\(markup(suite.file))\" line=\"\(found.line)\"" : ""
      } else if !isInput || (isBrief && index < rules.count) {
        continue
      } else if suite.recordCount == 0 {
        result = .skipped(message: "no record of this file was judged")
      } else if vacuous.contains(rule.id) {
        result = .skipped(message: "the rule matched nothing in this run")
      } else {
        result = .passed
      }
      append(result, rule, place: place, lines, to: &cases, &counts)
    }
    guard counts.tests > 0 else { return }
    append(suite: suite.file, file: suite.file, cases, counts)
  }

  /// Writes the document.
  func finish(to output: inout ReportText) {
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay\"")
    append(total, to: &output, withSkipped: dialect == .rich)
    output.append(">\n")
    output.append(bytes: body.bytes)
    output.append("</testsuites>\n")
  }

  private static func result(of found: JUnitCase) -> Result {
    var failed = counted(found.failedCount, "finding") + ": " + found.firstFailed
    guard found.notJudgedCount > 0 else { return .failure(message: failed, type: found.severity.description) }
    failed = found.failedCount > 0 ? "; " + failed : ""
    let notJudged = "\(grouped(found.notJudgedCount)) not judged: \(found.firstNotJudged)"
    return .error(message: notJudged + failed, type: "notJudged")
  }

  private func append(
    _ result: Result, _ rule: JUnitRule, place: String, _ lines: ReportText, to cases: inout ReportText,
    _ counts: inout Counts
  ) {
    counts.tests += 1
    cases.append("    <testcase classname=\"\(markup(rule.className))\" name=\"\(markup(rule.id))\"\(place) time=\"0\"")
    switch result {
    case .passed:
      cases.append("/>\n")
      return
    case .skipped(let message):
      counts.skipped += 1
      cases.append(">\n      <skipped message=\"\(message)\"/>\n")
    case .failure(let message, let type):
      counts.failures += 1
      cases.append(">\n      <failure message=\"\(message)\" type=\"\(type)\">\n")
      cases.append(bytes: lines.bytes)
      cases.append("</failure>\n")
    case .error(let message, let type):
      counts.errors += 1
      cases.append(">\n      <error message=\"\(message)\" type=\"\(type)\">\n")
      cases.append(bytes: lines.bytes)
      cases.append("</error>\n")
    }
    cases.append("    </testcase>\n")
  }

  private mutating func append(suite name: String, file: String?, _ cases: ReportText, _ counts: Counts) {
    total.add(counts)
    body.append("  <testsuite name=\"\(markup(name))\"")
    if dialect == .rich, let file { body.append(" file=\"\(markup(file))\"") }
    append(counts, to: &body, withSkipped: true)
    body.append(">\n")
    body.append(bytes: cases.bytes)
    body.append("  </testsuite>\n")
  }

  private func append(_ counts: Counts, to text: inout ReportText, withSkipped: Bool) {
    text.append(" tests=\"\(counts.tests)\" failures=\"\(counts.failures)\" errors=\"\(counts.errors)\"")
    if withSkipped { text.append(" skipped=\"\(counts.skipped)\"") }
    text.append(" time=\"0\"")
  }

  private func markup(_ text: String, atMost limit: Int = .max) -> String {
    var markup = ReportText()
    markup.appendPrintable(text, atMost: limit, markup: .xml)
    return markup.string
  }
}
