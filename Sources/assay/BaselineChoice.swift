import ArgumentParser
import Baselines
import Findings
import SourceText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  private var output: Output?
  /// Where it is written to.
  var outputs: [Output] { [output].compactMap(\.self) }

  /// Reads the baseline, and begins the file to write. Prints what is wrong and throws.
  init(_ choice: BaselineChoice) throws {
    self.choice = choice
    do throws(BaselineError) {
      comparison = try choice.file.map { file throws(BaselineError) in try BaselineComparison(with: BaselineFile(file))
      }
    } catch {
      let file = choice.file ?? ""
      guard let position = error.position else {
        let advice = access(file, F_OK) == 0 ? "" : "; --write-baseline \(file) makes one"
        throw ValidationError("the baseline '\(file)' cannot be read: \(error.message)\(advice)")
      }
      StandardError.write("\(file):\(position): error: \(error.message)")
      StandardError.write("assay: 1 error in the baseline; nothing was judged")
      throw ExitStatus.usage
    }
    guard let path = choice.written else { return }
    guard let file = Output(path: path) else {
      StandardError.write("assay: \(Output.failure(at: path))")
      throw ExitStatus.usage
    }
    output = file
    collection = BaselineCollection()
  }

  /// Takes a finding as reports show it.
  mutating func add(_ finding: Finding) { collection?.add(finding) }

  /// What `summary` tells of the baseline.
  func description(_ summary: RunSummary) -> BaselineDescription? {
    guard let file = choice.file, let comparison else { return nil }
    guard Self.obstacle(summary) == nil, let outcome = try? comparison.outcome(judged: summary.judgedRules) else {
      return BaselineDescription(file: file, gone: nil)
    }
    let gone = outcome.gone.map { entry in
      BaselineDescription.Gone(
        rule: entry.rule, fingerprint: entry.fingerprintText, count: entry.count, identity: entry.identity,
        pointer: entry.pointer)
    }
    return BaselineDescription(
      file: file, gone: gone, goneCount: outcome.goneCount, unjudgedCount: outcome.unjudgedCount)
  }

  /// Why a run says nothing about what is gone; `nil` when it does. What was not judged may be there or not.
  private static func obstacle(_ summary: RunSummary) -> String? {
    if summary.verdict == .incomplete { return "the run is incomplete" }
    return summary.recordCount == 0 ? "no record was judged" : nil
  }

  /// Writes what there is to write after a run that began with `start` and ended with `summary`, and tells. A run that did
  /// not judge everything changes nothing: a baseline without what it did not find would call that new one day, and gone
  /// today.
  /// - Returns: why something could not be written.
  mutating func finish(_ start: RunStart, _ summary: RunSummary) -> [String] {
    guard choice.written != nil || choice.prunes else { return [] }
    if let obstacle = Self.obstacle(summary) {
      output?.discard()
      StandardError.write("assay: \(obstacle), so no baseline was written")
      return []
    }
    var failures: [String] = []
    do throws(BaselineError) { failures += try write(start, summary) } catch { failures.append(unreadable(error)) }
    do throws(BaselineError) { failures += try prune(summary) } catch { failures.append(unreadable(error)) }
    return failures
  }

  private func unreadable(_ error: BaselineError) -> String {
    "the baseline '\(choice.file ?? "")' cannot be read again: \(error.message)"
  }

  private mutating func write(_ start: RunStart, _ summary: RunSummary) throws(BaselineError) -> [String] {
    guard var collection, var output else { return [] }
    self.collection = nil
    // What this run says nothing about stays accepted.
    do throws(BaselineError) {
      try comparison?.forEachUnjudged(summary.judgedRules) { collection.keep($0) }
    } catch {
      output.discard()
      throw error
    }
    let count = collection.count
    collection.write(tool: start.version, ruleSets: start.ruleSets) { output.write($0) }
    return Self.close(&output, "\(counted(count)) written to")
  }

  private func prune(_ summary: RunSummary) throws(BaselineError) -> [String] {
    guard choice.prunes, let comparison else { return [] }
    let file = comparison.file.path
    let gone = try comparison.outcome(judged: summary.judgedRules).goneCount
    let message = "\(counted(gone)) removed from"
    if gone == 0 {
      StandardError.write("assay: \(message) \(file)")
      return []
    }
    guard var output = Output(path: file) else { return [Output.failure(at: file)] }
    do throws(BaselineError) {
      try comparison.prune(judged: summary.judgedRules) { output.write($0) }
    } catch {
      output.discard()
      throw error
    }
    return Self.close(&output, message)
  }

  private static func close(_ output: inout Output, _ message: String) -> [String] {
    output.close()
    if let code = output.failure { return ["cannot write \(output.name): \(String(cString: strerror(code)))"] }
    StandardError.write("assay: \(message) \(output.name)")
    return []
  }

  private func counted(_ number: Int) -> String { "\(number) finding\(number == 1 ? "" : "s")" }
}

extension RunSummary {
  /// The rules that were asked about the records: one that needs an ontology says nothing without.
  fileprivate var judgedRules: Set<String> { Set(ledger.map(\.rule)).subtracting(rulesWithoutOntology) }
}
