public import Findings
public import SourceText

/// What came of putting one record right.
public struct FixedRecord: Sendable {
  /// The record with its edits.
  public internal(set) var text: EditedText
  /// What the record is called, by the first of its identities, where something was found.
  public internal(set) var name: String?
  /// The fixes that were applied, in the order in which they were.
  public internal(set) var applied: [RecordFix] = []
  /// Those that were not, and why.
  public internal(set) var dropped: [DroppedFix] = []
  /// The rules that compare records by something that is another now.
  public internal(set) var comparedRules: Set<String> = []
}
