#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How long something took.
struct RunTime {
  /// By the clock on the wall.
  var seconds: Double
  /// Of all cores together: what others do on the machine hardly changes it.
  var coreSeconds: Double

  /// Times `body`, which runs in this process.
  static func measure<R>(_ body: () throws -> R) rethrows -> (RunTime, R) {
    let (start, coreStart) = (seconds(of: CLOCK_MONOTONIC), seconds(of: CLOCK_PROCESS_CPUTIME_ID))
    let result = try body()
    let time = RunTime(
      seconds: seconds(of: CLOCK_MONOTONIC) - start,
      coreSeconds: seconds(of: CLOCK_PROCESS_CPUTIME_ID) - coreStart)
    return (time, result)
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// This time as if there had been `factor` times as much to do.
  func scaled(by factor: Double) -> RunTime { RunTime(seconds: seconds * factor, coreSeconds: coreSeconds * factor) }
}
