import Findings
import Fixes
import JSONEditing
import Reporters

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps what is told of fixes until all of a file's are settled.
final class FixSink: FixRun.Sink {
  private let shown = Spool()
  private let patch: Spool?
  private let listing: FixListing
  private var difference: FixDifference?
  private var patchText = PatchText()
  private let isQuiet: Bool

  init(isDifference: Bool, isQuiet: Bool, wantsPatch: Bool, revealsSecrets: Bool) {
    listing = FixListing(revealsSecrets: revealsSecrets)
    difference = isDifference ? FixDifference(revealsSecrets: revealsSecrets) : nil
    patch = wantsPatch ? Spool() : nil
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

  /// Writes the patch.
  func writePatch(to path: String) throws {
    guard let patch else { return }
    guard var output = Output(path: path) else {
      throw FixError("cannot write \(path): \(String(cString: strerror(errno)))")
    }
    try patch.read { output.write($0) }
    output.write(Array(patchText.end().utf8))
    output.close()
    try output.check()
  }
}
