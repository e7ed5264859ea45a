/// When a run fails: from which severity on, or beyond how many findings.
///
/// A limit takes the place of `failOn` for what it limits: with `maxErrors` 10, ten errors pass whatever `failOn` says. The
/// limit on records with errors says nothing of errors that are about no record.
public struct Policy: Hashable, Sendable {
  /// From which severity on a finding fails the run.
  public var failOn: FailureLevel
  /// The most errors that pass; `nil` for no limit of their own.
  public var maxErrors: Int?
  /// The most warnings that pass; `nil` for no limit of their own.
  public var maxWarnings: Int?
  /// The largest part of the records that may have errors, from 0 to 1; `nil` for no limit.
  public var maxAssetErrorRate: Double?

  /// A policy.
  public init(
    failOn: FailureLevel = .error, maxErrors: Int? = nil, maxWarnings: Int? = nil, maxAssetErrorRate: Double? = nil
  ) {
    self.failOn = failOn
    self.maxErrors = maxErrors
    self.maxWarnings = maxWarnings
    self.maxAssetErrorRate = maxAssetErrorRate
  }

  /// Whether it is the one that nobody has to be told of.
  public var isStandard: Bool { self == Policy() }

  /// What a run of `recordCount` records breaks with `counts`: `12 errors, more than max-errors 10`; `nil` when it keeps
  /// to the policy.
  public func breach(by counts: FindingCounts, of recordCount: Int) -> String? {
    if let maxErrors, counts.error > maxErrors {
      return "\(Self.counted(counts.error, "error")), more than max-errors \(maxErrors)"
    }
    if let maxAssetErrorRate, recordCount > 0 {
      let rate = Double(counts.recordsWithErrors) / Double(recordCount)
      if rate > maxAssetErrorRate {
        return "\(counts.recordsWithErrors) of \(Self.counted(recordCount, "record")) with errors, more than "
          + "max-asset-error-rate \(Self.percentage(maxAssetErrorRate))"
      }
    }
    if let maxWarnings, counts.warning > maxWarnings {
      return "\(Self.counted(counts.warning, "warning")), more than max-warnings \(maxWarnings)"
    }
    guard let threshold = failOn.severity else { return nil }
    let errors = maxErrors != nil ? 0 : maxAssetErrorRate == nil ? counts.error : counts.errorsOfNoRecord
    let warnings = maxWarnings == nil && threshold <= .warning ? counts.warning : 0
    let infos = threshold <= .info ? counts.info : 0
    return errors + warnings + infos > 0 ? "fail-on \(failOn.rawValue)" : nil
  }

  /// What it says, for people: `fail-on error, max-warnings 10`.
  public var description: String {
    var clauses = ["fail-on \(failOn.rawValue)"]
    if let maxErrors { clauses.append("max-errors \(maxErrors)") }
    if let maxWarnings { clauses.append("max-warnings \(maxWarnings)") }
    if let maxAssetErrorRate { clauses.append("max-asset-error-rate \(Self.percentage(maxAssetErrorRate))") }
    return clauses.joined(separator: ", ")
  }

  private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// `0.1%`: as many digits as it takes, without those that doubles add.
  private static func percentage(_ rate: Double) -> String {
    let text = "\((rate * 1e8).rounded() / 1e6)"
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
  }
}
