public import SourceText

/// How what a finding tells of can be put right.
public struct Fix: Hashable, Sendable {
  /// Whether it is applied unasked.
  public enum Safety: String, Hashable, Sendable {
    /// Nobody could have meant the value that is there.
    case safe
    /// It is usually right, but somebody should have a look.
    case unsafe
  }

  /// What is done, as one tells somebody to: `Write the number as a number`.
  public var title: String
  /// Whether it is applied unasked.
  public var safety: Safety
  /// What is replaced, by its place in the file, in any order; no two of them overlap. Empty when it is refused.
  public var edits: [TextEdit]
  /// Why it must not be applied, as a clause; `nil` when it may.
  public var refusal: String?

  /// A fix of these edits.
  public init(title: String, safety: Safety, edits: [TextEdit], refusal: String? = nil) {
    self.title = title
    self.safety = safety
    self.edits = edits
    self.refusal = refusal
  }
}
