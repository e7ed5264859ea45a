/// A baseline as reports tell of it, at the end of a run.
public struct BaselineDescription: Hashable, Sendable {
  /// Findings that it has and the run has not.
  public struct Gone: Hashable, Sendable {
    /// The rule that found them.
    public var rule: String
    /// Their fingerprint, see `Fingerprint`.
    public var fingerprint: String
    /// How many are missing, 1 or more.
    public var count: Int
    /// What they were about: the outermost identity and a JSON Pointer; may be empty.
    public var identity, pointer: String

    /// Findings that are gone.
    public init(rule: String, fingerprint: String, count: Int, identity: String, pointer: String) {
      self.rule = rule
      self.fingerprint = fingerprint
      self.count = count
      self.identity = identity
      self.pointer = pointer
    }
  }

  /// The file.
  public var file: String
  /// What is gone, by rule, the first thousand entries; `nil` when nobody knows, as in a run that is incomplete: what was
  /// not judged may be there.
  public var gone: [Gone]?
  /// How many findings are gone, in all entries.
  public var goneCount: Int
  /// How many findings are of rules that were not judged, of which nobody knows.
  public var unjudgedCount: Int

  /// A baseline by its file and what is gone.
  public init(file: String, gone: [Gone]?, goneCount: Int = 0, unjudgedCount: Int = 0) {
    self.file = file
    self.gone = gone
    self.goneCount = goneCount
    self.unjudgedCount = unjudgedCount
  }
}
