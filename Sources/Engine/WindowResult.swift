import Findings
import JSONReading
import SourceText

/// What a worker found in one window. Records count from the window's first, places from its first byte: only whoever
/// takes the results in order knows where the window stands in its document.
struct WindowResult {
  /// Findings with their rule's position in the ledger, in any order.
  var findings: [(rule: Int, finding: Finding)] = []
  /// Keys of rules that compare them beyond a record, record by record.
  var keys: [KeyEntry] = []
  /// Keys with their values, of rules that compare those beyond a record.
  var values = WindowValues()
  /// What aggregates counted.
  var groups = GroupCounts()
  /// What the records are and hold, as far as a report wants to tell.
  var contents = ContentCounts()
  /// The records by what they are and hold, when somebody wants to know.
  var digests: [RecordDigest] = []
  /// One entry for each input check, then for each rule.
  var counts: [RuleCounts]
  /// Records, readable or not.
  var recordCount = 0
  /// How far the whole window leads.
  var step = TextStep.none
  /// Where nothing more could be read, when the document is broken.
  var brokenAt: Int?
  /// Why the document is not of the expected format; then the whole document counts as not judged.
  var rejection: Finding?

  init(ruleCount: Int) {
    counts = [RuleCounts](repeating: RuleCounts(), count: InputCheck.allCases.count + ruleCount)
  }

  /// Nothing yet, in the room of `used` for what most windows have.
  init(in used: consuming WindowResult) {
    counts = used.counts
    keys = used.keys
    used.counts = []
    used.keys = []
    keys.removeAll(keepingCapacity: true)
    for entry in counts.indices { counts[entry] = RuleCounts() }
  }
}

/// The part of a ledger entry that workers count.
struct RuleCounts: Hashable {
  var seen = 0
  var passed = 0
  var failed = 0
  var notApplicable = 0
  var errored = 0

  mutating func countPassed() {
    seen += 1
    passed += 1
  }

  mutating func countNotApplicable() {
    seen += 1
    notApplicable += 1
  }
}

/// A key that is compared beyond its record, and where it stands in its window.
struct KeyEntry {
  /// What it is compared for.
  enum Role: Hashable {
    /// It occurs once.
    case unique
    /// References have it.
    case target
    /// A target has it. The number is its place among the keys of its subject.
    case reference(Int)
  }

  var role = Role.unique
  /// The rule's position in the program.
  var rule: Int
  var hash: KeyHash
  /// The record, from the window's first; its bytes in the window.
  var record: Int
  var recordSpan: SourceSpan
  /// The first byte of the subject and of the key.
  var subjectStart: Int
  var keyStart: Int
  /// How far the text up to the key leads. Of keys that are told to occur before; of others nobody asks.
  var step = TextStep.none
}
