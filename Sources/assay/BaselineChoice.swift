import ArgumentParser
import Baselines
import Findings
import Inputs
import RuleSets
import SourceText

/// Which findings are accepted, and what becomes of the others.
struct BaselineChoice: Hashable {
  /// The file of the findings that are known.
  var file: String?
  /// Where all findings are written to.
  var written: String?
  /// Whether what is gone is removed from the file.
  var prunes = false
}

/// A baseline in one run: read before it, compared in it, written after it.
struct BaselineRun {
  private let choice: BaselineChoice
  /// `nil` when there is no baseline to compare with.
  let comparison: BaselineComparison?
  private var collection: BaselineCollection?

  /// Reads the baseline. Prints what is wrong with it and throws.
  init(_ choice: BaselineChoice) throws {
    self.choice = choice
    collection = choice.written == nil ? nil : BaselineCollection()
    guard let file = choice.file else {
      comparison = nil
      return
    }
    let bytes: [UInt8]
    do throws(RuleSetReadError) { bytes = try RuleFiles.read(file, byteLimit: Baseline.byteLimit) } catch {
      throw ValidationError(
        "the baseline '\(file)' cannot be read: \(error.message); --write-baseline \(file) makes one")
    }
    do throws(BaselineError) { comparison = BaselineComparison(with: try Baseline(reading: bytes)) } catch {
      StandardError.write("\(file):\(error.position): error: \(error.message)")
      StandardError.write("assay: 1 error in the baseline; nothing was judged")
      throw ExitStatus.usage
    }
  }

  /// Takes a finding as reports show it.
  mutating func add(_ finding: Finding) { collection?.add(finding) }

  /// What `summary`, of a run by `rules`, tells of the baseline.
  func description(_ summary: RunSummary, rules: Set<String>) -> BaselineDescription? {
    guard let file = choice.file, let comparison else { return nil }
    guard summary.verdict != .incomplete else { return BaselineDescription(file: file, gone: nil) }
    return BaselineDescription(
      file: file,
      gone: comparison.gone(of: rules).map { entry in
        BaselineDescription.Gone(
          rule: entry.rule, fingerprint: entry.fingerprintText, count: entry.count, identity: entry.identity,
          pointer: entry.pointer)
      })
  }

  /// Writes what there is to write after a run with `summary` by `rules`, and tells. An incomplete run changes nothing:
  /// what was not judged may be there or not. Whether all that was asked for was done.
  func finish(_ summary: RunSummary, rules: Set<String>) throws {
    guard choice.written != nil || choice.prunes else { return }
    if summary.verdict == .incomplete {
      return StandardError.write("assay: the run is incomplete, so no baseline was written")
    }
    if let written = choice.written, let collection {
      let baseline = collection.baseline
      try Output.write(baseline.text, to: written)
      let count = baseline.entries.reduce(0) { $0 + $1.count }
      StandardError.write("assay: \(count) finding\(count == 1 ? "" : "s") written to \(written)")
    }
    if choice.prunes, let file = choice.file, let comparison {
      let gone = comparison.gone(of: rules).reduce(0) { $0 + $1.count }
      if gone > 0 { try Output.write(comparison.pruned(of: rules).text, to: file) }
      StandardError.write("assay: \(gone) finding\(gone == 1 ? "" : "s") removed from \(file)")
    }
  }
}
