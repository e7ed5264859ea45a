public import Engine
public import Findings
public import Inputs
import JSONReading
public import RuleSets
import Secrets
import SourceText

/// Compares two exports: their assets, matched by identity, and their findings, by fingerprint.
///
/// Each export is judged once, from which 64 bytes a record and 32 a finding remain. Records that differ are read a second
/// time to say how, a limited number of them at once; exports whose findings differ are judged a second time. So both
/// have to be files.
public struct ExportComparison {
  private let program: Program
  private var options: CheckOptions
  private let policy: ComparisonPolicy
  /// The most changes that are told of one asset; all are counted.
  private let changeLimit: Int

  /// Receives what was found.
  public struct Report {
    /// Each asset that differs: those that were removed, those that were added, those that changed, and identities that
    /// occur several times, each in the order of the exports.
    public var difference: (AssetDifference) -> Void
    /// Each finding that only one export has, the first one's first.
    public var finding: (Finding, _ isNew: Bool) -> Void

    /// A report.
    public init(
      difference: @escaping (AssetDifference) -> Void, finding: @escaping (Finding, _ isNew: Bool) -> Void
    ) {
      self.difference = difference
      self.finding = finding
    }
  }

  /// Comparisons by the rules of `program`, judged with `options`; at most `changeLimit` changes of an asset are told.
  public init(program: Program, options: CheckOptions, policy: ComparisonPolicy = .differences, changeLimit: Int = 20) {
    self.program = program
    self.options = options
    self.policy = policy
    self.changeLimit = changeLimit
    self.options.digestSeed = RecordDigestSeed()
    self.options.summary.groupings = program.format.groupings
    self.options.summary.wantsContents = true
  }

  /// Compares `old` with `new`, which are called so in messages.
  public func run(
    _ old: (name: String, inputs: InputList), _ new: (name: String, inputs: InputList), report: Report
  ) -> ComparisonSummary {
    let balance = Box(FindingBalance())
    var oldRun = ExportRun(old.inputs, program: program, options: options) { balance.value.addOld($0) }
    var newRun = ExportRun(new.inputs, program: program, options: options) { balance.value.addNew($0) }
    var reasons = oldRun.incompleteReasons(named: old.name) + newRun.incompleteReasons(named: new.name)
    oldRun.sortByIdentity()
    newRun.sortByIdentity()
    let matching = AssetMatching(oldRun.records, newRun.records)
    let (goneCount, newCount) = (balance.value.goneCount, balance.value.newCount)

    var told = AssetReport(
      RecordSource(old.inputs, options: options), RecordSource(new.inputs, options: options),
      identifier: RecordIdentifier(program.format), options: options, changeLimit: changeLimit)
    told.tell(matching, report.difference)
    if told.lostCount > 0 {
      reasons.append("\(told.lostCount) records could not be read a second time: the files have changed")
    }
    if goneCount > 0 { judgeAgain(old.inputs) { if balance.value.takeGone($0) { report.finding($0, false) } } }
    if newCount > 0 { judgeAgain(new.inputs) { if balance.value.takeNew($0) { report.finding($0, true) } } }
    return ComparisonSummary(
      policy: policy, incompleteReasons: reasons, old: oldRun.compared(named: old.name),
      new: newRun.compared(named: new.name), assets: matching.counts, parts: told.parts,
      goneFindingCount: goneCount, newFindingCount: newCount,
      counts: CountChange.all(oldRun.summary, newRun.summary))
  }

  private func judgeAgain(_ inputs: InputList, report: @escaping (Finding) -> Void) {
    var options = options
    options.digestSeed = nil
    options.summary = SummaryOptions()
    _ = CheckRun.run(inputs, program: program, options: options, report: report)
  }
}

/// A value that a run's threads change, one at a time.
private final class Box<Value>: @unchecked Sendable {
  var value: Value
  init(_ value: Value) { self.value = value }
}

extension ExportRun {
  /// What is told of the export.
  fileprivate func compared(named name: String) -> ComparedExport {
    ComparedExport(name: name, recordCount: summary.recordCount, findingCount: summary.counts.total)
  }
}
