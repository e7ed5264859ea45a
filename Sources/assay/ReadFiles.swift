import ArgumentParser
import Inputs

/// The files that a run reads: what it writes must not take the place of one, or a slip of the pen costs an export.
enum ReadFiles {
  // Only the main thread reads rule files.
  nonisolated(unsafe) private static var ruleFiles: [String] = []

  /// Remembers that the rule set, schema, configuration or baseline at `path` has been read.
  static func note(_ path: String) { ruleFiles.append(path) }

  /// Throws when one of `outputs` would take the place of one of `inputs`, or of a file that was read for the rules.
  static func refuse(_ outputs: [Output], _ inputs: InputList...) throws {
    try refuse(outputs.compactMap(\.replacedPath)) { path in inputs.contains { $0.contains(fileAt: path) } }
  }

  /// The same for files by their paths. `isInput` tells which are inputs, where nobody else has looked at that.
  static func refuse(_ paths: [String], isInput: (String) -> Bool = { _ in false }) throws {
    let read = InputList(arguments: ruleFiles)
    for path in paths where isInput(path) || read.contains(fileAt: path) {
      UnfinishedFiles.removeAll()
      throw ValidationError("\(path) is read by this run, and would be written over: name another file")
    }
  }
}
