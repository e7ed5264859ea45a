import Engine
import Findings
import Inputs
import RuleSets

/// One of two exports, judged: what is kept of each record, and what the run told.
struct ExportRun {
  let inputs: InputList
  /// The records that have an identity.
  private(set) var records: [RecordDigest]
  /// Records without one: nobody knows what to compare them with.
  private(set) var unidentifiedCount: Int
  let summary: RunSummary

  /// Judges `inputs`. Every finding goes to `report`.
  init(_ inputs: InputList, program: Program, options: CheckOptions, report: @escaping (Finding) -> Void) {
    let kept = Kept()
    summary = CheckRun.run(
      inputs, program: program, options: options,
      records: { digest in
        if digest.identity == nil { kept.unidentifiedCount += 1 } else { kept.records.append(digest) }
      }, report: report)
    self.inputs = inputs
    records = kept.records
    unidentifiedCount = kept.unidentifiedCount
  }

  /// What comes from the threads of a run, one at a time.
  private final class Kept: @unchecked Sendable {
    var records: [RecordDigest] = []
    var unidentifiedCount = 0
  }

  /// Sorts the records by identity, of one identity by place.
  mutating func sortByIdentity() {
    records.sort { left, right in
      guard left.identity == right.identity else { return left.identity.precedes(right.identity) }
      return left.precedes(right)
    }
  }

  /// Why it cannot be compared as a whole, a clause each.
  func incompleteReasons(named name: String) -> [String] {
    var reasons = summary.verdict == .incomplete ? summary.incompleteReasons : []
    if unidentifiedCount > 0 {
      let isOne = unidentifiedCount == 1
      reasons.append("\(unidentifiedCount) \(isOne ? "record has" : "records have") no identity to be matched by")
    }
    return reasons.map { "\(name): \($0)" }
  }
}

extension RecordDigest {
  /// Whether it stands before `other` in its export.
  func precedes(_ other: RecordDigest) -> Bool { (input, offset) < (other.input, other.offset) }
}

extension KeyHash? {
  /// Any order will do.
  fileprivate func precedes(_ other: KeyHash?) -> Bool {
    guard let self, let other else { return self == nil && other != nil }
    return self.precedes(other)
  }
}
