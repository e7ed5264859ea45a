import Findings

/// Makes the fingerprints of a report differ from each other. Consumers take findings of one fingerprint for one.
///
/// A repeated fingerprint gets the number of its occurrence, so that only findings that nothing tells apart depend on
/// their order. Half of each fingerprint is remembered, 8 bytes: two that share it get a number that they do not need.
struct UniqueFingerprints: Sendable {
  private var seen: Set<UInt64> = []
  private var counts: [UInt64: Int] = [:]

  /// The fingerprint of `finding`, or with `-2`, `-3`, … when it occurred before.
  mutating func next(of finding: Finding) -> String {
    let key = UInt64(finding.fingerprint.prefix(16), radix: 16) ?? 0
    guard !seen.insert(key).inserted else { return finding.fingerprint }
    let count = counts[key, default: 1] + 1
    counts[key] = count
    return "\(finding.fingerprint)-\(count)"
  }
}
