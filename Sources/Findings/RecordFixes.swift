public import SourceText

/// One fix of a record, applied or not.
public struct RecordFix: Hashable, Sendable {
  /// The rule whose finding it puts right.
  public var rule: String
  /// How much the finding matters.
  public var severity: Severity
  /// What the finding says.
  public var message: String
  /// What is done.
  public var title: String
  /// Whether it is applied unasked.
  public var safety: Fix.Safety
  /// Where the finding is, in the record as the fixes before have left it.
  public var pointer: JSONPointer
  /// Where that stood at first, in bytes from the start of the record.
  public var offset: Int
  /// The same as a position of the file.
  public var position: SourcePosition

  /// A fix of what a finding says. Its position is where the record starts until somebody knows better.
  public init(of finding: Finding, offset: Int) {
    rule = finding.rule
    severity = finding.severity
    message = finding.message
    title = finding.fix?.title ?? ""
    safety = finding.fix?.safety ?? .unsafe
    pointer = finding.location.pointer ?? .root
    self.offset = offset
    position = .start
  }
}

/// A fix that was not applied.
public struct DroppedFix: Hashable, Sendable {
  /// The fix.
  public var fix: RecordFix
  /// Why it was not applied, as a clause.
  public var reason: String

  /// A fix with the reason.
  public init(_ fix: RecordFix, reason: String) {
    self.fix = fix
    self.reason = reason
  }
}

/// What became of one record, or of what stands before all of them.
public struct RecordFixes: Hashable, Sendable {
  /// One value that is another now.
  public struct Change: Hashable, Sendable {
    /// Where, within the record, as the changes before have left it.
    public var pointer: JSONPointer
    /// The JSON text that stood there; `nil` where nothing did.
    public var old: String?
    /// The JSON text that stands there now; `nil` where nothing does.
    public var new: String?

    /// A change.
    public init(pointer: JSONPointer, old: String?, new: String?) {
      self.pointer = pointer
      self.old = old
      self.new = new
    }
  }

  /// As findings name it.
  public var file: String
  /// From 0 within its file; `nil` for what stands before the records.
  public var record: Int?
  /// Where it starts.
  public var start: SourcePosition
  /// What the record is called, by the first of its identities; `nil` when it has none.
  public var name: String?
  /// The fixes that were applied, in the order in which they were.
  public var applied: [RecordFix]
  /// Those that were not.
  public var dropped: [DroppedFix]
  /// What is another now, whatever the fixes in between.
  public var changes: [Change]
  /// Whether values must not be shown: a rule says that they are secret.
  public var hidesValues = false

  /// What became of a record.
  public init(
    file: String, record: Int?, start: SourcePosition, name: String? = nil, applied: [RecordFix],
    dropped: [DroppedFix] = [], changes: [Change] = []
  ) {
    self.file = file
    self.record = record
    self.start = start
    self.name = name
    self.applied = applied
    self.dropped = dropped
    self.changes = changes
  }
}

/// What came of fixing one input.
public struct FixSummary: Hashable, Sendable {
  /// As findings name it.
  public var file: String
  /// Records, readable or not.
  public var recordCount = 0
  /// Records that changed.
  public var changedRecordCount = 0
  /// Fixes that were applied.
  public var appliedCount = 0
  /// Fixes that were not.
  public var droppedCount = 0
  /// Findings that only an unsafe fix would put right, which nobody asked for.
  public var unsafeCount = 0
  /// Rules about the whole export that find more now, each with how much more.
  public var worse: [String: Int] = [:]
  /// Why the input was not judged completely; empty when it was.
  public var incompleteReasons: [String] = []

  /// Nothing has come of it yet.
  public init(file: String) { self.file = file }
}
