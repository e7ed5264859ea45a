/// Runs workloads, each beside what it is compared with.
struct Bench {
  let inputs: BenchmarkInputs
  let runs: Int

  /// Medians of the runs of one workload.
  struct Figures {
    var workload: Workload
    var seconds: Double
    /// How many times as fast as the base.
    var ratio: Double?
    var peakByteCount: Int?
  }

  /// Runs `workload`, once to warm up and then as often as it should be, every time right behind its base.
  func measure(_ workload: Workload) throws -> Figures {
    _ = try seconds(workload.run)
    var own: [Double] = []
    var ratios: [Double] = []
    var peak: Int?
    for _ in 0..<runs {
      let base = try baseSeconds(of: workload)
      let (seconds, outcome) = try seconds(workload.run)
      own.append(seconds)
      if let base { ratios.append(base / seconds) }
      peak = outcome.peakByteCount.map { max($0, peak ?? 0) } ?? peak
    }
    return Figures(
      workload: workload, seconds: Self.median(own), ratio: ratios.isEmpty ? nil : Self.median(ratios),
      peakByteCount: peak)
  }

  /// What the base took, as if its content were as long as the workload's.
  private func baseSeconds(of workload: Workload) throws -> Double? {
    switch workload.base {
    case .tree(let layout):
      let seconds = try seconds { try Reference.tree(inputs, layout) }.0
      return seconds * Double(workload.byteCount) / Double(inputs.referenceByteCount(layout))
    case .other(_, let run): return try seconds(run).0
    case .none: return nil
    }
  }

  private func seconds(_ run: () throws -> Workload.Outcome) throws -> (Double, Workload.Outcome) {
    let start = ContinuousClock.now
    let outcome = try run()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return (outcome.seconds ?? Double(seconds) + Double(attoseconds) * 1e-18, outcome)
  }

  /// The middle one of `values`, which are not empty; the lower one of two.
  static func median(_ values: [Double]) -> Double { values.sorted()[(values.count - 1) / 2] }
}
