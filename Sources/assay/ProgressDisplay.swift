import ArgumentParser
import Engine

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `--progress`.
enum ProgressChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

/// Shows on standard error how far a long run has come: on a terminal one line that is drawn again and again, elsewhere a
/// line from time to time.
///
/// Asked after every window, by the threads of the engine but by one at a time: looking at the clock is all that it
/// costs.
final class ProgressDisplay {
  private let isTerminal: Bool
  private var output = Output.standardError
  private let start = Clock.monotonicSeconds
  /// When the next line is due.
  private var due: Double
  private var isDrawn = false

  /// Runs that end sooner show nothing.
  private static let quietSeconds = 1.0
  private static let terminalInterval = 0.2
  private static let plainInterval = 5.0

  /// `nil` when nothing is to be shown: by choice, or because standard error is no terminal that could show it.
  init?(_ choice: ProgressChoice) {
    isTerminal = Output.standardError.isTerminal
    let isCapable = isTerminal && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    switch choice {
    case .never: return nil
    case .auto where !isCapable: return nil
    case .auto: due = start + Self.quietSeconds
    case .always: due = start
    }
  }

  /// Shows `progress` if it is time to.
  func update(_ progress: RunProgress) {
    let now = Clock.monotonicSeconds
    guard now >= due else { return }
    let line = ProgressLine(progress: progress, seconds: now - start)
    if isTerminal {
      // The last column stays free: some terminals begin a new line behind it.
      let width = max(1, (Clock.terminalWidth(2) ?? 80) - 1)
      output.write(Array("\r\u{1B}[K\(line.text(width: width))".utf8))
      isDrawn = true
      due = now + Self.terminalInterval
    } else {
      output.write(Array("\(line.text())\n".utf8))
      due = now + Self.plainInterval
    }
  }

  /// Removes the line, before anything else is written to the terminal and at the end.
  func erase() {
    guard isDrawn else { return }
    output.write(Array("\r\u{1B}[K".utf8))
    isDrawn = false
  }
}
