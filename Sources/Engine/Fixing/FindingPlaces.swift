import Findings
import SourceText

/// How often each rule finds something at each place of a record.
struct FindingPlaces {
  /// A rule, and the first byte of a place.
  struct Place: Hashable {
    var rule: String
    var start: Int
  }

  private(set) var counts: [Place: Int] = [:]

  /// Of `findings`, whose places are counted by `start` of them.
  init(_ findings: [Finding], start: (Int) -> Int = { $0 }) {
    for finding in findings {
      counts[Place(rule: finding.rule, start: start(finding.location.span.start)), default: 0] += 1
    }
  }

  func count(at place: Place) -> Int { counts[place] ?? 0 }
}
