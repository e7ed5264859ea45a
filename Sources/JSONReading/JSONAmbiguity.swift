public import SourceText

/// Text that is JSON by its grammar, but that readers are known to understand in different ways.
public struct JSONAmbiguity: Hashable, Sendable {
  /// What is ambiguous.
  public enum Kind: Hashable, Sendable {
    /// A key that stands in the same object before: some readers keep the first value, some the last.
    case repeatedKey
    /// Half of a surrogate pair as an escape: no Unicode text holds it.
    case loneSurrogate
    /// A number beyond the range of IEEE 754 double precision.
    case numberOutOfRange
  }

  /// What is ambiguous.
  public var kind: Kind
  /// Its bytes, counted from the start of the text.
  public var span: SourceSpan

  init(kind: Kind, start: Int, end: Int) {
    self.kind = kind
    span = SourceSpan(start: start, end: end)
  }
}
