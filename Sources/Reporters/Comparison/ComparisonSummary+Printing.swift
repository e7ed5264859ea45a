import Findings

extension ComparisonSummary {
  /// The last line for people. Its first word is the verdict in capitals.
  var verdictLine: String {
    var line = "\(verdict.rawValue.uppercased()): "
    if verdict == .incomplete { line += "not everything was compared; " }
    let counts = [(assets.removed, "removed"), (assets.added, "added"), (assets.changed, "changed")]
      .filter { $0.0 > 0 }.map { "\(grouped($0.0)) \($0.1)" }
    if counts.isEmpty, assets.repeatedAndDifferent > 0 {
      line += "\(counted(assets.unchanged, "asset")) in both"
    } else if counts.isEmpty {
      line += "no asset differs, \(counted(assets.unchanged, "asset")) in both"
    } else {
      line += "\(counts.joined(separator: ", ")), \(grouped(assets.unchanged)) unchanged"
    }
    if assets.repeated > 0 {
      let noun = assets.repeated == 1 ? "identity occurs" : "identities occur"
      line += "; \(grouped(assets.repeated)) \(noun) several times"
      if assets.repeatedAndDifferent > 0 {
        line +=
          assets.repeated == 1
          ? ", with other contents" : ", \(grouped(assets.repeatedAndDifferent)) with other contents"
      }
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
  /// `1920 → 1280`, `"Pilot" added`, `{…} removed`. Of long values, what is shown begins shortly before they differ.
  var text: String {
    switch (old, new) {
    case (let old?, let new?) where old == new: return "\(Self.cut(old)) differs in what is hidden"
    case (let old?, let new?):
      let common = zip(old.unicodeScalars, new.unicodeScalars).prefix { $0 == $1 }.count
      let start = max(old.unicodeScalars.count, new.unicodeScalars.count) > Self.width ? max(0, common - 20) : 0
      return "\(Self.cut(old, from: start)) → \(Self.cut(new, from: start))"
    case (let old?, nil): return "\(Self.cut(old)) removed"
    case (nil, let new?): return "\(Self.cut(new)) added"
    case (nil, nil): return ""
    }
  }

  /// The most characters that are shown of a value.
  private static let width = 80

  /// A part of `text` from the scalar at `start` on, with dots where it goes on.
  private static func cut(_ text: String, from start: Int = 0) -> String {
    var rest = text.unicodeScalars.dropFirst(start)
    let isCut = rest.count > width
    if isCut { rest = rest.prefix(width - 1) }
    return (start > 0 ? "…" : "") + String(rest) + (isCut ? "…" : "")
  }
}
