public import Findings

/// Compares the findings of a run with a baseline: takes those for known that it has, and remembers which it had.
///
/// Of findings with one fingerprint as many are known as the baseline counts; one more is new.
public final class BaselineComparison: Triage, @unchecked Sendable {
  // Asked by one thread at a time.
  private let baseline: Baseline
  /// The place of each fingerprint among the entries.
  private let places: [UInt128: Int]
  /// How many findings there were of each entry, never more than it counts.
  private var seen: [Int]

  /// A comparison with `baseline`, for one run.
  public init(with baseline: Baseline) {
    self.baseline = baseline
    seen = Array(repeating: 0, count: baseline.entries.count)
    places = Dictionary(uniqueKeysWithValues: baseline.entries.enumerated().map { ($1.fingerprint, $0) })
  }

  /// Known, when the baseline has the finding and not all of that fingerprint have been seen.
  public func disposition(of finding: Finding) -> Disposition {
    guard let number = UInt128(fingerprint: finding.fingerprint), let place = places[number],
      seen[place] < baseline.entries[place].count
    else { return .new }
    seen[place] += 1
    return .known
  }

  /// What the baseline has and the run has not, in its order: entries of `rules`, with counts of what is missing. Of rules
  /// that did not run nobody knows.
  public func gone(of rules: Set<String>) -> [Baseline.Entry] {
    zip(baseline.entries, seen).compactMap { entry, seen in
      guard seen < entry.count, rules.contains(entry.rule) else { return nil }
      var missing = entry
      missing.count -= seen
      return missing
    }
  }

  /// The baseline without what is gone.
  public func pruned(of rules: Set<String>) -> Baseline {
    Baseline(
      zip(baseline.entries, seen).compactMap { entry, seen in
        guard rules.contains(entry.rule) else { return entry }
        guard seen > 0 else { return nil }
        var kept = entry
        kept.count = seen
        return kept
      })
  }
}
