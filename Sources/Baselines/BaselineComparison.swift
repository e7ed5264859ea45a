public import Findings
import JSONReading

/// Compares the findings of a run with a baseline: takes those for known that it has, and remembers which it had.
///
/// Of findings with one fingerprint as many are known as the baseline counts; one more is new.
public final class BaselineComparison: Triage, @unchecked Sendable {
  /// What a run that has ended makes of a baseline.
  public struct Outcome: Hashable, Sendable {
    /// What the baseline has and the run has not, in its order, with counts of what is missing; the first entries.
    public var gone: [BaselineEntry]
    /// Findings that are gone, in all entries.
    public var goneCount: Int
    /// Findings of rules that were not judged: nobody knows whether they are gone.
    public var unjudgedCount: Int

    /// Nothing is gone, unless told.
    public init(gone: [BaselineEntry] = [], goneCount: Int = 0, unjudgedCount: Int = 0) {
      self.gone = gone
      self.goneCount = goneCount
      self.unjudgedCount = unjudgedCount
    }
  }

  /// How many entries that are gone an outcome lists.
  public static let mostGoneTold = 1000

  /// What is compared with.
  public let file: BaselineFile
  // Asked by one thread at a time.
  private var known = KnownFingerprints()

  /// A comparison with `file`, for one run. Reads it; throws when it is no baseline.
  public init(with file: BaselineFile) throws(BaselineError) {
    self.file = file
    try file.forEach { entry, _ in known.append(entry.fingerprint, count: entry.count) }
    guard let twice = known.sort() else { return }
    var isSecond = false
    try file.forEach { (entry, node) throws(BaselineEntry.Problem) in
      guard entry.fingerprint == twice else { return }
      if isSecond {
        throw BaselineEntry.Problem(
          "this fingerprint is in the baseline twice; of several findings there is a count", at: node)
      }
      isSecond = true
    }
  }

  /// Known, when the baseline has the finding and not all of that fingerprint have been seen.
  public func disposition(of finding: Finding) -> Disposition {
    UInt128(fingerprint: finding.fingerprint).map { known.take($0) } == true ? .known : .new
  }

  /// What became of the entries in a run that judged `rules`. Throws when the file can no longer be read.
  public func outcome(judged rules: Set<String>) throws(BaselineError) -> Outcome {
    var outcome = Outcome()
    if known.areAllTaken { return outcome }
    try file.forEach { entry, _ in
      var missing = entry
      missing.count = known.missingCount(of: entry.fingerprint)
      guard missing.count > 0 else { return }
      guard rules.contains(entry.rule) else {
        outcome.unjudgedCount += missing.count
        return
      }
      outcome.goneCount += missing.count
      if outcome.gone.count < Self.mostGoneTold { outcome.gone.append(missing) }
    }
    return outcome
  }

  /// Hands the lines of the file to `write`, without what is gone by a run that judged `rules`. All others stay as they are.
  public func prune(judged rules: Set<String>, _ write: ([UInt8]) -> Void) throws(BaselineError) {
    try file.forEach { first in
      write(Array("\(first.sourceText)\n".utf8))
    } entry: { entry, node in
      let missing = rules.contains(entry.rule) ? known.missingCount(of: entry.fingerprint) : 0
      if missing == 0 {
        write(Array("\(node.sourceText)\n".utf8))
      } else if missing < entry.count {
        var kept = entry
        kept.count -= missing
        write(kept.line)
      }
    }
  }

  /// Visits the entries of rules that a run that judged `rules` says nothing about.
  public func forEachUnjudged(_ rules: Set<String>, _ visit: (BaselineEntry) -> Void) throws(BaselineError) {
    try file.forEach { entry, _ in if !rules.contains(entry.rule) { visit(entry) } }
  }
}
