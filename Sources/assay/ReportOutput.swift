import ArgumentParser
import Reporters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the reports go that `--format NAME` or `--format NAME:FILE` asks for.
enum ReportOutput {
  /// The formats that `texts` name with their outputs, in order; `standard` to standard output when there are none.
  static func all<Format: RawRepresentable & CaseIterable>(
    _ texts: [String], standard: Format
  ) throws -> [(format: Format, output: Output)] where Format.RawValue == String {
    var all: [(format: Format, output: Output)] = []
    var isComplete = false
    // When one report cannot be made, the others are not begun.
    defer { if !isComplete { UnfinishedFiles.removeAll() } }
    for text in texts.isEmpty ? [standard.rawValue] : texts {
      let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let format = Format(rawValue: parts[0]) else {
        let known = Format.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format takes one of \(known), not '\(parts[0])'")
      }
      if parts.count == 2 {
        guard !parts[1].isEmpty else {
          throw ValidationError("--format \(format.rawValue): needs a file behind the colon")
        }
        guard let file = Output(path: parts[1]) else {
          StandardError.write("assay: \(Output.failure(at: parts[1]))")
          throw ExitStatus.usage
        }
        all.append((format, file))
      } else {
        all.append((format, .standardOutput))
      }
      if all.filter(\.output.isStandardOutput).count > 1 {
        throw ValidationError("two reports to standard output; give one a file: NAME:FILE")
      }
    }
    isComplete = true
    return all
  }

  /// The file in which GitHub's runner collects what a step has to say at length; `nil` outside of GitHub's workflows.
  static func gitHubSummary() throws -> Output? {
    guard let path = getenv("GITHUB_STEP_SUMMARY").map({ String(cString: $0) }), !path.isEmpty else { return nil }
    guard let file = Output(appendingTo: path) else {
      StandardError.write("assay: \(Output.failure(at: path))")
      throw ExitStatus.usage
    }
    return file
  }
}

extension ReportOptions {
  /// These options for a report to `output`: only a terminal has colours and a width.
  func suited(to output: Output) -> ReportOptions {
    // Standard output may be told to have colours all the same.
    guard output.isFile, !output.isTerminal else { return self }
    var options = self
    options.color = false
    options.width = nil
    return options
  }
}

extension ColorChoice {
  /// Whether a report to standard output has colours.
  func isOn(isTerminal: Bool) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: isTerminal && getenv("NO_COLOR") == nil && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    }
  }
}
