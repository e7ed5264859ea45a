/// Runs workloads, each beside what it is compared with.
struct Bench {
  let runs: Int

  /// Medians of the runs of one workload.
  struct Figures {
    var workload: Workload
    var seconds: Double
    /// How many times as fast as the base, and how many times less work for the cores.
    var ratio, coreRatio: Double?
    var peakByteCount: Int?
  }

  /// Runs `workload`, once to warm up and then as often as it should be, every time right behind its base.
  func measure(_ workload: Workload) throws -> Figures {
    _ = try workload.run()
    var (own, ratios, coreRatios): ([Double], [Double], [Double]) = ([], [], [])
    var peak: Int?
    for _ in 0..<runs {
      let base = try baseTime(of: workload)
      let (time, outcome) = try time(workload.run)
      own.append(time.seconds)
      if let base {
        ratios.append(base.seconds / time.seconds)
        coreRatios.append(base.coreSeconds / time.coreSeconds)
      }
      peak = outcome.peakByteCount.map { max($0, peak ?? 0) } ?? peak
    }
    return Figures(
      workload: workload, seconds: Self.median(own) ?? 0, ratio: Self.median(ratios),
      coreRatio: Self.median(coreRatios), peakByteCount: peak)
  }

  /// What the base took, as if its content were as long as the workload's.
  private func baseTime(of workload: Workload) throws -> RunTime? {
    switch workload.base {
    case .tree(let corpus):
      let time = try time { try Reference.tree(corpus) }.0
      return time.scaled(by: Double(workload.byteCount) / Double(corpus.byteCount))
    case .other(_, let run): return try time(run).0
    case .none: return nil
    }
  }

  private func time(_ run: () throws -> Workload.Outcome) throws -> (RunTime, Workload.Outcome) {
    let (time, outcome) = try RunTime.measure(run)
    return (outcome.time ?? time, outcome)
  }

  /// The middle one of `values`, the lower one of two; `nil` when there are none.
  static func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
  }
}
