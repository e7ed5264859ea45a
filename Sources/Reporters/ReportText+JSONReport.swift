import Findings
import SourceText

/// The objects of the JSON report, shared by `json` and `jsonl`; `Schemas/` describes them for others.
extension ReportText {
  /// Appends a finding as one object on one line.
  mutating func appendJSON(_ finding: Finding) {
    append("{\"rule\":")
    appendJSON(finding.rule)
    append(",\"severity\":\"")
    append(finding.severity.description)
    append(finding.outcome == .failed ? "\",\"outcome\":\"failed\"" : "\",\"outcome\":\"notJudged\"")
    appendJSON(finding.disposition)
    append(",\"message\":")
    appendJSON(finding.message)
    append(",\"location\":")
    appendJSON(finding.location)
    append(",\"identity\":")
    appendJSON(finding.identity)
    if !finding.attribution.isEmpty {
      append(",\"attribution\":")
      appendJSON(finding.attribution)
    }
    append(",\"fingerprint\":")
    appendJSON(finding.fingerprint)
    append(",\"related\":")
    appendJSON(finding.related) { place, text in
      text.append("{\"message\":")
      text.appendJSON(place.message)
      text.append(",\"location\":")
      text.appendJSON(place.location)
      text.append("}")
    }
    if let fix = finding.fix, !fix.edits.isEmpty {
      append(",\"fix\":")
      appendJSON(fix)
    }
    append("}")
  }

  private mutating func appendJSON(_ fix: Fix) {
    append("{\"title\":")
    appendJSON(fix.title)
    append(",\"safety\":\"\(fix.safety.rawValue)\",\"edits\":")
    appendJSON(fix.edits) { edit, text in
      text.appendMember("{\"byteStart\":", edit.span.start)
      text.appendMember(",\"byteEnd\":", edit.span.end)
      text.append(",\"text\":")
      text.appendJSON(edit.text)
      text.append("}")
    }
    append("}")
  }

  /// A finding of the baseline that is gone.
  private mutating func appendJSON(_ gone: BaselineDescription.Gone) {
    append("{\"rule\":")
    appendJSON(gone.rule)
    append(",\"fingerprint\":")
    appendJSON(gone.fingerprint)
    appendMember(",\"count\":", gone.count)
    append(",\"identity\":")
    appendJSON(gone.identity)
    append(",\"pointer\":")
    appendJSON(gone.pointer)
    append("}")
  }

  /// The members that say why a finding does not count; none when it does.
  private mutating func appendJSON(_ disposition: Disposition) {
    switch disposition {
    case .new: break
    case .known: append(",\"disposition\":\"known\"")
    case .suppressed(let reason, let day):
      append(",\"disposition\":\"suppressed\",\"suppression\":{\"reason\":")
      appendJSON(reason)
      if let day {
        append(",\"until\":")
        appendJSON(day)
      }
      append("}")
    }
  }

  private mutating func appendJSON(_ location: Location) {
    append("{\"file\":")
    appendJSON(location.file)
    if let record = location.record { appendMember(",\"record\":", record) }
    if let pointer = location.pointer {
      append(",\"pointer\":")
      appendJSON(pointer)
    }
    if let pointer = location.documentPointer {
      append(",\"documentPointer\":")
      appendJSON(pointer)
    }
    appendMember(",\"line\":", location.start.line)
    appendMember(",\"column\":", location.start.column)
    appendMember(",\"endLine\":", location.end.line)
    appendMember(",\"endColumn\":", location.end.column)
    appendMember(",\"byteStart\":", location.span.start)
    appendMember(",\"byteEnd\":", location.span.end)
    append("}")
  }

  /// An object with a member for each name; of two parts with one name the inner one is kept.
  mutating func appendJSON(_ identity: [IdentityPart]) {
    append("{")
    var isFirst = true
    for (place, part) in identity.enumerated() {
      if identity[(place + 1)...].contains(where: { $0.name == part.name }) { continue }
      if !isFirst { append(",") }
      isFirst = false
      appendJSON(part.name)
      append(":")
      appendJSON(part.value)
    }
    append("}")
  }

  /// Appends the members that are known when a run begins, without braces around them.
  mutating func appendJSONMembers(_ run: RunStart) {
    append("\"tool\":\"assay\",\"version\":")
    appendJSON(run.version)
    append(",\"ruleSets\":")
    appendJSON(run.ruleSets) { ruleSet, text in
      text.append("{\"name\":")
      text.appendJSON(ruleSet.name)
      text.append(",\"digest\":")
      text.appendJSON(ruleSet.digest)
      text.append("}")
    }
  }

