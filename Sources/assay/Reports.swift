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
    /// Whether it tells findings that are known, too, and those that suppressions cover.
    let tellsKnown, tellsSuppressed: Bool
    /// Called before something is written to a terminal.
    var beforeTerminal: () -> Void = {}

    init(reporter: any Reporter, output: Output, tellsKnown: Bool = false, tellsSuppressed: Bool = false) {
      self.reporter = reporter
      self.output = output
      self.tellsKnown = tellsKnown
      self.tellsSuppressed = tellsSuppressed
      isTerminal = output.isTerminal
    }

    mutating func start(_ run: RunStart) { reporter.start(run, to: &text) }

    mutating func write(_ finding: Finding) {
      switch finding.disposition {
      case .new: break
      case .known: guard tellsKnown else { return }
      case .suppressed: guard tellsSuppressed else { return }
      }
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
  /// Where they go.
  var outputs: [Output] { reports.map(\.output) }
  /// Called before something is written to a terminal: what else stands there may have to go.
  var beforeTerminal: () -> Void = {} {
    didSet { for place in reports.indices { reports[place].beforeTerminal = beforeTerminal } }
  }
  /// Whether a report shows source lines.
  let wantExcerpts: Bool
  /// Whether a report tells findings by group and the contents of the records.
  let tellContents: Bool
  /// Whether a report says what findings can be put down to.
  let tellAttribution: Bool
  /// Whether a report draws what findings are about.
  let drawEvidence: Bool

  /// Whether one of the reports that `formats` name tells something.
  static func tell(_ formats: [String], _ something: (ReportFormat) -> Bool) -> Bool {
    formats.contains { text in
      text.split(separator: ":", maxSplits: 1).first.flatMap { ReportFormat(rawValue: String($0)) }.map(something)
        ?? false
    }
  }

  /// The reports that `formats` name: `NAME` or `NAME:FILE`; `text` when there are none.
  init(_ formats: [String], options: ReportOptions) throws {
    let all = try ReportOutput.all(formats, standard: ReportFormat.text)
    for (format, output) in all {
      reports.append(
        Report(
          reporter: format.reporter(options: options.suited(to: output)), output: output,
          tellsKnown: format.tellsAccepted || format == .text && options.showsKnown,
          tellsSuppressed: format.tellsAccepted || format == .text && options.showsSuppressed))
      if format == .github, let summary = try ReportOutput.gitHubSummary() {
        reports.append(Report(reporter: MarkdownReporter(), output: summary))
      }
    }
    wantExcerpts = all.contains { $0.format.readsExcerpts }
    tellContents = all.contains { $0.format.tellsContents }
    tellAttribution = all.contains { $0.format.tellsAttribution(options) }
    drawEvidence = all.contains { $0.format.drawsEvidence }
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
