import Engine
import Findings
import SourceText

/// The findings of two exports by fingerprint, as often as each export has them. Some 32 bytes a fingerprint.
struct FindingBalance {
  /// By fingerprint: how many more the first export has than the second; never 0.
  private var differences: [UInt128: Int] = [:]

  /// Counts a finding of the first export.
  mutating func addOld(_ finding: Finding) { add(1, finding) }

  /// Counts one of the second.
  mutating func addNew(_ finding: Finding) { add(-1, finding) }

  private mutating func add(_ difference: Int, _ finding: Finding) {
    let key = Self.key(of: finding)
    let sum = differences[key, default: 0] + difference
    differences[key] = sum == 0 ? nil : sum
  }

  /// Findings that only the first export has.
  var goneCount: Int { differences.values.reduce(0) { $0 + max(0, $1) } }

  /// Findings that only the second has.
  var newCount: Int { differences.values.reduce(0) { $0 + max(0, -$1) } }

  /// Whether `finding`, of the first export, is one of those that the second does not have; takes it out.
  mutating func takeGone(_ finding: Finding) -> Bool { take(finding, 1) }

  /// Whether `finding`, of the second export, is one of those that the first does not have; takes it out.
  mutating func takeNew(_ finding: Finding) -> Bool { take(finding, -1) }

  private mutating func take(_ finding: Finding, _ direction: Int) -> Bool {
    guard let difference = differences[Self.key(of: finding)], difference.signum() == direction else { return false }
    add(-direction, finding)
    return true
  }

  /// Every finding has a fingerprint of 32 hexadecimal digits. What is found about a whole file is the same in both
  /// exports, whatever their files are called.
  private static func key(of finding: Finding) -> UInt128 {
    let isAboutFile = finding.location.record == nil && InputCheck(rawValue: finding.rule) != nil
    let fingerprint =
      isAboutFile ? Fingerprint.make(rule: finding.rule, identity: [], pointer: .root) : finding.fingerprint
    return UInt128(fingerprint, radix: 16) ?? 0
  }
}
