import ArgumentParser
import CEL

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process learns from the machine it runs on.
enum Clock {
  /// The time `text` names, or the clock's when there is none.
  static func timestamp(_ text: String?) throws -> CELTimestamp {
    guard let text else {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      guard let timestamp = CELTimestamp(validatingSeconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec)) else {
        throw ValidationError("the system's clock shows no year that rules can name; set one with --now")
      }
      return timestamp
    }
    guard let timestamp = CELTimestamp(text) else {
      throw ValidationError("--now takes a time such as 2026-03-05T08:15:00Z, not '\(text)'")
    }
    return timestamp
  }

  /// Cores that this process may use.
  static let coreCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Seconds since some time in the past, whatever happens to the clock on the wall.
  static var monotonicSeconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }

  /// Columns of the terminal at standard output, or at another descriptor; `nil` when nobody knows.
  static func terminalWidth(_ descriptor: Int32 = 1) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
