public import SourceText

/// One place where a record breaks a rule, or where something kept a rule from being judged.
public struct Finding: Hashable, Sendable {
  /// What became of the rule at this place.
  public enum Outcome: Hashable, Sendable {
    /// The data break the rule.
    case failed
    /// Nobody knows: the bytes cannot be read, the expression errs, or a limit was reached. The run is incomplete.
    case notJudged
  }

  /// As the rule set spells it: `box-outside-image`.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// Whether the rule failed or could not be judged.
  public var outcome: Outcome
  /// Whether it counts.
  public var disposition = Disposition.new
  /// One clause in lower case, without a final full stop, that names the value found. May hold any text of the data.
  public var message: String
  /// Where it is.
  public var location: Location
  /// What it is about, outermost first: the asset, the task, the tool.
  public var identity: [IdentityPart]
  /// Whom and what it can be put down to, when a report wants to tell.
  public var attribution: [AttributionPart]
  /// 32 hexadecimal digits made of the rule and of identities, see `Fingerprint`.
  public var fingerprint: String
  /// Other places that explain this one, such as the first occurrence of a duplicate.
  public var related: [RelatedPlace]
  /// The source line at the place, when a reporter wants to show it.
  public var excerpt: Excerpt?
  /// What a picture of it is drawn from, when a reporter wants to show one.
  public var evidence: Evidence?
  /// How it can be put right, when the rule says that and a reporter wants to tell.
  public var fix: Fix?

  /// A finding of `rule`.
  public init(
    rule: String, severity: Severity, outcome: Outcome = .failed, message: String, location: Location,
    identity: [IdentityPart] = [], attribution: [AttributionPart] = [], fingerprint: String = "",
    related: [RelatedPlace] = [], excerpt: Excerpt? = nil, evidence: Evidence? = nil,
    fix: Fix? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.outcome = outcome
    self.message = message
    self.location = location
    self.identity = identity
    self.attribution = attribution
    self.fingerprint = fingerprint
    self.related = related
    self.excerpt = excerpt
    self.evidence = evidence
    self.fix = fix
  }
}

/// Where a finding is, in every way that somebody may look for it.
public struct Location: Hashable, Sendable {
  /// As the user named it; a member of an archive is `export.zip!/part-1.json`, standard input `<stdin>` or its given name.
  public var file: String
  /// From 0 within its file; `nil` when the place is not inside a record.
  public var record: Int?
  /// Within the record; `nil` when the place is not inside a record. Names the missing member when one is missing.
  public var pointer: JSONPointer?
  /// Within the file; `nil` for NDJSON and outside of records.
  public var documentPointer: JSONPointer?
  /// The first character of the place.
  public var start: SourcePosition
  /// Behind the last character of the place.
  public var end: SourcePosition
  /// The bytes of the place in the uncompressed text. For a missing member: of the nearest ancestor that exists.
  public var span: SourceSpan

  /// A place in `file`.
  public init(
    file: String, record: Int? = nil, pointer: JSONPointer? = nil, documentPointer: JSONPointer? = nil,
    start: SourcePosition, end: SourcePosition, span: SourceSpan
  ) {
    self.file = file
    self.record = record
    self.pointer = pointer
    self.documentPointer = documentPointer
    self.start = start
    self.end = end
    self.span = span
  }
}

/// One part of what a finding is about: the format definition names it and says where its value stands.
public struct IdentityPart: Hashable, Sendable {
  /// `asset`, `task`, `tool`, …
  public var name: String
  /// The text that identifies it: an externalId, taskId, objectId, …
  public var value: String

  /// The identity `value` of the thing called `name`.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// A second place that explains a finding.
public struct RelatedPlace: Hashable, Sendable {
  /// What this place has to do with the finding: `first occurrence`.
  public var message: String
  /// Where it is.
  public var location: Location

  /// A place with its explanation.
  public init(message: String, location: Location) {
    self.message = message
    self.location = location
  }
}

/// A piece of the source line where a finding starts, cut to a readable width.
public struct Excerpt: Hashable, Sendable {
  /// The piece, without its line end. Invalid UTF-8 is replaced.
  public var text: String
  /// The column of its first scalar, from 1.
  public var firstColumn: Int
  /// Whether the line goes on before the piece, and behind it.
  public var isCutBefore, isCutAfter: Bool

  /// A piece of a line.
  public init(text: String, firstColumn: Int, isCutBefore: Bool, isCutAfter: Bool) {
    self.text = text
    self.firstColumn = firstColumn
    self.isCutBefore = isCutBefore
    self.isCutAfter = isCutAfter
  }
}
