import ArgumentParser

/// The options about findings that a project has accepted.
struct BaselineArguments: ParsableArguments {
  @Option(
    name: .customLong("baseline"),
    help: ArgumentHelp(
      "Accepted findings: those in FILE are known, and only new ones make the run fail.", valueName: "file"))
  var file: String?

  @Option(
    name: .customLong("write-baseline"),
    help: ArgumentHelp("Write all findings to FILE, to be accepted from the next run on.", valueName: "file"))
  var written: String?

  @Flag(
    name: .customLong("prune-baseline"), help: "Remove findings from the file of --baseline that are gone.")
  var prunes = false

  func validate() throws {
    if prunes, file == nil { throw ValidationError("--prune-baseline is about a --baseline") }
    if prunes, written == file {
      throw ValidationError("--write-baseline to the file of --baseline leaves nothing for --prune-baseline to remove")
    }
    if written == "-" { throw ValidationError("--write-baseline takes a file: standard output is for reports") }
  }

  /// What they say.
  var choice: BaselineChoice { BaselineChoice(file: file, written: written, prunes: prunes) }
}
