import Findings

extension RunSummary {
  /// The reasons why the run is incomplete, never empty when it is.
  var reasonsToPrint: [String] {
    incompleteReasons.isEmpty && verdict == .incomplete ? ["something could not be judged"] : incompleteReasons
  }

  /// What was looked at: `4 581 records in 1 file, 104.9 MB`.
  var extent: String {
    var text = "\(counted(recordCount, "record")) in \(counted(inputs.count, "file"))"
    text += ", \(byteAmount(inputs.reduce(0) { $0 + $1.byteCount }))"
    let unjudged = inputs.reduce(0) { $0 + $1.unjudgedByteCount }
    if unjudged > 0 { text += ", of which \(byteAmount(unjudged)) could not be judged" }
    return text
  }

  /// The last line for people. Its first word is the verdict in capitals.
  var verdictLine: String {
    let counts = [
      counted(self.counts.error, "error"), counted(self.counts.warning, "warning"), counted(self.counts.info, "info"),
    ].joined(separator: ", ")
    let records = counted(recordCount, "record")
    var line = "\(verdict.rawValue.uppercased()): "
    if self.counts.notJudged > 0 {
      line += "\(counted(self.counts.notJudged, "place")) not judged; "
    } else if verdict == .incomplete {
      line += "not everything was judged; "
    }
    // What is no export at all has no records.
    let place = recordCount == 0 ? "" : " in \(grouped(self.counts.recordsWithFindings)) of \(records)"
    line += self.counts.total == 0 ? "no findings in \(records)" : counts + place
    if self.counts.known > 0 { line += ", \(grouped(self.counts.known)) known" }
    if let baseline, baseline.goneCount > 0 { line += ", \(grouped(baseline.goneCount)) gone" }
    if self.counts.suppressed > 0 { line += ", \(grouped(self.counts.suppressed)) suppressed" }
    // Said wherever it is not the default: a lenient policy makes green runs with errors in them.
    var notes: [String] = []
    if !policy.isStandard {
      let breach = verdict == .failed ? policy.breach(by: self.counts, of: recordCount) : nil
      notes.append(breach ?? policy.description)
    }
    // And so does a configuration that switches rules off.
    if let configuration { notes.append(configuration.line) }
    return notes.isEmpty ? line : line + " (\(notes.joined(separator: "; ")))"
  }
}

extension ConfigurationDescription {
  /// The file and the outermost of its keys: `assay.yaml: rules, policy`.
  fileprivate var line: String {
    var names: [Substring] = []
    for key in keys {
      let name = key.prefix { $0 != "." }
      if names.last != name { names.append(name) }
    }
    return names.isEmpty ? file : "\(file): \(names.joined(separator: ", "))"
  }
}
