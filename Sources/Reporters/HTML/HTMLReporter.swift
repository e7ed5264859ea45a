public import Findings

/// Writes one HTML page that needs neither the network nor other files.
///
/// The verdict stands first, then the rules that found something, the groups of findings, and how numbers are spread:
/// all of that is exact and can be read without a script. Below it a script lists, filters and draws findings: 2 000 at
/// most, the worst of each rule, so that the page opens at once however many there are.
///
/// Nothing is written before the end.
public struct HTMLReporter: Reporter {
  /// How many findings a page holds.
  public static let findingLimit = 2000

  private var run: RunStart?
  private var tally = Tally()
  private var sample = SpreadSample(limit: Self.findingLimit)
  private var histograms: [String: Histogram] = [:]

  /// A reporter for one run.
  public init() {}

  /// Writes nothing yet.
  public mutating func start(_ run: RunStart, to output: inout ReportText) { self.run = run }

  /// Counts the finding, and may keep it.
  public mutating func write(_ finding: Finding, to output: inout ReportText) {
    tally.add(finding)
    sample.add(finding)
    if let number = finding.evidence?.number { histograms[finding.rule, default: Histogram()].add(number) }
  }

  /// Writes the page.
  public mutating func finish(_ summary: RunSummary, to output: inout ReportText) {
    var page = HTMLPage(title: "Assay: \(summary.verdict.rawValue)")
    page.appendVerdict(summary)
    let titles = Dictionary((run?.rules ?? []).map { ($0.id, $0.title) }) { first, _ in first }
    page.appendRules(tally.rows, titles: titles)
    page.appendGroups(summary.groupings)
    page.appendHistograms(histograms)
    let findings = sample.inOrder
    if !findings.isEmpty { page.appendFindings(findings, of: summary.counts.total) }
    page.appendLedger(summary.ledger)
    page.appendFooter(run, summary)
    page.finish(to: &output)
  }
}
