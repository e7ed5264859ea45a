import Findings

/// What a record has been counted as, so that findings that come late do not count it again.
struct RecordOutcome: OptionSet, Hashable {
  let rawValue: UInt8

  /// As one with findings.
  static let findings = RecordOutcome(rawValue: 1)
  /// As one with errors.
  static let errors = RecordOutcome(rawValue: 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What a record with `findings` counts as: those that do not count are as if they were not there.
  init(of findings: some Sequence<Finding>) {
    self = []
    for finding in findings where finding.disposition == .new {
      insert(.findings)
      if finding.outcome == .failed, finding.severity == .error { insert(.errors) }
    }
  }
}
