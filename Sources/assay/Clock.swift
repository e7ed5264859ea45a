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
      // The system clock is far inside the years that timestamps can name.
      return CELTimestamp(validatingSeconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec)) ?? .epoch
    }
    guard let timestamp = CELTimestamp(text) else {
      throw ValidationError("--now takes a time such as 2026-03-05T08:15:00Z, not '\(text)'")
    }
    return timestamp
  }

  /// Cores that this process may use.
  static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Columns of the terminal at standard output, `nil` when nobody knows.
  static var terminalWidth: Int? {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