  /// Appends the members that are known when a run has ended, without braces around them. Groupings and contents, which
  /// may be long, have `lineBreak` before each.
  mutating func appendJSONMembers(_ summary: RunSummary, lineBreak: String = "") {
    append("\"verdict\":\"\(summary.verdict.rawValue)\"")
    appendMember(",\"exitCode\":", Int(summary.verdict.exitCode))
    append(",\"complete\":\(summary.verdict != .incomplete)")
    appendJSON(summary.policy, breach: summary.policy.breach(by: summary.counts, of: summary.recordCount))
    if let baseline = summary.baseline {
      append(",\"baseline\":{\"file\":")
      appendJSON(baseline.file)
      append(",\"gone\":")
      if let gone = baseline.gone { appendJSON(gone) { $1.appendJSON($0) } } else { append("null") }
      appendMember(",\"goneCount\":", baseline.goneCount)
      appendMember(",\"unjudgedCount\":", baseline.unjudgedCount)
      append("}")
    }
    if let configuration = summary.configuration {
      append(",\"configuration\":{\"file\":")
      appendJSON(configuration.file)
      append(",\"keys\":")
      appendJSON(configuration.keys) { key, text in text.appendJSON(key) }
      append("}")
    }
    append(",\"incompleteReasons\":")
    appendJSON(summary.incompleteReasons) { reason, text in text.appendJSON(reason) }
    append(",\"inputs\":")
    appendJSON(summary.inputs) { input, text in text.appendJSON(input) }
    append(",\"summary\":")
    appendJSON(summary, lineBreak: lineBreak)
    append(",\"vacuousRules\":")
    appendJSON(summary.vacuousRules) { rule, text in text.appendJSON(rule) }
    append(",\"rulesWithoutOntology\":")
    appendJSON(summary.rulesWithoutOntology) { rule, text in text.appendJSON(rule) }
    append(",\"ledger\":")
    appendJSON(summary.ledger) { entry, text in text.appendJSON(entry) }
  }

  /// The members that tell the policy, and what broke it.
  private mutating func appendJSON(_ policy: Policy, breach: String?) {
    append(",\"failOn\":\"\(policy.failOn.rawValue)\"")
    if let most = policy.maxErrors { appendMember(",\"maxErrors\":", most) }
    if let most = policy.maxWarnings { appendMember(",\"maxWarnings\":", most) }
    if let most = policy.maxAssetErrorRate { append(",\"maxAssetErrorRate\":\(most)") }
    if let breach {
      append(",\"policyBreach\":")
      appendJSON(breach)
    }
  }

  private mutating func appendJSON(_ input: InputSummary) {
    append("{\"file\":")
    appendJSON(input.file)
    append(",\"form\":")
    if let form = input.form { appendJSON(form.rawValue) } else { append("null") }
    appendMember(",\"bytes\":", input.byteCount)
    appendMember(",\"records\":", input.recordCount)
    appendMember(",\"unjudgedBytes\":", input.unjudgedByteCount)
    append("}")
  }

  private mutating func appendJSON(_ summary: RunSummary, lineBreak: String) {
    let counts = summary.counts
    appendMember("{\"error\":", counts.error)
    appendMember(",\"warning\":", counts.warning)
    appendMember(",\"info\":", counts.info)
    appendMember(",\"notJudged\":", counts.notJudged)
    appendMember(",\"recordsWithFindings\":", counts.recordsWithFindings)
    appendMember(",\"recordsWithErrors\":", counts.recordsWithErrors)
    if counts.known > 0 { appendMember(",\"known\":", counts.known) }
    if counts.suppressed > 0 { appendMember(",\"suppressed\":", counts.suppressed) }
    appendJSONMembers(summary.groupings, lineBreak: lineBreak)
    if let contents = summary.contents {
      append(",\(lineBreak)\"contents\":")
      appendJSON(contents, lineBreak: lineBreak)
    }
    append("}")
  }

  private mutating func appendJSON(_ entry: LedgerEntry) {
    append("{\"rule\":")
    appendJSON(entry.rule)
    appendMember(",\"seen\":", entry.seen)
    appendMember(",\"judged\":", entry.judged)
    appendMember(",\"passed\":", entry.passed)
    appendMember(",\"failed\":", entry.failed)
    appendMember(",\"notApplicable\":", entry.notApplicable)
    appendMember(",\"errored\":", entry.errored)
    append("}")
  }

  /// Appends `name`, which brings its quotes, colon and what stands before it, then `number`.
  mutating func appendMember(_ name: String, _ number: Int) {
    append(name)
    append(number)
  }

  mutating func appendJSON<Element>(_ elements: [Element], _ element: (Element, inout ReportText) -> Void) {
    append("[")
    for (place, value) in elements.enumerated() {
      if place > 0 { append(",") }
      element(value, &self)
    }
    append("]")
  }
}
