import ArgumentParser
import Findings
import Reporters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The reports of one run and where they go.
struct Reports {
  private struct Report {
    var reporter: any Reporter
    var output: Output
    var text = ReportText()

    let isTerminal: Bool
    /// Called before something is written to a terminal.
    var beforeTerminal: () -> Void = {}

    init(reporter: any Reporter, output: Output) {
      self.reporter = reporter
      self.output = output
      isTerminal = output.isTerminal
    }

    mutating func start(_ run: RunStart) { reporter.start(run, to: &text) }

    mutating func write(_ finding: Finding) {
      reporter.write(finding, to: &text)
      drain(above: 64 << 10)
    }

    mutating func finish(_ summary: RunSummary) {
      reporter.finish(summary, to: &text)
      drain()
      output.close()
    }

    private mutating func drain(above byteCount: Int = 0) {
      guard text.bytes.count > byteCount else { return }
      if isTerminal { beforeTerminal() }
      output.write(text.bytes)
      text.removeAll()
    }
  }

  private var reports: [Report] = []
  /// Called before something is written to a terminal: what else stands there may have to go.
  var beforeTerminal: () -> Void = {} {
    didSet { for place in reports.indices { reports[place].beforeTerminal = beforeTerminal } }
  }
  /// Whether a report shows source lines.
  let wantExcerpts: Bool

  /// Whether one of the reports that `formats` name tells the digests of the rule sets.
  static func tellDigests(_ formats: [String]) -> Bool {
    formats.contains { text in
      text.split(separator: ":", maxSplits: 1).first.flatMap { ReportFormat(rawValue: String($0)) }?.tellsDigests
        ?? false
    }
  }

  /// The reports that `formats` name: `NAME` or `NAME:FILE`; `text` when there are none.
  init(_ formats: [String], options: ReportOptions) throws {
    var wantExcerpts = false
    var usesStandardOutput = false
    var isComplete = false
    // When one report cannot be made, the others are not begun.
    defer { if !isComplete { UnfinishedFiles.removeAll() } }
    for text in formats.isEmpty ? ["text"] : formats {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let format = ReportFormat(rawValue: parts[0]) else {
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format takes one of \(known), not '\(parts[0])'")
      }
      var options = options
      let output: Output
      if parts.count == 2 {
        guard !parts[1].isEmpty else {
          throw ValidationError("--format \(format.rawValue): needs a file behind the colon")
        }
        guard let file = Output(path: parts[1]) else {
          StandardError.write("assay: cannot write \(parts[1]): \(String(cString: strerror(errno)))")
          throw ExitStatus.usage
        }
        output = file
        if !file.isTerminal {
          options.color = false
          options.width = nil
        }
      } else {
        guard !usesStandardOutput else {
          throw ValidationError("two reports to standard output; give one a file: NAME:FILE")
        }
        usesStandardOutput = true
        output = .standardOutput
      }
      wantExcerpts = wantExcerpts || format == .text
      reports.append(Report(reporter: format.reporter(options: options), output: output))
    }
    self.wantExcerpts = wantExcerpts
    isComplete = true
  }

  mutating func start(_ run: RunStart) {
    for place in reports.indices { reports[place].start(run) }
  }

  mutating func write(_ finding: Finding) {
    for place in reports.indices { reports[place].write(finding) }
  }

  /// Ends all reports. The result says which could not be written.
  mutating func finish(_ summary: RunSummary) -> [String] {
    var failures: [String] = []
    for place in reports.indices {
      reports[place].finish(summary)
      if let code = reports[place].output.failure {
        failures.append("cannot write \(reports[place].output.name): \(String(cString: strerror(code)))")
      }
    }
    return failures
  }
}
