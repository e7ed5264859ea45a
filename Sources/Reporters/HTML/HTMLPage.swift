import CReportPage
import Findings

/// Builds the page of a run, a section after the other.
struct HTMLPage {
  private var body = ReportText()
  private let title: String

  /// A page with `title`, which is plain text.
  init(title: String) { self.title = title }

  /// Adds the verdict, and why the run is incomplete.
  mutating func appendVerdict(_ summary: RunSummary) {
    body.append("<header class=\"verdict \(summary.verdict.rawValue)\">\n<h1>\(summary.verdict.rawValue)</h1>\n<p>")
    append(text: summary.verdictLine)
    body.append("</p>\n<p class=\"quiet\">Judged ")
    append(text: summary.extent)
    body.append("</p>\n")
    for reason in summary.reasonsToPrint {
      body.append("<p>Incomplete: ")
      append(text: reason, atMost: PrintLimit.message)
      body.append("</p>\n")
    }
    body.append("</header>\n")
  }

  /// Adds a table of the rules that found something.
  mutating func appendRules(_ rows: [(rule: String, severity: Severity?, count: Int)], titles: [String: String]) {
    guard let most = rows.map(\.count).max() else { return }
    body.append(
      "<h2>Rules</h2>\n<div class=\"scroll\"><table>\n<tr><th class=\"number\">Findings</th><th class=\"bar\"></th>")
    body.append("<th>Severity</th><th>Rule</th><th>What should hold</th></tr>\n")
    for row in rows {
      let word = row.severity?.description ?? "not judged"
      body.append("<tr class=\"\(word.replacing(" ", with: "-"))\"><td class=\"number\">\(grouped(row.count))</td>")
      appendBar(row.count, of: most)
      body.append("<td><span class=\"tag\">\(word)</span></td><td><a href=\"#rule=")
      append(text: row.rule)
      body.append("\"><code>")
      append(text: row.rule)
      body.append("</code></a></td><td>")
      append(text: titles[row.rule] ?? "")
      body.append("</td></tr>\n")
    }
    body.append("</table></div>\n")
  }

  /// Adds what the groups of findings had, for each grouping with more than one group: those with most findings first.
  mutating func appendGroups(_ groupings: [GroupingSummary]) {
    let told = groupings.filter { $0.grouping != .rule && !$0.groups.isEmpty }
    guard !told.isEmpty else { return }
    body.append("<div class=\"groups\">\n")
    for grouping in told {
      let groups = grouping.groups.filter { $0.counts.total > 0 }.sorted { $0.counts.total > $1.counts.total }
      guard let most = groups.first?.counts.total else { continue }
      body.append("<section><h2>By \(grouping.grouping.rawValue)</h2>\n<table>\n<tr><th class=\"number\">Findings</th>")
      body.append(
        "<th class=\"bar\"></th><th>\(grouping.grouping.rawValue)</th><th class=\"number\">Records</th></tr>\n")
      for group in groups.prefix(Self.groupLimit) {
        body.append("<tr><td class=\"number\">\(grouped(group.counts.total))</td>")
        appendBar(group.counts.total, of: most)
        body.append("<td>")
        append(text: group.name, atMost: PrintLimit.name)
        body.append("</td><td class=\"number\">\(grouped(group.counts.recordsWithFindings)) of ")
        body.append("\(grouped(group.recordCount))</td></tr>\n")
      }
      body.append("</table>")
      if groups.count > Self.groupLimit {
        body.append("<p class=\"quiet\">and \(grouped(groups.count - Self.groupLimit)) more</p>")
      }
      body.append("</section>\n")
    }
    body.append("</div>\n")
  }

  /// The most groups that a table shows.
  private static let groupLimit = 20

  /// Adds how the numbers are spread that rules found.
  mutating func appendHistograms(_ histograms: [String: Histogram]) {
    let drawn = histograms.sorted { $0.key < $1.key }.compactMap { entry in
      entry.value.bars(32).map { (rule: entry.key, histogram: entry.value, bars: $0) }
    }
    guard !drawn.isEmpty else { return }
    body.append("<h2>Numbers found</h2>\n<div class=\"groups\">\n")
    for entry in drawn {
      body.append("<figure><figcaption><code>")
      append(text: entry.rule)
      body.append("</code></figcaption>\n<svg class=\"histogram\" viewBox=\"0 0 320 80\" preserveAspectRatio=\"none\"")
      body.append(" role=\"img\"><title>\(counted(entry.histogram.numbers.count, "number")) in 32 bars</title>")
      let most = entry.bars.counts.max() ?? 1
      for (place, count) in entry.bars.counts.enumerated() where count > 0 {
        let height = max(1, count * 80 / most)
        body.append("<rect x=\"\(place * 10)\" y=\"\(80 - height)\" width=\"9\" height=\"\(height)\"/>")
      }
      body.append("</svg>\n<div class=\"quiet\">\(entry.bars.least) to \(entry.bars.most)")
      let (kept, all) = (entry.histogram.numbers.count, entry.histogram.totalCount)
      if kept < all { body.append(", the first \(grouped(kept)) of \(grouped(all))") }
      body.append("</div></figure>\n")
    }
    body.append("</div>\n")
  }

