#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program run from start to end.
enum ChildProcess {
  /// Runs `arguments`, the first of which is the program, with its output in the file `output`, and waits for it.
  /// Throws unless its exit status is among `expected`.
  ///
  /// A child's peak memory is at least what this process has held so far, because the system counts from before it
  /// becomes the other program: so children are measured before anything runs in this process.
  @discardableResult
  static func run(_ arguments: [String], output: String = "/dev/null", expecting expected: [Int32]) throws
    -> Workload.Outcome
  {
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    var words = arguments.map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }

    var child = pid_t()
    var (status, usage) = (Int32(), rusage())
    var (time, _) = try RunTime.measure {
      guard posix_spawnp(&child, arguments[0], &actions, nil, words, environ) == 0 else {
        throw BenchmarkFailure("cannot run \(arguments[0])")
      }
      while wait4(child, &status, 0, &usage) < 0 {
        if errno != EINTR { throw BenchmarkFailure("cannot wait for \(arguments[0])") }
      }
    }
    time.coreSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    // The low seven bits are the signal that ended it, the next eight its exit status.
    guard status & 0x7F == 0, expected.contains((status >> 8) & 0xFF) else {
      throw BenchmarkFailure("\(arguments.joined(separator: " ")) ended with status \(status)")
    }
    #if canImport(Glibc)
      let peak = usage.ru_maxrss << 10
    #else
      let peak = usage.ru_maxrss
    #endif
    return Workload.Outcome(time: time, peakByteCount: peak)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
