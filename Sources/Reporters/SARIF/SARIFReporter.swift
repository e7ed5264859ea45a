public import Findings
import SourceText

/// Writes SARIF 2.1.0 (OASIS) as GitHub's code scanning takes it.
///
/// GitHub refuses more than 25 000 results: the worst are kept, spread over the rules, and a notification states the cut.
/// Every result brings its own `primaryLocationLineHash`, made of identities: one computed from lines would be the same
/// for all findings of a rule in a one-line export. A run that is incomplete is `executionSuccessful: false`, with the
/// reasons as notifications; what was not judged is a result of level `error`, because no consumer shows less.
///
/// Nothing is written before the end.
public struct SARIFReporter: Reporter {
  /// How many results GitHub takes.
  public static let resultLimit = 25_000

  private var run: RunStart?
  private var sample: SpreadSample

  /// A reporter for one run, of at most `resultLimit` results.
  public init(resultLimit: Int = Self.resultLimit) { sample = SpreadSample(limit: resultLimit) }

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) { self.run = run }

  /// Keeps the finding when it is among the worst.
  public mutating func write(_ finding: Finding, to output: inout ReportText) { sample.add(finding) }

  /// Writes everything.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    let findings = sample.inOrder
    var rules = SARIFRules(run?.rules ?? [])
    for finding in findings { rules.add(finding) }
    output.append("{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/")
    output.append("sarif-schema-2.1.0.json\",\n\"version\":\"2.1.0\",\n\"runs\":[{\n")
    output.append("\"tool\":{\"driver\":{\"name\":\"Assay\",\"semanticVersion\":")
    output.appendJSON(run?.version ?? "0")
    output.append(",\"rules\":[")
    rules.append(to: &output)
    output.append("]}},\n\"columnKind\":\"unicodeCodePoints\",\n\"automationDetails\":{\"id\":\"assay/\"},\n")
    appendInvocation(summary, to: &output)
    output.append(",\n\"results\":[")
    var results = SARIFResults(rules: rules, hasBaseline: summary.baseline != nil)
    for finding in findings { results.append(finding, to: &output) }
    output.append(findings.isEmpty ? "]\n}]}\n" : "\n]\n}]}\n")
  }

  private func appendInvocation(_ summary: RunSummary, to output: inout ReportText) {
    output.append("\"invocations\":[{\"executionSuccessful\":\(summary.verdict != .incomplete)")
    output.append(",\"exitCode\":\(summary.verdict.exitCode),\"toolExecutionNotifications\":[")
    var notifications = summary.reasonsToPrint.map { ("error", "incomplete: \($0)") }
    let kept = sample.inOrder.count
    if kept < sample.totalCount {
      let totals = "showing \(grouped(kept)) of \(counted(sample.totalCount, "finding")), the worst of each rule"
      notifications.append(("warning", totals))
    }
    notifications.append(("note", summary.verdictLine))
    for (number, notification) in notifications.enumerated() {
      output.append(number == 0 ? "\n" : ",\n")
      output.append("{\"level\":\"\(notification.0)\",\"message\":{\"text\":")
      output.appendJSON(notification.1)
      output.append("}}")
    }
    output.append("]}]")
  }
}
