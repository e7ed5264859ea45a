import SourceText

/// Findings that somebody has looked at and lets pass, for a reason and maybe for a while. Each pattern that it has must
/// match; it has one or more.
public struct Suppression: Hashable, Sendable {
  /// What findings are about.
  public enum Identity: Hashable, Sendable {
    /// Any of the things that they are about is called so.
    case any(TextPattern)
    /// The things that they are about are called so, by what they are: `asset`, `task`.
    case parts([String: TextPattern])
  }

  /// The last day of a suppression.
  public struct Day: Hashable, Sendable {
    /// `2026-03-01`.
    public var text: String
    /// Its end in UTC, in seconds after 1970.
    public var endSeconds: Int64

    /// The day that is written `text` and ends with `endSeconds`.
    public init(text: String, endSeconds: Int64) {
      self.text = text
      self.endSeconds = endSeconds
    }
  }

  /// The rule that failed.
  public var rule: TextPattern?
  /// What the finding is about.
  public var identity: Identity?
  /// Where in the record it is.
  public var pointer: TextPattern?
  /// One of the batches that its record belongs to.
  public var batch: TextPattern?
  /// Why it may pass.
  public var reason: String
  /// The last day on which it does; `nil` for ever.
  public var until: Day?
  /// Where it is written.
  public var location: Location
  /// The line where it is written.
  public var excerpt: Excerpt

  /// A suppression that is written at `location`, in the line `excerpt`.
  public init(
    rule: TextPattern? = nil, identity: Identity? = nil, pointer: TextPattern? = nil, batch: TextPattern? = nil,
    reason: String, until: Day? = nil, location: Location, excerpt: Excerpt
  ) {
    self.rule = rule
    self.identity = identity
    self.pointer = pointer
    self.batch = batch
    self.reason = reason
    self.until = until
    self.location = location
    self.excerpt = excerpt
  }

  /// Whether a finding of a rule that it is about is meant.
  func matches(_ finding: Finding) -> Bool {
    switch identity {
    case .any(let pattern): if !finding.identity.contains(where: { pattern.matches($0.value) }) { return false }
    case .parts(let patterns):
      for (name, pattern) in patterns
      where !finding.identity.contains(where: { $0.name == name && pattern.matches($0.value) }) {
        return false
      }
    case nil: break
    }
    if let pointer {
      guard let place = finding.location.pointer, pointer.matches(place.description) else { return false }
    }
    if let batch {
      return finding.attribution.contains { $0.grouping == .batch && batch.matches($0.value) }
    }
    return true
  }

  /// What it is about, on one line: `rule box-tiny, asset a.jpg`.
  public var scope: String {
    var parts: [String] = []
    if let rule { parts.append("rule \(rule.text)") }
    switch identity {
    case .any(let pattern): parts.append("identity \(pattern.text)")
    case .parts(let patterns): parts += patterns.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
    case nil: break
    }
    if let pointer { parts.append("pointer \(pointer.text)") }
    if let batch { parts.append("batch \(batch.text)") }
    return parts.joined(separator: ", ")
  }
}
