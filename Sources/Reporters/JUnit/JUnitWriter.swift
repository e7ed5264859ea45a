import Findings

/// Builds the suites of a run that are written when all is known.
struct JUnitWriter {
  private let rules: [JUnitRule]
  private let run: RunStart?
  private let summary: RunSummary
  /// The rules that judged nothing, and why.
  private let vacuous: [String: String]
  /// Whether the rules that found nothing in a file share a case.
  private let isBrief: Bool
  /// What was built.
  var document: JUnitDocument

  /// Builds what there is to say of `fileCount` files, behind what `document` holds already.
  init(
    _ options: ReportOptions, rules: [JUnitRule], run: RunStart?, summary: RunSummary, fileCount: Int,
    document: JUnitDocument? = nil
  ) {
    self.rules = rules
    self.run = run
    self.summary = summary
    var vacuous = Dictionary(summary.vacuousRules.map { ($0, "the rule matched nothing in this run") }) { $1 }
    for rule in summary.rulesWithoutOntology {
      vacuous[rule] = "the rule asks the ontology, and there is none (--ontology FILE)"
    }
    self.vacuous = vacuous
    let (caseCount, isTooMany) = fileCount.multipliedReportingOverflow(by: rules.count)
    isBrief = isTooMany || caseCount > options.junitCaseLimit
    self.document = document ?? JUnitDocument(dialect: options.junitDialect)
  }

  /// Adds the suite of the run itself, whose first case fails when something was not judged. With `tellsVacuousRules`
  /// the rules that matched nothing are its other cases.
  mutating func appendRun(tellsVacuousRules: Bool = false) {
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
    if tellsVacuousRules {
      for rule in rules {
        guard let reason = vacuous[rule.id] else { continue }
        suite.append(.skipped(message: reason), className: rule.className, name: rule.id, lines: ReportText())
      }
    }
    document.append(suite, name: "assay")
  }

  /// Adds the suite of one file: a case for each rule, but for those of `told`. When the file is no input, only for those
  /// with findings; when the report is to be brief, for those and one for all others.
  mutating func append(_ suite: JUnitSuite, told: Set<Int> = [], file: String, recordCount: Int?) {
    var written = JUnitDocument.Suite()
    let others = JUnitRule(id: "all-other-rules", className: "assay")
    let isInput = recordCount != nil
    for (index, rule) in (isBrief && isInput ? rules + [others] : rules).enumerated() where !told.contains(index) {
      if let found = suite.cases[index] {
        found.append(to: &written, className: rule.className, name: rule.id, file: file, document)
        continue
      }
      let result: JUnitDocument.Result
      if !isInput || (isBrief && index < rules.count) {
        continue
      } else if recordCount == 0 {
        result = .skipped(message: "no record of this file was judged")
      } else if let reason = vacuous[rule.id] {
        result = .skipped(message: reason)
      } else {
        result = .passed
      }
      written.append(result, className: rule.className, name: rule.id, lines: ReportText())
    }
    append(written, file: file)
  }

  /// Adds the suite of one file in which records have cases: one case for all those without a finding.
  mutating func append(recordsWithFindings: Int, file: String, recordCount: Int?) {
    guard let recordCount, recordCount == 0 || recordsWithFindings < recordCount else { return }
    var written = JUnitDocument.Suite()
    let result: JUnitDocument.Result =
      recordCount == 0 ? .skipped(message: "no record of this file was judged") : .passed
    written.append(result, className: "assay", name: "all-other-records", lines: ReportText())
    append(written, file: file)
  }

  private mutating func append(_ written: JUnitDocument.Suite, file: String) {
    guard written.counts.tests > 0 else { return }
    document.append(written, name: file, file: file)
  }
}
