import Findings
import Foundation
import Reporters
import TestSupport

/// Runs that the judges of every format see: clean, with findings, incomplete, and with text that is out for trouble.
enum ReporterRuns: CaseIterable, Sendable {
  case clean, dirty, incomplete, hostile

  /// The report of the run.
  func report(_ reporter: some Reporter) -> String {
    switch self {
    case .clean: reporter.report(SampleRun.clean)
    case .dirty: reporter.report(SampleRun.dirty + SampleRun.dirty)
    case .incomplete:
      reporter.report(
        SampleRun.dirty + [SampleRun.unreadable],
        summary: SampleRun.summary(of: SampleRun.dirty + [SampleRun.unreadable], incompleteReasons: ["a.json: cut off"])
      )
    case .hostile:
      reporter.report(
        HostileText.allCases.map { SampleRun.hostile($0.text) },
        summary: SampleRun.summary(of: [], incompleteReasons: HostileText.allCases.map(\.text)))
    }
  }

  /// Who judges by a schema of other people's formats; `nil` where it cannot be asked.
  static func judge(_ schema: String) -> OutsideJudge? {
    guard let folder = SharedFolder.schemas else { return nil }
    let judge = OutsideJudge.jsonSchema(file: folder.appending(path: schema).path)
    return judge.isInstalled ? judge : nil
  }
}
