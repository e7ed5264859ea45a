public import CEL

/// Exports that show what a rule accepts and what it finds.
public struct RuleExamples: Hashable, Sendable {
  /// In these the rule finds nothing.
  public var valid: [RuleExample] = []
  /// In each of these the rule finds something.
  public var invalid: [RuleExample] = []
  /// What the rule's fix makes of the first of these; `nil` where it changes nothing.
  public var fixed: [RuleExample?] = []
  /// What `now` is in them; `nil`: it makes no difference.
  public var now: CELTimestamp?
  /// The ontology beside the records of all, as JSON; `nil` when there is none.
  public var ontology: RuleExample?
}

/// An export of a few records, usually of one.
public struct RuleExample: Hashable, Sendable {
  /// The records as JSON texts without line feeds; never empty.
  public var records: [String]
  /// Where it is written.
  public var place: RuleSetPlace

  /// An example of records, JSON texts without line feeds.
  public init(records: [String], place: RuleSetPlace) {
    self.records = records
    self.place = place
  }

  /// On one line: the record, or a list of records.
  public var text: String { records.count == 1 ? records[0] : "[\(records.joined(separator: ","))]" }
}
