public import Findings
import SourceText

/// Collects the findings of a run for a new baseline.
public struct BaselineCollection {
  private var entries: [UInt128: Baseline.Entry] = [:]

  /// Nothing yet.
  public init() {}

  /// Adds `finding`, as reports show it: secrets are hidden in it. What was not judged nobody can accept, and what a
  /// suppression covers has been accepted there.
  public mutating func add(_ finding: Finding) {
    guard finding.outcome == .failed, let number = UInt128(fingerprint: finding.fingerprint) else { return }
    if case .suppressed = finding.disposition { return }
    let new = Baseline.Entry(
      fingerprint: number, rule: finding.rule, count: 0, identity: finding.identity.first?.value ?? "",
      pointer: finding.location.pointer?.description ?? "")
    var entry = entries[number] ?? new
    // Which of several comes first depends on the order of the export.
    if (new.identity, new.pointer) < (entry.identity, entry.pointer) {
      (entry.identity, entry.pointer) = (new.identity, new.pointer)
    }
    entry.count += 1
    entries[number] = entry
  }

  /// What was collected.
  public var baseline: Baseline { Baseline(Array(entries.values)) }
}
