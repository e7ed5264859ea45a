import Findings
import Fixes
import JSONEditing
import Reporters

/// Keeps what is told of fixes until all of a file's are settled.
final class FixSink: FixRun.Sink {
  private let shown = Spool()
  private let patch: Spool?
  private let listing: FixListing
  private var difference: FixDifference?
  private var patchText = PatchText()
  private let isQuiet: Bool
  private let patchPath: String?

  init(isDifference: Bool, isQuiet: Bool, patchPath: String?, revealsSecrets: Bool) {
    listing = FixListing(revealsSecrets: revealsSecrets)
    difference = isDifference ? FixDifference(revealsSecrets: revealsSecrets) : nil
    patch = patchPath == nil ? nil : Spool()
    self.patchPath = patchPath
    self.isQuiet = isQuiet
    self.revealsSecrets = revealsSecrets
  }

  private let revealsSecrets: Bool

  func take(_ fixes: RecordFixes, patch operations: [JSONPatch.Operation], form: InputForm) throws {
    if let patch { try patch.append(Array(patchText.text(of: fixes, operations, form: form).utf8)) }
    guard !isQuiet else { return }
    var text = ReportText()
    if difference == nil { listing.write(fixes, to: &text) } else { difference?.write(fixes, to: &text) }
    try shown.append(text.bytes)
  }

  func restart() throws {
    try shown.removeAll()
    try patch?.removeAll()
    patchText = PatchText()
    if difference != nil { difference = FixDifference(revealsSecrets: revealsSecrets) }
  }

  /// Prints what was told, and the totals.
  func print(_ summary: FixSummary, isWritten: Bool) throws {
    var output = Output.standardOutput
    try shown.read { output.write($0) }
    var text = ReportText()
    FixListing.finish(summary, isWritten: isWritten, to: &text)
    output.write(text.bytes)
    try output.check()
  }

  /// Writes the patch: while the export is as it was, so that no change is without one.
  func settle(_ form: InputForm?) throws {
    guard let patch, let patchPath else { return }
    guard var output = Output(path: patchPath) else { throw FixError(Output.failure(at: patchPath)) }
    try patch.read { output.write($0) }
    output.write(Array(patchText.end(form).utf8))
    output.close()
    try output.check()
  }
}
