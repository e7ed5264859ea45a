/// A run of bytes that is replaced by a text; an empty run is a place where the text is inserted.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced.
  public var span: SourceSpan
  /// What stands there then; empty when the bytes are taken out.
  public var text: String

  /// `text` in place of the bytes of `span`.
  public init(_ span: SourceSpan, _ text: String) {
    self.span = span
    self.text = text
  }

  /// Whether nobody could say what both together are: they have bytes in common, or one is inserted inside the other, or
  /// both are inserted at one place.
  public func overlaps(_ other: TextEdit) -> Bool {
    if span.count == 0, other.span.count == 0 { return span.start == other.span.start }
    return span.start < other.span.end && other.span.start < span.end
  }
}
