public import SourceText

/// How two exports differ in one asset.
public enum AssetDifference: Hashable, Sendable {
  /// The second export does not have it.
  case removed(IdentityPart, from: RecordPosition)
  /// The first export does not have it.
  case added(IdentityPart, at: RecordPosition)
  /// Both have it, with different contents: some of the values that differ, in the order of the first export, and how
  /// many there are.
  case changed(IdentityPart, from: RecordPosition, to: RecordPosition, [ValueChange], count: Int)
  /// One export has it several times, so nobody knows which records to compare: where it is first, and how often each
  /// export has it. `isEqual`: whether both have the same contents for it, as often.
  case repeated(IdentityPart, at: RecordPosition, old: Int, new: Int, isEqual: Bool)
}

/// Where a record stands.
public struct RecordPosition: Hashable, Sendable {
  /// As the user named it.
  public var file: String
  /// From 0 within its file.
  public var record: Int

  /// The record number `record` of `file`.
  public init(file: String, record: Int) {
    self.file = file
    self.record = record
  }
}

/// A value that two versions of a record do not share.
public struct ValueChange: Hashable, Sendable {
  /// The way to it: in the second version for what was added, else in the first.
  public var pointer: JSONPointer
  /// The JSON text of the value in each version, `nil` where that does not have it; of arrays and objects only the
  /// brackets.
  public var old, new: String?

  /// The value at `pointer`, as one version has it and the other.
  public init(pointer: JSONPointer, old: String?, new: String?) {
    self.pointer = pointer
    self.old = old
    self.new = new
  }
}

/// How often two exports have something: an object of a class, records of a batch.
public struct CountChange: Hashable, Sendable {
  /// `objects`, `answers` or whatever else the format counts; `records` for groups of records.
  public var name: String
  /// By what it is counted: `class`.
  public var keys: [String]
  /// What is counted, a value for each key: `Vehicle`; `nil` where records tell none.
  public var values: [String?]
  /// The numbers in each export; 0 where it has none.
  public var old, new: Int

  /// A count of what is `values` by `keys`.
  public init(name: String, keys: [String], values: [String?], old: Int, new: Int) {
    self.name = name
    self.keys = keys
    self.values = values
    self.old = old
    self.new = new
  }
}

/// What is known of one of two exports.
public struct ComparedExport: Hashable, Sendable {
  /// As the user named it.
  public var name: String
  /// Its records, readable or not.
  public var recordCount: Int
  /// Its findings, by all rules.
  public var findingCount: Int

  /// An export of `recordCount` records.
  public init(name: String, recordCount: Int, findingCount: Int) {
    self.name = name
    self.recordCount = recordCount
    self.findingCount = findingCount
  }
}

/// How many assets two exports share, and how many not.
public struct AssetCounts: Hashable, Sendable {
  /// Those that both have with equal contents.
  public var unchanged = 0
  /// Those that both have with different contents.
  public var changed = 0
  /// Those that only the first, only the second has.
  public var removed = 0, added = 0
  /// Identities that occur more than once in one export.
  public var repeated = 0
  /// Of these, those whose contents differ.
  public var repeatedAndDifferent = 0

  /// Nothing counted.
  public init() {}

  /// Whether both exports hold the same.
  public var areEqual: Bool { changed + removed + added + repeatedAndDifferent == 0 }
}

/// The answer to whether two exports are the same.
public enum ComparisonVerdict: String, Hashable, Sendable, CaseIterable {
  /// All assets were compared, and there is no difference.
  case same
  /// All assets were compared, and no difference counts.
  case accepted
  /// All assets were compared, and a difference counts.
  case different
  /// Some could not be compared, so nobody may rely on the rest. Wins over `different`.
  case incomplete

  /// The exit status that tells it: 0, 1 or 3, nearly as `diff` of POSIX has it.
  public var exitCode: Int32 {
    switch self {
    case .same, .accepted: 0
    case .different: 1
    case .incomplete: 3
    }
  }
}

/// Which differences make a comparison fail.
public enum ComparisonPolicy: String, Hashable, Sendable, CaseIterable {
  /// Any difference of assets or findings.
  case differences
  /// Findings that the first export does not have.
  case newFindings = "new-findings"
  case never
}

/// In how many changed assets a part of the record differs.
public struct PartCount: Hashable, Sendable {
  /// The part: at most two names from the record down, `/task/tools`.
  public var pointer: JSONPointer
  /// Assets in which something in it differs.
  public var count: Int

  /// A part and how often it differs.
  public init(pointer: JSONPointer, count: Int) {
    self.pointer = pointer
    self.count = count
  }
}

/// What is known when two exports have been compared.
public struct ComparisonSummary: Hashable, Sendable {
  /// The answer.
  public var verdict: ComparisonVerdict
  /// What counts as a difference.
  public var policy: ComparisonPolicy
  /// Why something could not be compared, a clause each; empty when all was.
  public var incompleteReasons: [String]
  /// The two exports.
  public var old, new: ComparedExport
  /// Exact totals, whatever was shown.
  public var assets: AssetCounts
  /// The parts of records that differ, most often first.
  public var parts: [PartCount]
  /// Findings that only the first, only the second export has.
  public var goneFindingCount, newFindingCount: Int
  /// What moved.
  public var counts: [CountChange]

  /// The end of a comparison.
  public init(
    policy: ComparisonPolicy, incompleteReasons: [String], old: ComparedExport, new: ComparedExport,
    assets: AssetCounts, parts: [PartCount], goneFindingCount: Int, newFindingCount: Int,
    counts: [CountChange]
  ) {
    self.policy = policy
    self.incompleteReasons = incompleteReasons
    self.old = old
    self.new = new
    self.assets = assets
    self.parts = parts
    self.goneFindingCount = goneFindingCount
    self.newFindingCount = newFindingCount
    self.counts = counts
    let isSame = assets.areEqual && goneFindingCount + newFindingCount == 0
    let fails =
      switch policy {
      case .differences: !isSame
      case .newFindings: newFindingCount > 0
      case .never: false
      }
    verdict = !incompleteReasons.isEmpty ? .incomplete : isSame ? .same : fails ? .different : .accepted
  }
}
