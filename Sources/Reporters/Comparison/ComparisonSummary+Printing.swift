import Findings

extension ComparisonSummary {
  /// The last line for people. Its first word is the verdict in capitals.
  var verdictLine: String {
    var line = "\(verdict.rawValue.uppercased()): "
    if verdict == .incomplete { line += "not everything was compared; " }
    let counts = [(assets.removed, "removed"), (assets.added, "added"), (assets.changed, "changed")]
      .filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
    if counts.isEmpty {
      line += "no asset differs, \(counted(assets.unchanged, "asset")) in both"
    } else {
      line += "\(counts.joined(separator: ", ")), \(grouped(assets.unchanged)) unchanged"
    }
    if assets.repeated > 0 {
      let noun = assets.repeated == 1 ? "identity occurs" : "identities occur"
      line += "; \(grouped(assets.repeated)) \(noun) several times"
    }
    if newFindingCount + goneFindingCount > 0 {
      line += "; \(counted(newFindingCount, "finding")) new, \(grouped(goneFindingCount)) gone"
    }
    // Said wherever it is not the default: a lenient policy makes green runs with differences in them.
    return policy == .differences ? line : line + " (fail-on \(policy.rawValue))"
  }
}

extension CountChange {
  /// `objects by class Vehicle, geometry polygon`.
  var title: String {
    let parts = zip(keys, values).map { key, value in "\(key) \(value.map { $0.isEmpty ? "\"\"" : $0 } ?? "-")" }
    return "\(name): \(parts.joined(separator: ", "))"
  }

  /// `+3`, `-12`.
  var difference: String { (new > old ? "+" : "-") + grouped(abs(new - old)) }
}

extension RecordPosition {
  var text: String { "\(file) record \(record)" }
}

extension ValueChange {
  /// `1920 → 1280`, `"Pilot" added`, `{…} removed`.
  var text: String {
    func cut(_ text: String) -> String { text.unicodeScalars.count > 80 ? String(text.prefix(79)) + "…" : text }
    switch (old, new) {
    case (let old?, let new?): return "\(cut(old)) → \(cut(new))"
    case (let old?, nil): return "\(cut(old)) removed"
    case (nil, let new?): return "\(cut(new)) added"
    case (nil, nil): return ""
    }
  }
}