  /// Adds the findings, as data for the script, which lists them.
  mutating func appendFindings(_ findings: [Finding], of totalCount: Int) {
    body.append("<h2 id=\"findings\">Findings</h2>\n<p class=\"quiet\">")
    if findings.count < totalCount {
      body.append("This page holds \(grouped(findings.count)) of \(counted(totalCount, "finding")), the worst of each")
      body.append(" rule; the tables count them all. ")
    }
    body.append("<span id=\"count\"></span></p>\n<noscript><p>The list of findings needs JavaScript.</p></noscript>\n")
    body.append("<div class=\"filters\" id=\"filters\" hidden>\n<input id=\"text\" type=\"search\" ")
    body.append("placeholder=\"Words of the message, the file, the asset\" aria-label=\"Words\">\n")
    body.append("<select id=\"rule\" aria-label=\"Rule\"><option value=\"\">every rule</option></select>\n")
    body.append("<select id=\"severity\" aria-label=\"Severity\"><option value=\"\">every severity</option>")
    for word in ["not judged", "error", "warning", "info"] { body.append("<option>\(word)</option>") }
    body.append("</select>\n</div>\n<div id=\"list\"></div>\n<div id=\"end\" class=\"quiet\">…</div>\n")
    body.append("<script type=\"application/json\" id=\"data\">[")
    for (number, finding) in findings.enumerated() {
      body.append(number == 0 ? "\n" : ",\n")
      body.appendScriptData(finding)
    }
    body.append("\n]</script>\n<script>\n")
    body.append(bytes: Self.bytes(unsafe report_page_script()))
    body.append("</script>\n")
  }

  /// Adds what became of every rule.
  mutating func appendLedger(_ ledger: [LedgerEntry]) {
    body.append("<details><summary class=\"head\">All rules</summary>\n<div class=\"scroll\"><table>\n<tr>")
    body.append("<th>Rule</th><th>Severity</th>")
    for head in ["Seen", "Judged", "Passed", "Failed", "Not applicable", "Errored"] {
      body.append("<th class=\"number\">\(head)</th>")
    }
    body.append("</tr>\n")
    for entry in ledger {
      body.append("<tr class=\"\(entry.severity)\"><td><code>")
      append(text: entry.rule)
      body.append("</code></td><td><span class=\"tag\">\(entry.severity)</span></td>")
      for number in [entry.seen, entry.judged, entry.passed, entry.failed, entry.notApplicable, entry.errored] {
        body.append("<td class=\"number\">\(grouped(number))</td>")
      }
      body.append("</tr>\n")
    }
    body.append("</table></div></details>\n")
  }

  /// Adds what judged what.
  mutating func appendFooter(_ run: RunStart?, _ summary: RunSummary) {
    body.append("<footer>\n<p>Assay \(run?.version ?? "")")
    for ruleSet in run?.ruleSets ?? [] {
      body.append(" · ")
      append(text: "\(ruleSet.name) \(ruleSet.digest)")
    }
    body.append("</p>\n<p>")
    for (number, input) in summary.inputs.prefix(20).enumerated() {
      if number > 0 { body.append("<br>") }
      append(text: "\(input.file): \(counted(input.recordCount, "record")), \(byteAmount(input.byteCount))")
    }
    if summary.inputs.count > 20 { body.append("<br>and \(grouped(summary.inputs.count - 20)) more") }
    body.append("</p>\n</footer>\n")
  }

  /// Writes the page.
  func finish(to output: inout ReportText) {
    output.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>\(title)</title>\n")
    output.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    // The page loads nothing, whatever the data say.
    output.append(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; ")
    output.append("script-src 'unsafe-inline'; img-src data:\">\n<link rel=\"icon\" href=\"data:,\">\n<style>\n")
    output.append(bytes: Self.bytes(unsafe report_page_style()))
    output.append("</style>\n</head>\n<body>\n")
    output.append(bytes: body.bytes)
    output.append("</body>\n</html>\n")
  }

  private mutating func appendBar(_ count: Int, of most: Int) {
    body.append("<td class=\"bar\"><div style=\"width: \(max(1, count * 100 / max(most, 1)))%\"></div></td>")
  }

  private mutating func append(text: String, atMost limit: Int = .max) {
    body.appendPrintable(text, atMost: limit, markup: .xml)
  }

  /// The part is a constant of the program: it is never freed, and copied here.
  private static func bytes(_ part: report_page_part) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: part.text, count: part.count))
  }
}
