import CBenchmarkReference
import CEL
import Engine
import Findings
import Inputs
import RuleSets

/// Counts what clocks cannot show: whether records that keep the rules allocate memory once a run has warmed up.
struct SteadyRun {
  let path: String
  let recordCount: Int

  /// Allocations a record in the second half of a run with one thread; `nil` where they cannot be counted. A run has a
  /// few dozen of its own, so files of fewer than thousands of records show more.
  func allocationsPerRecord(_ program: Program) throws -> Double? {
    guard reference_counts_allocations(), let now = CELTimestamp("2025-03-05T09:00:00Z") else { return nil }
    let counts = Counts()
    let summary = CheckRun.run(
      InputList(arguments: [path]), program: program, options: CheckOptions(now: now),
      progress: { [recordCount] progress in
        if progress.recordCount * 2 < recordCount { return }
        let count = reference_allocations()
        if counts.start == nil { counts.start = (count, progress.recordCount) }
        counts.end = (count, progress.recordCount)
      }, report: { _ in })
    if summary.verdict != .passed { throw BenchmarkFailure("\(path) did not pass: \(summary.counts)") }
    guard let start = counts.start, let end = counts.end, end.records > start.records else { return nil }
    return Double(end.allocations - start.allocations) / Double(end.records - start.records)
  }

  /// What has been counted at two places of the run.
  private final class Counts {
    var start: (allocations: UInt64, records: Int)?
    var end: (allocations: UInt64, records: Int)?
  }
}
